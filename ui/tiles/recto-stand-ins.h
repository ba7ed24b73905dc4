/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-tile-key.h"

/* RectoStandIn: a tile of a page that may be shown, scaled, for one that has not come yet. */
typedef struct
{
  const RectoTileKey *key; /* (unowned) */
  gboolean outdated;       /* of the document as it was before it was read anew */
  guint64 made;            /* which of two came later */
  gpointer data;
  RectoPixelRect where; /* in the page's pixels as it is to be shown; set by choosing */
} RectoStandIn;

/* Of `stand_ins` (of RectoStandIn), keeps those that show of what is missing of a page, the best
 * first: in the colors of the page, not outdated, of the nearest size, the latest. What better
 * ones cover already, needs no others. */
void recto_stand_ins_choose (GArray *stand_ins,
                             const RectoTilePage *page,
                             const RectoPixelRect *missing);
