/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "recto-tile-key.h"

/* RectoTileTextures: the tiles that have come, ready to be drawn. What the present view uses is
 * kept; of the rest, what was seen last, up to a budget. */
typedef struct _RectoTileTextures RectoTileTextures;

typedef void (*RectoTileTextureFunc) (const RectoTileKey *key, GdkTexture *texture, gpointer data);

RectoTileTextures *recto_tile_textures_new (void);
void recto_tile_textures_free (RectoTileTextures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTileTextures, recto_tile_textures_free)

void recto_tile_textures_add (RectoTileTextures *self, const RectoTileKey *key, RectoTile *tile);
GdkTexture *recto_tile_textures_get (RectoTileTextures *self,
                                     const RectoTileKey *key); /* (nullable) */
/* The tiles of a page at other sizes or in other colours, which can stand in for those that are
 * missing; the best last: those in its colours, and of them the latest. */
void recto_tile_textures_foreach_other (RectoTileTextures *self,
                                        const RectoTilePage *page,
                                        RectoTileTextureFunc func,
                                        gpointer data);
/* Removes all tiles in other colours, but those of some pages (of RectoTilePage): a page that comes
 * into view is not to flash. */
void recto_tile_textures_remove_other_colors (RectoTileTextures *self,
                                              RectoPageColors colors,
                                              GArray *kept);
void recto_tile_textures_remove_page (RectoTileTextures *self, RectoLocation location);
void recto_tile_textures_remove_all (RectoTileTextures *self);

/* A view begins: what it uses is not evicted before the next one begins. */
void recto_tile_textures_begin_view (RectoTileTextures *self);
void recto_tile_textures_use (RectoTileTextures *self, const RectoTileKey *key);
/* The stand-ins of a page have been seen, but are the first to go after what is further away. */
void recto_tile_textures_use_others (RectoTileTextures *self, const RectoTilePage *page);
/* Evicts what the view does not use, longest unseen first, down to so many bytes. */
void recto_tile_textures_trim (RectoTileTextures *self, gsize spare);
gsize recto_tile_textures_get_size (RectoTileTextures *self); /* bytes */
