/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* How a saving ended, for somebody who does other things meanwhile. */

/* In few words, and in a sentence. Both (transfer full). */
void recto_saving_news_describe (RectoSaving *saving, GFile *document, char **title, char **body);
/* Tells the desktop. Whoever presses on it comes back to the document, by app.show-document. */
void recto_saving_news_send (GApplication *application, RectoSaving *saving, GFile *document);
