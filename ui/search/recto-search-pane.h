/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-search.h"

/* RectoSearchPane: all that searches have found, with the lines around it, as it comes, and how far
 * they are.
 *
 * Signals: "chosen" (RectoSearch, RectoSearchHit, gboolean): somebody wants to see a hit of a
 * search; TRUE where that is all that is wanted of the list for now, as with a click. "go-on" ():
 * what was stopped is to go on; "load" (): documents that have not been loaded are to be, and
 * searched. */
#define RECTO_TYPE_SEARCH_PANE (recto_search_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchPane, recto_search_pane, RECTO, SEARCH_PANE, AdwBin)

GtkWidget *recto_search_pane_new (void);
/* `searches` (nullable): a GListModel of RectoSearch; hits are under the name of their document
 * where there are several. */
void recto_search_pane_set_searches (RectoSearchPane *self, GListModel *searches);
/* Why nothing can be looked for, where there is no search; NULL: there is no reason. */
void recto_search_pane_set_problem (RectoSearchPane *self, const char *words);
/* What is open besides: so many documents have not been loaded, or are `loading`; so many could not
 * be. */
void recto_search_pane_set_others (RectoSearchPane *self,
                                   guint n_unloaded,
                                   gboolean loading,
                                   guint n_unsearchable);
/* Marks a hit (nullable) of the first search. */
void recto_search_pane_set_current (RectoSearchPane *self, RectoSearchHit *current);
