/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-page-states.h"
#include "recto-tile-planner.h"
#include "recto-viewport.h"

/* Tells the planner which tiles a view wants: those in view; in the order they are likely to be
 * needed those near it, which are not wanted of pages that are costly; and those just beside it.
 * `in_view` (of RectoTilePage) becomes the pages in view. How many of them cannot be asked for
 * yet, as their size is unknown. */
guint recto_tile_wants_tell (RectoTilePlanner *planner,
                             RectoViewport *viewport,
                             RectoDocument *document,
                             RectoPageStates *states,
                             GArray *in_view);
