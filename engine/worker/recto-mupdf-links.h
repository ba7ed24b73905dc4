/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* Fills `found` (all but its head, RECTO_MAX_MESSAGE bytes) with as many of a page's links as a
 * message takes. Gives the size of the message. */
gsize recto_mupdf_links_find (RectoMupdfDocument *document,
                              const RectoMessageLinks *request,
                              RectoMessageLinksFound *found);
