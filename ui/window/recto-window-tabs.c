/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-window.h"

#include "recto-window-actions.h"
#include "recto-window-private.h"

RectoDocumentView *
recto_window_get_nth_view (RectoWindow *self, guint n)
{
  AdwTabView *tab_view;

  g_return_val_if_fail (RECTO_IS_WINDOW (self), NULL);

  tab_view = recto_window_get_tab_view (self);
  g_return_val_if_fail (n < (guint) adw_tab_view_get_n_pages (tab_view), NULL);

  return RECTO_DOCUMENT_VIEW (adw_tab_page_get_child (adw_tab_view_get_nth_page (tab_view,
                                                                                 (int) n)));
}

guint
recto_window_count_views (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), 0);

  return (guint) adw_tab_view_get_n_pages (recto_window_get_tab_view (self));
}

RectoDocumentView *
recto_window_find_file (RectoWindow *self, GFile *file)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  for (guint i = 0; i < recto_window_count_views (self); i++)
    {
      RectoDocumentView *view = recto_window_get_nth_view (self, i);
      GFile *other = recto_document_view_get_file (view);

      if (other != NULL && g_file_equal (other, file))
        return view;
    }
  return NULL;
}

static gboolean
state_to_loading (GBinding *binding, const GValue *state, GValue *loading, gpointer user_data)
{
  g_value_set_boolean (loading, g_value_get_uint (state) == RECTO_DOCUMENT_VIEW_OPENING);
  return TRUE;
}

static AdwTabPage *
insert_view (RectoWindow *self, RectoDocumentView *view, guint position)
{
  AdwTabPage *page =
      adw_tab_view_insert (recto_window_get_tab_view (self), GTK_WIDGET (view), (int) position);

  g_object_bind_property (view, "title", page, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property_full (view, "state", page, "loading", G_BINDING_SYNC_CREATE,
                               state_to_loading, NULL, NULL, NULL);
  return page;
}

void
recto_window_add_view (RectoWindow *self, RectoDocumentView *view)
{
  g_return_if_fail (RECTO_IS_WINDOW (self));
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (view));

  adw_tab_view_set_selected_page (recto_window_get_tab_view (self),
                                  insert_view (self, view, recto_window_count_views (self)));
}

/* The first tab of all comes in view whether it is to or not. */
void
recto_window_add_views (RectoWindow *self, GPtrArray *views, guint selected)
{
  g_return_if_fail (RECTO_IS_WINDOW (self));
  g_return_if_fail (views != NULL && selected < views->len);
  g_return_if_fail (recto_window_count_views (self) == 0);

  insert_view (self, g_ptr_array_index (views, selected), 0);
  for (guint i = 0; i < views->len; i++)
    if (i != selected)
      insert_view (self, g_ptr_array_index (views, i), i);
}

void
recto_window_select_view (RectoWindow *self, RectoDocumentView *view)
{
  AdwTabView *tab_view;

  g_return_if_fail (RECTO_IS_WINDOW (self));
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (view));

  tab_view = recto_window_get_tab_view (self);
  adw_tab_view_set_selected_page (tab_view, adw_tab_view_get_page (tab_view, GTK_WIDGET (view)));
}

gboolean
recto_window_can_move_tab (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), FALSE);

  return adw_tab_view_get_n_pages (recto_window_get_tab_view (self)) > 1;
}

void
recto_window_move_tab (RectoWindow *self)
{
  AdwTabPage *page;

  g_return_if_fail (RECTO_IS_WINDOW (self));

  page = recto_window_get_chosen_page (self);
  if (page != NULL && recto_window_can_move_tab (self))
    adw_tab_view_transfer_page (recto_window_get_tab_view (self), page,
                                recto_window_make_another (self), 0);
}

void
recto_window_add_start (RectoWindow *self)
{
  RectoDocumentView *view;

  g_return_if_fail (RECTO_IS_WINDOW (self));

  view = recto_window_make_view (self);
  recto_document_view_show_start (view);
  recto_window_add_view (self, view);
}

void
recto_window_close_tab (RectoWindow *self)
{
  AdwTabPage *page;

  g_return_if_fail (RECTO_IS_WINDOW (self));

  page = recto_window_get_chosen_page (self);
  if (page != NULL)
    adw_tab_view_close_page (recto_window_get_tab_view (self), page);
}

gboolean
recto_window_can_reopen_tab (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), FALSE);

  return !recto_closed_tabs_is_empty (recto_window_get_closed_tabs (self));
}

void
recto_window_reopen_tab (RectoWindow *self)
{
  g_autoptr (GFile) file = NULL;
  guint number = 0;

  g_return_if_fail (RECTO_IS_WINDOW (self));

  file = recto_closed_tabs_take (recto_window_get_closed_tabs (self), &number);
  if (file != NULL)
    recto_window_open_file (self, file, number, NULL);
  recto_window_actions_update (self);
}

RectoDocumentView *
recto_window_open_file (RectoWindow *self, GFile *file, guint number, const char *label)
{
  RectoDocumentView *view;

  g_return_val_if_fail (RECTO_IS_WINDOW (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  view = recto_window_get_view (self);
  if (view != NULL && recto_document_view_get_state (view) == RECTO_DOCUMENT_VIEW_START)
    {
      recto_document_view_open (view, file, number, label);
      return view;
    }
  view = recto_window_make_view (self);
  recto_document_view_set_extra (view, TRUE);
  recto_document_view_open (view, file, number, label);
  recto_window_add_view (self, view);
  return view;
}
