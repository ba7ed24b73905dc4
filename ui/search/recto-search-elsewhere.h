/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-view.h"
#include "recto-search.h"

/* RectoSearchElsewhere: looks for the same in all other documents that are open, in the tabs of all
 * windows: one after the other, as one foreground task of the document in which one searches. A
 * Stop of any of it stops all of it. Tabs that were restored and that nobody has looked at have no
 * document yet: it is searched, too, once it is there.
 *
 * Signal "changed" (): any of it has begun, ended or stopped, or there are more or fewer such tabs.
 */
#define RECTO_TYPE_SEARCH_ELSEWHERE (recto_search_elsewhere_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchElsewhere,
                      recto_search_elsewhere,
                      RECTO,
                      SEARCH_ELSEWHERE,
                      GObject)

/* Appends its searches to `searches` (of RectoSearch), after `search`, whose words they have.
 * `widget`: of the window in which one searches. */
RectoSearchElsewhere *recto_search_elsewhere_new (GtkWidget *widget,
                                                  RectoSearch *search,
                                                  GListStore *searches);
/* Begins, or goes on where it was stopped. */
void recto_search_elsewhere_start (RectoSearchElsewhere *self);
void recto_search_elsewhere_stop (RectoSearchElsewhere *self);
/* Somebody has stopped it. */
gboolean recto_search_elsewhere_is_stopped (RectoSearchElsewhere *self);
/* Nobody wants it any more. */
void recto_search_elsewhere_end (RectoSearchElsewhere *self);
/* Tabs whose document has not been loaded; and loads them. */
guint recto_search_elsewhere_count_unloaded (RectoSearchElsewhere *self);
void recto_search_elsewhere_load (RectoSearchElsewhere *self);
/* The tab whose document a search is of, where that is still open. (transfer none) (nullable) */
RectoDocumentView *recto_search_elsewhere_find_view (RectoSearchElsewhere *self,
                                                     RectoSearch *search);
