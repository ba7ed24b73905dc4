/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-tile-key.h"

/* RectoTilePlanner: decides which tiles to ask for and which requests to drop. It remembers what
 * has been asked, and does neither itself. */
typedef struct _RectoTilePlanner RectoTilePlanner;

typedef enum
{
  RECTO_TILE_KEPT,     /* beside the view: not asked for, but not dropped either */
  RECTO_TILE_NEAR,     /* soon in view: asked for while nothing in view is missing */
  RECTO_TILE_VISIBLE,  /* in view */
  RECTO_TILE_STAND_IN, /* of a page that is in view in a fling, or soon, and of which there is
                          nothing */
} RectoTileUrgency;

typedef enum
{
  RECTO_TILE_PLAN_READING,  /* near tiles only while nothing in view is missing */
  RECTO_TILE_PLAN_WAITING,  /* near tiles although tiles in view are missing: these take long, and
                             * whoever turns on from here is not to wait again */
  RECTO_TILE_PLAN_FLINGING, /* stand-ins, and nothing else */
} RectoTilePlan;

typedef struct
{
  RectoTileKey key;
  RectoTileUrgency urgency;
  double distance; /* from what one looks at, squared */
  guint order;
} RectoWantedTile;

typedef gboolean (*RectoTileKnownFunc) (const RectoWantedTile *tile, gpointer data);

RectoTilePlanner *recto_tile_planner_new (void);
void recto_tile_planner_free (RectoTilePlanner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTilePlanner, recto_tile_planner_free)

/* A plan: begin, say what is wanted, and read the outcome. */
void recto_tile_planner_begin (RectoTilePlanner *self);
/* The cells that touch `part` of a page. `x` and `y` is what one looks at, in that page's pixels:
 * what is in view is asked for from there outwards, what is near in the order it is wanted. */
void recto_tile_planner_want (RectoTilePlanner *self,
                              const RectoTilePage *page,
                              const RectoPixelRect *part,
                              RectoTileUrgency urgency,
                              double x,
                              double y);
/* `known` tells what need not be asked for. How many in view are missing. */
guint recto_tile_planner_end (RectoTilePlanner *self,
                              RectoTilePlan plan,
                              RectoTileKnownFunc known,
                              gpointer data);

/* The outcome, until the next plan. To ask for, in this order (of RectoWantedTile; one that was
 * asked for with another urgency is in it again). */
GArray *recto_tile_planner_get_asks (RectoTilePlanner *self);
/* To be dropped (of RectoTileKey). */
GArray *recto_tile_planner_get_drops (RectoTilePlanner *self);
/* All that was wanted, known or not (of RectoWantedTile). */
GHashTable *recto_tile_planner_get_wanted (RectoTilePlanner *self);
/* What all of it takes once it has come, in bytes; but not what is only kept if it is there. */
gsize recto_tile_planner_measure (RectoTilePlanner *self);

/* A request came to its end, in whichever way. */
void recto_tile_planner_answered (RectoTilePlanner *self, const RectoTileKey *key);
/* All requests have been dropped, or all of a page. */
void recto_tile_planner_forget (RectoTilePlanner *self);
void recto_tile_planner_forget_page (RectoTilePlanner *self, RectoLocation location);
/* With which urgency a tile was asked for last; KEPT: it is not. */
RectoTileUrgency recto_tile_planner_get_urgency (RectoTilePlanner *self, const RectoTileKey *key);
gboolean recto_tile_planner_is_asked (RectoTilePlanner *self, const RectoTileKey *key);
