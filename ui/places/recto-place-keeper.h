/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-clock.h"
#include "recto-place-store.h"

/* RectoPlaceKeeper: keeps the place of one document after the other that a page view shows: finds
 * where a file was read before, and has it remembered while it is read. */
typedef struct _RectoPlaceKeeper RectoPlaceKeeper;

/* `store` (nullable): without one, nothing is remembered. The page view outlives the keeper. */
RectoPlaceKeeper *recto_place_keeper_new (RectoPlaceStore *store, RectoPageView *page_view);
RectoPlaceKeeper *recto_place_keeper_new_with_clock (RectoPlaceStore *store,
                                                     RectoPageView *page_view,
                                                     const RectoClock *clock);
void recto_place_keeper_free (RectoPlaceKeeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPlaceKeeper, recto_place_keeper_free)

/* Where `file` was read before. */
void recto_place_keeper_find_async (RectoPlaceKeeper *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* `fingerprint`: what recto_place_keeper_begin () wants (nullable). Never fails: what cannot be
 * found out was not read before, NULL. (transfer full) (nullable) */
RectoReadingState *recto_place_keeper_find_finish (GAsyncResult *result, char **fingerprint);

/* The page view shows the document of `file` from now on. */
void recto_place_keeper_begin (RectoPlaceKeeper *self, GFile *file, const char *fingerprint);
/* Whether the sidebar is wanted beside it. */
void recto_place_keeper_set_sidebar (RectoPlaceKeeper *self, gboolean sidebar);
/* The sidebar's pane that was chosen (nullable). */
void recto_place_keeper_set_pane (RectoPlaceKeeper *self, const char *pane);
/* It is about to be taken away: remembers where it was left. Idempotent. */
void recto_place_keeper_end (RectoPlaceKeeper *self);
