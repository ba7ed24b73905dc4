/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-facts-wants.h"
#include "recto-pace.h"
#include "recto-page-waits.h"
#include "recto-patience.h"
#include "recto-tile-loader.h"
#include "recto-tile-planner.h"
#include "recto-tile-requests.h"

/* What the recto-tile-loader*.c files share: recto-tile-loader.c asks for tiles and takes them;
 * recto-tile-loader-states.c has how pages are doing, and what makes them stop and go on. */

struct _RectoTileLoader
{
  GObject parent_instance;
  RectoDocument *document;
  RectoTilePlanner *planner;
  RectoTileRequests *requests;
  RectoTileTextures *textures;
  RectoPageStates *states;
  RectoPageWaits *waits;
  RectoFactsWants *facts;
  GHashTable *visible;     /* set of RectoTileKey: asked for as in view */
  GHashTable *declined;    /* set of RectoTileKey: near tiles that did not come */
  GHashTable *stand_ins;   /* set of RectoTileKey: stand-ins that are being rendered */
  GArray *in_view;         /* of RectoTilePage */
  RectoTilePage read;      /* the page being read */
  RectoPatience *patience; /* out: what is in view has been missing for a while */
  RectoPace *pace;
  guint n_missing;
  guint time_limit;
  gboolean closed;
  gboolean more_memory;
  guint n_moves; /* of the viewport, as last seen */
};

/* Anything came or changed: update and draw again. */
void recto_tile_loader_emit_changed (RectoTileLoader *self);
/* Whether anything of a page in view has not come yet, if only its size. */
gboolean recto_tile_loader_is_missing (RectoTileLoader *self, const RectoTilePage *page);
/* The page is not rendered further for now, and the reader is told why. */
void recto_tile_loader_give_up_page (RectoTileLoader *self,
                                     RectoLocation location,
                                     RectoPageCondition condition,
                                     const char *message);
/* Nothing is asked for any more. */
void recto_tile_loader_drop_all (RectoTileLoader *self, RectoCancelReason reason);
/* For the document and the waits. */
void recto_tile_loader_facts_stopped_cb (RectoTileLoader *self);
void recto_tile_loader_late_cb (RectoLocation location, gpointer data);
