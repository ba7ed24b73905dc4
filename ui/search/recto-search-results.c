/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-results.h"

#include <glib/gi18n.h>

#include "recto-search-actions.h"
#include "recto-search-pane.h"
#include "recto-search-track.h"

#define RESULTS "results"

struct _RectoSearchResults
{
  GObject parent_instance;
  RectoDocumentBody *body; /* (unowned) */
  RectoSearchBar *bar;     /* (unowned) */
  RectoSearchPane *pane;   /* (unowned): the sidebar's */
  RectoSearchTrack *track; /* (unowned): the body's */
  gboolean opened;         /* the sidebar, for this */
};

G_DEFINE_FINAL_TYPE (RectoSearchResults, recto_search_results, G_TYPE_OBJECT)

static RectoDocumentSidebar *
get_sidebar (RectoSearchResults *self)
{
  return recto_document_body_get_sidebar (self->body);
}

static void
show_others (RectoSearchResults *self)
{
  RectoSearchElsewhere *elsewhere = recto_search_bar_get_elsewhere (self->bar);

  if (elsewhere == NULL)
    {
      recto_search_pane_set_others (self->pane, 0, FALSE, 0);
      return;
    }
  recto_search_pane_set_others (self->pane, recto_search_elsewhere_count_unloaded (elsewhere),
                                recto_search_elsewhere_is_loading (elsewhere),
                                recto_search_elsewhere_count_unsearchable (elsewhere));
}

static void
changed_cb (RectoSearchResults *self)
{
  GListModel *searches = recto_search_bar_get_searches (self->bar);
  RectoSearchHit *current = recto_search_bar_get_current (self->bar);
  g_autoptr (RectoSearch) search = g_list_model_get_item (searches, 0);

  recto_search_pane_set_searches (self->pane, searches);
  recto_search_pane_set_problem (self->pane, recto_search_bar_get_problem (self->bar));
  recto_search_pane_set_current (self->pane, current);
  show_others (self);
  recto_search_track_set_search (self->track, search, current);
}

/* What it was opened for goes with the bar. */
static void
visible_cb (RectoSearchResults *self)
{
  RectoSidebar *panes = recto_document_sidebar_get_panes (get_sidebar (self));
  const gboolean open = gtk_widget_get_visible (GTK_WIDGET (self->bar));
  const gboolean shows = recto_sidebar_shows (panes, RESULTS);

  if (!open && shows && self->opened)
    recto_document_sidebar_set_shown (get_sidebar (self), FALSE);
  self->opened &= open;
  recto_sidebar_set_has (panes, RESULTS, open);
}

/* Another tab comes in view, with the same search; that is not for whoever is just passing by. */
static void
go_elsewhere (RectoSearchResults *self, RectoSearch *search, RectoSearchHit *hit)
{
  RectoDocumentView *view = recto_search_bar_find_view (self->bar, search);
  GtkRoot *root = view != NULL ? gtk_widget_get_root (GTK_WIDGET (view)) : NULL;

  if (!RECTO_IS_WINDOW (root))
    return;
  recto_window_select_view (RECTO_WINDOW (root), view);
  gtk_window_present (GTK_WINDOW (root));
  recto_search_actions_open_at (RECTO_WINDOW (root), search, hit);
}

static void
chosen_cb (RectoSearchResults *self, RectoSearch *search, RectoSearchHit *hit, gboolean done)
{
  g_autoptr (RectoSearch) own =
      g_list_model_get_item (recto_search_bar_get_searches (self->bar), 0);

  if (done)
    recto_document_sidebar_leave (get_sidebar (self));
  if (search == own)
    recto_search_bar_go_to_hit (self->bar, hit);
  else if (done)
    go_elsewhere (self, search, hit);
}

static void
go_on_cb (RectoSearchResults *self)
{
  recto_search_bar_go_on (self->bar);
}

static void
load_cb (RectoSearchResults *self)
{
  RectoSearchElsewhere *elsewhere = recto_search_bar_get_elsewhere (self->bar);

  if (elsewhere != NULL)
    recto_search_elsewhere_load (elsewhere);
}

void
recto_search_results_show (RectoSearchResults *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_RESULTS (self));

  self->opened |= !recto_document_sidebar_get_shown (get_sidebar (self));
  recto_document_sidebar_show_pane (get_sidebar (self), RESULTS);
}

void
recto_search_results_reveal (RectoSearchResults *self)
{
  g_autofree char *pane = NULL;

  g_return_if_fail (RECTO_IS_SEARCH_RESULTS (self));

  self->opened |= !recto_document_sidebar_get_shown (get_sidebar (self));
  pane = g_strdup (recto_document_sidebar_get_pane (get_sidebar (self)));
  recto_document_sidebar_begin (get_sidebar (self), TRUE, pane);
  if (recto_document_sidebar_get_shown (get_sidebar (self)))
    recto_sidebar_show (recto_document_sidebar_get_panes (get_sidebar (self)), RESULTS);
}

RectoSearchResults *
recto_search_results_new (RectoDocumentBody *body, RectoSearchBar *bar)
{
  RectoSearchResults *self;
  GtkWidget *pane;
  GtkWidget *track;

  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (body), NULL);
  g_return_val_if_fail (RECTO_IS_SEARCH_BAR (bar), NULL);

  self = g_object_new (RECTO_TYPE_SEARCH_RESULTS, NULL);
  pane = recto_search_pane_new ();
  self->body = body;
  self->bar = bar;
  self->pane = RECTO_SEARCH_PANE (pane);
  track = recto_search_track_new (recto_document_body_get_page_view (body));
  self->track = RECTO_SEARCH_TRACK (track);
  recto_document_body_add_overlay (body, track);
  recto_sidebar_add (recto_document_sidebar_get_panes (recto_document_body_get_sidebar (body)),
                     pane, RESULTS, _ ("Search Results"), "edit-find-symbolic");
  g_signal_connect_object (bar, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "notify::visible", G_CALLBACK (visible_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "go-on", G_CALLBACK (go_on_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "load", G_CALLBACK (load_cb), self, G_CONNECT_SWAPPED);
  visible_cb (self);
  changed_cb (self);
  return self;
}

static void
recto_search_results_class_init (RectoSearchResultsClass *klass)
{
}

static void
recto_search_results_init (RectoSearchResults *self)
{
}
