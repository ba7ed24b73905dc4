/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"
#include "recto-search.h"

/* RectoSearchTrack: marks beside a page view, over its scroll bar: where in all that can be
 * scrolled over the hits of a search are. */
#define RECTO_TYPE_SEARCH_TRACK (recto_search_track_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchTrack, recto_search_track, RECTO, SEARCH_TRACK, GtkWidget)

/* The view lives as long. */
GtkWidget *recto_search_track_new (RectoPageView *view);
/* Both (nullable); to be called again when there are more hits. `current` stands out. */
void recto_search_track_set_search (RectoSearchTrack *self,
                                    RectoSearch *search,
                                    RectoSearchHit *current);
/* Whether a row of pixels, from the top, is marked; for tests. */
gboolean recto_search_track_is_marked (RectoSearchTrack *self, guint row);
