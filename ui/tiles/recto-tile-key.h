/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-colors.h"
#include "recto-tile.h"

/* No edge of a tile is longer than this, in device pixels. */
#define RECTO_TILE_EDGE 768

/* A page as shown: which one, how large in device pixels, turned how, in which colors, and what of
 * it. */
typedef struct
{
  RectoLocation location;
  int width;
  int height;
  int rotation;
  RectoPageColors colors;
  gboolean bare; /* without annotations */
  guint layers;  /* which are shown: as recto_document_get_layers_state () counts */
} RectoTilePage;

/* RectoTileKey: one cell of the grid a page is cut into. The grid depends on nothing but the
 * page's size, so that the same pixels have the same key however one came to see them. */
typedef struct
{
  RectoTilePage page;
  int column;
  int row;
} RectoTileKey;

gboolean recto_tile_page_equal (const RectoTilePage *a, const RectoTilePage *b);
/* Whether the same is seen of both, in the same colors, whichever pages and sizes they are. */
gboolean recto_tile_page_looks_alike (const RectoTilePage *a, const RectoTilePage *b);
/* How many columns or rows an edge of so many pixels is cut into. */
int recto_tile_page_n_cells (int edge);
/* The cells that touch a part of the page: from the first up to the last, inclusive. FALSE when
 * the part is empty or lies beside the page. */
gboolean recto_tile_page_find_cells (const RectoTilePage *page,
                                     const RectoPixelRect *part,
                                     RectoTileKey *first,
                                     RectoTileKey *last);

RectoPixelRect recto_tile_key_get_rect (const RectoTileKey *self);
/* Where the tile lies on the page as it is shown otherwise, at whole pixels, so that neighbors
 * leave no seam between them. */
RectoPixelRect recto_tile_key_get_rect_on (const RectoTileKey *self, const RectoTilePage *page);
guint recto_tile_key_hash (gconstpointer key);
gboolean recto_tile_key_equal (gconstpointer a, gconstpointer b);
RectoTileKey *recto_tile_key_copy (const RectoTileKey *self); /* (transfer full): g_free () */
/* Cuts a rectangle to another. FALSE when nothing is left of it. */
gboolean recto_pixel_rect_intersect (RectoPixelRect *self, const RectoPixelRect *other);
