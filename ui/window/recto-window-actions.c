/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-window-actions.h"

#include "recto-search-actions.h"
#include "recto-sidebar-actions.h"
#include "recto-window-files.h"
#include "recto-view-actions.h"

/* An action of the window that is one of the page view in the tab in view. */
typedef struct
{
  const char *name;
  const char *page_action;
} PageAction;

static const PageAction page_actions[] = {
  { "back", "page.back" },
  { "forward", "page.forward" },
  { "zoom-in", "page.zoom-in" },
  { "zoom-out", "page.zoom-out" },
  { "zoom-normal", "page.zoom-normal" },
  { "zoom-to-selection", "page.zoom-to-selection" },
  { "rotate-left", "page.rotate-left" },
  { "rotate-right", "page.rotate-right" },
  { "night", "page.night" },
};

static RectoPageView *
get_page_view (RectoWindow *window)
{
  RectoDocumentView *view = recto_window_get_view (window);

  return view != NULL ? recto_document_view_get_page_view (view) : NULL;
}

static void
run_page_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoPageView *page_view = get_page_view (user_data);
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; page_view != NULL && i < G_N_ELEMENTS (page_actions); i++)
    if (g_str_equal (page_actions[i].name, name))
      gtk_widget_activate_action (GTK_WIDGET (page_view), page_actions[i].page_action, NULL);
}

static void
open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_files_choose (user_data);
}

static void
open_at (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *uri;
  const char *fragment;

  g_variant_get (parameter, "(&s&s)", &uri, &fragment);
  recto_window_files_open_at (user_data, uri, fragment);
}

static void
new_tab (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_add_start (user_data);
}

static void
move_tab (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_move_tab (user_data);
}

static void
close_tab (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_close_tab (user_data);
}

static void
reopen_tab (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_reopen_tab (user_data);
}

static void
stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_stop (user_data);
}

static void
menu (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_show_menu (user_data);
}

static void
reload (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentView *view = recto_window_get_view (user_data);

  if (view != NULL)
    recto_document_view_reload (view);
}

static void
go_to_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_enter_page (user_data);
}

static void
change_fullscreen (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (g_variant_get_boolean (state))
    gtk_window_fullscreen (user_data);
  else
    gtk_window_unfullscreen (user_data);
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open },
  { .name = "open-at", .parameter_type = "(ss)", .activate = open_at },
  { .name = "new-tab", .activate = new_tab },
  { .name = "move-tab", .activate = move_tab },
  { .name = "close-tab", .activate = close_tab },
  { .name = "reopen-tab", .activate = reopen_tab },
  { .name = "stop", .activate = stop },
  { .name = "menu", .activate = menu },
  { .name = "reload", .activate = reload },
  { .name = "go-to-page", .activate = go_to_page },
  { .name = "fullscreen", .state = "false", .change_state = change_fullscreen },
};

static void
set_enabled (RectoWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (RectoWindow *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
update_page_actions (RectoWindow *self, RectoPageView *page_view)
{
  gboolean can_go_back = FALSE;
  gboolean can_go_forward = FALSE;

  if (page_view != NULL)
    g_object_get (page_view, "can-go-back", &can_go_back, "can-go-forward", &can_go_forward, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (page_actions); i++)
    set_enabled (self, page_actions[i].name, page_view != NULL);
  set_enabled (self, "back", can_go_back);
  set_enabled (self, "forward", can_go_forward);
  set_enabled (self, "go-to-page", page_view != NULL);
  recto_view_actions_update (self, page_view);
}

void
recto_window_actions_update (RectoWindow *self)
{
  RectoDocumentView *view = recto_window_get_view (self);
  const gboolean has_document = view != NULL && recto_document_view_get_document (view) != NULL;

  update_page_actions (self, has_document ? get_page_view (self) : NULL);
  recto_sidebar_actions_update (self);
  recto_search_actions_update (self);
  set_enabled (self, "reload", view != NULL && recto_document_view_get_file (view) != NULL);
  set_enabled (self, "move-tab", recto_window_can_move_tab (self));
  set_enabled (self, "reopen-tab", recto_window_can_reopen_tab (self));
  set_state (self, "fullscreen",
             g_variant_new_boolean (gtk_window_is_fullscreen (GTK_WINDOW (self))));
}

void
recto_window_actions_install (RectoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  recto_sidebar_actions_install (self);
  recto_search_actions_install (self);
  recto_view_actions_install (self);
  for (guint i = 0; i < G_N_ELEMENTS (page_actions); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (page_actions[i].name, NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (run_page_action), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
}
