/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-page-states.h"
#include "recto-tile-textures.h"
#include "recto-viewport.h"

/* RectoTileLoader: gets what a view of a document needs, and no more, from the engine.
 *
 * Signal "changed": tiles in view came or states changed; update and draw again.
 * Signal "answered": a tile beside the view came, or will not: update. Nothing that is seen is
 * different. */
#define RECTO_TYPE_TILE_LOADER (recto_tile_loader_get_type ())
G_DECLARE_FINAL_TYPE (RectoTileLoader, recto_tile_loader, RECTO, TILE_LOADER, GObject)

/* `outdated` (transfer full) (nullable): what shows of the document as it was until it was read
 * anew. */
RectoTileLoader *recto_tile_loader_new (RectoDocument *document,
                                        const RectoClock *clock,
                                        RectoTileTextures *outdated);
/* What is in view goes on to be shown by another loader, as outdated. (transfer full) */
RectoTileTextures *recto_tile_loader_steal_textures (RectoTileLoader *self);
/* Asks for what the view misses, and drops what it does not want any more. */
void recto_tile_loader_update (RectoTileLoader *self, RectoViewport *viewport);
/* Nothing is looked at any more: what is not needed to show it again at once is given back. */
void recto_tile_loader_pause (RectoTileLoader *self);

RectoTileTextures *recto_tile_loader_get_textures (RectoTileLoader *self);
RectoPageStates *recto_tile_loader_get_states (RectoTileLoader *self);
/* How a page in view is doing: as its state, and SLOW where it only takes long. */
RectoPageCondition recto_tile_loader_get_condition (RectoTileLoader *self, RectoLocation location);
/* How many tiles in view have not come yet, of pages that are being rendered; a page whose size is
 * still unknown counts as one. */
guint recto_tile_loader_get_n_missing (RectoTileLoader *self);

/* Of how many pages in view that are being rendered there is nothing to show, not even small. */
guint recto_tile_loader_get_n_blank (RectoTileLoader *self);

/* How long a page in view may take as a whole; 0 is without end. */
void recto_tile_loader_set_time_limit (RectoTileLoader *self, guint seconds);
guint recto_tile_loader_get_time_limit (RectoTileLoader *self);
/* Pages in view of which something is missing stay as they are. */
void recto_tile_loader_stop (RectoTileLoader *self);
/* Does what the bar on a page offers, by its condition: goes on, tries again, lifts a limit. */
void recto_tile_loader_resume (RectoTileLoader *self, RectoLocation location);
/* Goes on with all that was stopped. */
void recto_tile_loader_resume_all (RectoTileLoader *self);
/* Forgets all that came or went wrong; what is in view stays until it has come again. */
void recto_tile_loader_reload (RectoTileLoader *self);
