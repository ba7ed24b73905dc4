/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* RectoMupdfOutline: the outline of one document. It is walked as far as it is asked for, once. */
typedef struct _RectoMupdfOutline RectoMupdfOutline;

RectoMupdfOutline *recto_mupdf_outline_new (RectoMupdfDocument *document);

/* Fills `found` (all but its head, RECTO_MAX_MESSAGE bytes) with entries from `first` on: as many
 * as a message takes, or as are read in a little while. Gives the size of the message. */
gsize recto_mupdf_outline_find (RectoMupdfOutline *self,
                                guint first,
                                RectoMessageOutlineFound *found);
