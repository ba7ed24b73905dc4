/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* Layers are the optional content groups of a PDF; their numbers are their places in its list of
 * them. */

/* Fills `found` (all but its head; RECTO_MAX_MESSAGE bytes) with the rows from `first` on, and
 * returns its size. */
gsize recto_mupdf_layers_find (RectoMupdfDocument *document,
                               guint first,
                               RectoMessageLayersFound *found);
/* Which are shown from now on, in this process and those that are forked from it later. */
void recto_mupdf_layers_show (RectoMupdfDocument *document, const RectoMessageShowLayers *request);
