/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-view-watch.h"

#include "recto-window-actions.h"

struct _RectoViewWatch
{
  GBindingGroup *bindings;
  GSignalGroup *signals;
  GSignalGroup *page_view_signals;
};

/* A window in which nothing is open goes by the program's name. */
static gboolean
title_of_view (GBinding *binding, const GValue *view_title, GValue *title, gpointer user_data)
{
  g_autoptr (RectoDocumentView) view = RECTO_DOCUMENT_VIEW (g_binding_dup_source (binding));

  if (recto_document_view_get_state (view) == RECTO_DOCUMENT_VIEW_START)
    g_value_set_string (title, g_get_application_name ());
  else
    g_value_copy (view_title, title);
  return TRUE;
}

RectoViewWatch *
recto_view_watch_new (RectoWindow *window, RectoViewWatchFunc state_changed)
{
  RectoViewWatch *self = g_new0 (RectoViewWatch, 1);
  const char *const page_view_changes[] = {
    "notify::fit-mode", "notify::continuous",    "notify::dual",
    "notify::odd-left", "notify::right-to-left", "notify::show-annotations",
    "notify::colors",   "notify::can-go-back",   "notify::can-go-forward",
  };

  self->bindings = g_binding_group_new ();
  g_binding_group_bind_full (self->bindings, "title", window, "title", G_BINDING_SYNC_CREATE,
                             title_of_view, NULL, NULL, NULL);
  self->signals = g_signal_group_new (RECTO_TYPE_DOCUMENT_VIEW);
  g_signal_group_connect_swapped (self->signals, "notify::show-sidebar",
                                  G_CALLBACK (recto_window_actions_update), window);
  g_signal_group_connect_swapped (self->signals, "text-style-changed",
                                  G_CALLBACK (recto_window_actions_update), window);
  g_signal_group_connect_swapped (self->signals, "notify::document",
                                  G_CALLBACK (recto_window_actions_update), window);
  g_signal_group_connect_swapped (self->signals, "notify::state",
                                  G_CALLBACK (recto_window_actions_update), window);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (state_changed),
                                  window);
  self->page_view_signals = g_signal_group_new (RECTO_TYPE_PAGE_VIEW);
  for (guint i = 0; i < G_N_ELEMENTS (page_view_changes); i++)
    g_signal_group_connect_swapped (self->page_view_signals, page_view_changes[i],
                                    G_CALLBACK (recto_window_actions_update), window);
  return self;
}

void
recto_view_watch_free (RectoViewWatch *self)
{
  g_object_unref (self->bindings);
  g_object_unref (self->signals);
  g_object_unref (self->page_view_signals);
  g_free (self);
}

void
recto_view_watch_set_view (RectoViewWatch *self, RectoDocumentView *view)
{
  g_binding_group_set_source (self->bindings, view);
  g_signal_group_set_target (self->signals, view);
  g_signal_group_set_target (self->page_view_signals,
                             view != NULL ? recto_document_view_get_page_view (view) : NULL);
}
