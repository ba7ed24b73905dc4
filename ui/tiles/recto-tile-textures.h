/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "recto-memory-claim.h"
#include "recto-tile-key.h"

/* RectoTileTextures: the tiles that have come, ready to be drawn. What the present view uses is
 * kept; of the rest, what was seen last, up to a share of its own and to what the budget of the
 * whole program leaves. */
typedef struct _RectoTileTextures RectoTileTextures;

/* `where`: in the pixels of the page that the tile stands in for, perhaps beyond what is missing.
 */
typedef void (*RectoStandInFunc) (GdkTexture *texture, const RectoPixelRect *where, gpointer data);

RectoTileTextures *recto_tile_textures_new (RectoMemoryBudget *budget);
void recto_tile_textures_free (RectoTileTextures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTileTextures, recto_tile_textures_free)

/* A texture of a tile's pixels. (transfer full) */
GdkTexture *recto_tile_textures_make (RectoTile *tile);
void recto_tile_textures_add (RectoTileTextures *self, const RectoTileKey *key, RectoTile *tile);
GdkTexture *recto_tile_textures_get (RectoTileTextures *self,
                                     const RectoTileKey *key); /* (nullable) */
/* The tiles of a page at other sizes, in other colors, or outdated, that stand in for a part of it
 * that is missing: no more of them than cover it, and the best last. Best are those in its colors,
 * and of them those of the nearest size. */
void recto_tile_textures_foreach_stand_in (RectoTileTextures *self,
                                           const RectoTilePage *page,
                                           const RectoPixelRect *missing,
                                           RectoStandInFunc func,
                                           gpointer data);
/* Whether anything of a page could stand in for it, as it is turned. */
gboolean recto_tile_textures_has_any (RectoTileTextures *self, const RectoTilePage *page);
/* The same; and that is used: the page may come into view in a moment. */
gboolean recto_tile_textures_use_any (RectoTileTextures *self, const RectoTilePage *page);
/* Removes all tiles that do not look like those of a page, but those of some pages (of
 * RectoTilePage): a page that comes into view is not to flash. */
void recto_tile_textures_remove_other_looks (RectoTileTextures *self,
                                             const RectoTilePage *look,
                                             GArray *kept);
void recto_tile_textures_remove_page (RectoTileTextures *self, RectoLocation location);
/* The document is read anew: what was in view stands in for what comes, all else goes. */
void recto_tile_textures_outdate (RectoTileTextures *self);

/* A view begins: what it uses is not evicted before the next one begins. */
void recto_tile_textures_begin_view (RectoTileTextures *self);
void recto_tile_textures_use (RectoTileTextures *self, const RectoTileKey *key);
/* A part of a page is seen: its tiles are used, and where one is missing, what stands in for it. */
void recto_tile_textures_use_part (RectoTileTextures *self,
                                   const RectoTilePage *page,
                                   const RectoPixelRect *part);
/* Evicts what the view does not use, longest unseen first, down to so many bytes, of which so many
 * may be tiles that are made again in a moment; and whatever is over the budget. */
void recto_tile_textures_trim (RectoTileTextures *self, gsize spare, gsize spare_light);
/* Nothing is seen any more: gives back all but what was in view, and that where it is needed. */
void recto_tile_textures_end_view (RectoTileTextures *self);
gsize recto_tile_textures_get_size (RectoTileTextures *self); /* bytes */
/* What the view plans to hold. (transfer none) */
RectoMemoryClaim *recto_tile_textures_get_claim (RectoTileTextures *self);
