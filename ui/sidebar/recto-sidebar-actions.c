/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-sidebar-actions.h"

static const char *const names[] = { "sidebar",          "attachments",
                                     "save-attachments", "save-attachments-to",
                                     "add-bookmark",     "remove-bookmark" };

/* (transfer none) (nullable): NULL where no document is shown. */
static RectoDocumentBody *
get_body (RectoWindow *window)
{
  RectoDocumentView *view = recto_window_get_view (window);

  if (view == NULL || recto_document_view_get_state (view) != RECTO_DOCUMENT_VIEW_PAGES)
    return NULL;
  return recto_document_view_get_body (view);
}

static RectoDocumentBookmarks *
get_bookmarks (RectoDocumentBody *body)
{
  return recto_document_sidebar_get_bookmarks (recto_document_body_get_sidebar (body));
}

static void
change_sidebar (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body != NULL)
    recto_document_sidebar_set_shown (recto_document_body_get_sidebar (body),
                                      g_variant_get_boolean (state));
}

static void
attachments (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body != NULL)
    recto_document_attachments_show (recto_document_body_get_attachments (body));
}

static void
save_attachments (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body != NULL)
    recto_document_attachments_save_to (recto_document_body_get_attachments (body), NULL);
}

static void
save_attachments_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);
  g_autoptr (GFile) folder =
      g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  if (body != NULL)
    recto_document_attachments_save_to (recto_document_body_get_attachments (body), folder);
}

static void
add_bookmark (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body != NULL)
    recto_document_bookmarks_add (get_bookmarks (body));
}

static void
remove_bookmark (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body != NULL)
    recto_document_bookmarks_remove (get_bookmarks (body));
}

static const GActionEntry entries[] = {
  { .name = "sidebar", .state = "false", .change_state = change_sidebar },
  { .name = "attachments", .activate = attachments },
  { .name = "save-attachments", .activate = save_attachments },
  { .name = "save-attachments-to", .parameter_type = "s", .activate = save_attachments_to },
  { .name = "add-bookmark", .activate = add_bookmark },
  { .name = "remove-bookmark", .activate = remove_bookmark },
};

void
recto_sidebar_actions_update (RectoWindow *window)
{
  RectoDocumentBody *body = get_body (window);
  const gboolean shown =
      body != NULL && recto_document_sidebar_get_shown (recto_document_body_get_sidebar (body));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window),
                                                                              names[i])),
                                 body != NULL);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window),
                                                                          "sidebar")),
                             g_variant_new_boolean (shown));
}

void
recto_sidebar_actions_install (RectoWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
