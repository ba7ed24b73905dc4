/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* How a document not seen before is shown, from the settings. */
void recto_view_defaults_apply (GSettings *settings, RectoPageView *page_view);
/* How the text of a book not seen before is set. */
RectoTextStyle recto_view_defaults_get_text_style (GSettings *settings);
void recto_view_defaults_set_text_style (GSettings *settings, const RectoTextStyle *style);
/* Keeps what goes for all documents as the settings have it. */
void recto_view_defaults_follow (GSettings *settings, RectoPageView *page_view);
