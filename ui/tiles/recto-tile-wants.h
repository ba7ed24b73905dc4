/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-page-states.h"
#include "recto-tile-planner.h"
#include "recto-tile-textures.h"
#include "recto-viewport.h"

/* Whose wants they are. */
typedef struct
{
  RectoTilePlanner *planner;
  RectoViewport *viewport;
  RectoDocument *document;
  RectoPageStates *states;
  RectoTileTextures *textures;
  double speed; /* of a fling, in heights of the view in a second; 0 where it is none */
} RectoTileWants;

/* Tells the planner which tiles a view wants: those in view; in the order they are likely to be
 * needed those near it, of pages that are costly small ones only; and those just beside it.
 * In a fling nothing near is wanted but stand-ins: of pages in view, and of those that come soon,
 * of which there is nothing to show. `in_view` (of RectoTilePage) becomes the pages in view. How
 * many of them cannot be asked for yet, as their size is unknown. */
guint recto_tile_wants_tell (const RectoTileWants *self, GArray *in_view);
