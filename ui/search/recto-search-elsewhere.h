/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-view.h"
#include "recto-search.h"

/* RectoSearchElsewhere: looks for the same in all other documents that are open, in the tabs of all
 * windows: one after the other, as one foreground task of the document in which one searches. A
 * Stop of any of it stops all of it. Tabs that have no document yet, such as those that were
 * restored and that nobody has looked at, are searched, too, once it is there; loading them is part
 * of the task.
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
/* It searches, or loads. */
gboolean recto_search_elsewhere_is_running (RectoSearchElsewhere *self);
/* Somebody has stopped it. */
gboolean recto_search_elsewhere_is_stopped (RectoSearchElsewhere *self);
/* Nobody wants it any more. */
void recto_search_elsewhere_end (RectoSearchElsewhere *self);
/* Tabs whose document has not been loaded; and loads them, one after the other. */
guint recto_search_elsewhere_count_unloaded (RectoSearchElsewhere *self);
void recto_search_elsewhere_load (RectoSearchElsewhere *self);
gboolean recto_search_elsewhere_is_loading (RectoSearchElsewhere *self);
/* Tabs whose document could not be opened, or wants a password. */
guint recto_search_elsewhere_count_unsearchable (RectoSearchElsewhere *self);
/* The tab whose document a search is of, where that is still open. (transfer none) (nullable) */
RectoDocumentView *recto_search_elsewhere_find_view (RectoSearchElsewhere *self,
                                                     RectoSearch *search);
