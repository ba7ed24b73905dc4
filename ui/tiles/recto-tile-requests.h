/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-tile-key.h"

/* RectoTileRequests: the tiles that a view waits for. One that was dropped is never answered. */
typedef struct _RectoTileRequests RectoTileRequests;

/* The tile, or why there is none; `reason` is the task's where it was cancelled. */
typedef void (*RectoTileAnswerFunc) (const RectoTileKey *key,
                                     RectoTile *tile,
                                     RectoCancelReason reason,
                                     const GError *error,
                                     gpointer data);

/* A worker began to render the tile. */
typedef void (*RectoTileBeganFunc) (const RectoTileKey *key, gpointer data);

RectoTileRequests *recto_tile_requests_new (RectoDocument *document,
                                            RectoTileAnswerFunc answer,
                                            RectoTileBeganFunc began,
                                            gpointer data);
/* Drops all. */
void recto_tile_requests_free (RectoTileRequests *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTileRequests, recto_tile_requests_free)

/* Asks; where the tile is being waited for already, the new request takes over its work. */
void recto_tile_requests_ask (RectoTileRequests *self,
                              const RectoTileKey *key,
                              const RectoRenderRequest *request);
void recto_tile_requests_drop (RectoTileRequests *self,
                               const RectoTileKey *key,
                               RectoCancelReason reason);
void recto_tile_requests_drop_page (RectoTileRequests *self,
                                    RectoLocation location,
                                    RectoCancelReason reason);
void recto_tile_requests_drop_all (RectoTileRequests *self, RectoCancelReason reason);
