/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-clock.h"
#include "recto-search-elsewhere.h"

/* RectoSearchBar: looks for what is typed in a page view's document, goes from hit to hit, and
 * marks them on the pages.
 *
 * Signal "changed" (): another search, more hits, or another one that one is at. */
#define RECTO_TYPE_SEARCH_BAR (recto_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchBar, recto_search_bar, RECTO, SEARCH_BAR, AdwBin)

GtkWidget *recto_search_bar_new (RectoPageView *view, const RectoClock *clock);
/* Shows it, and gives it the keys. */
void recto_search_bar_open (RectoSearchBar *self);
/* The same, in all open documents. */
void recto_search_bar_open_everywhere (RectoSearchBar *self);
/* Shows it with the words of another search of the same document, at a hit of that. */
void recto_search_bar_open_at (RectoSearchBar *self, RectoSearch *search, RectoSearchHit *hit);
/* The tab that has the document of a search among all, where it is not the bar's own. (transfer
 * none) (nullable) */
RectoDocumentView *recto_search_bar_find_view (RectoSearchBar *self, RectoSearch *search);
/* Looks for these words, once it is open. */
void recto_search_bar_look_for (RectoSearchBar *self, const char *words);
void recto_search_bar_close (RectoSearchBar *self);
/* What is being looked for: a GListModel of RectoSearch, empty or with that of the view's document
 * and, where that is wished, of all others that are open. (transfer none) */
GListModel *recto_search_bar_get_searches (RectoSearchBar *self);
/* Why nothing can be looked for, where it cannot. (transfer none) (nullable) */
const char *recto_search_bar_get_problem (RectoSearchBar *self);
/* The hit one is at. (transfer none) (nullable) */
RectoSearchHit *recto_search_bar_get_current (RectoSearchBar *self);
void recto_search_bar_go_to_hit (RectoSearchBar *self, RectoSearchHit *hit);
/* Goes on with what was stopped. */
void recto_search_bar_go_on (RectoSearchBar *self);
/* Where all open documents are searched. (transfer none) (nullable) */
RectoSearchElsewhere *recto_search_bar_get_elsewhere (RectoSearchBar *self);
/* Goes so many hits on, or back; from the last one to the first. */
void recto_search_bar_step (RectoSearchBar *self, int by);
