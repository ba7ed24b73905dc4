/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-application-actions.h"

#include "recto-about.h"
#include "recto-preferences-dialog.h"
#include "recto-shortcuts-dialog.h"
#include "recto-window.h"

/* A dialog belongs to the window in use. (nullable) */
static GtkWidget *
get_window (RectoApplication *self)
{
  return GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self)));
}

static RectoTask *
find_in_list (GListModel *tasks, guint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_id (task) == id)
        return g_steal_pointer (&task);
    }
  return NULL;
}

/* The task that runs under this number. (transfer full) (nullable) */
static RectoTask *
find_task (RectoEngine *engine, guint64 id)
{
  GListModel *documents = recto_engine_get_documents (engine);
  RectoTask *task = find_in_list (recto_engine_get_opening_tasks (engine), id);

  for (guint i = 0; task == NULL && i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (RectoDocument) document = g_list_model_get_item (documents, i);

      task = find_in_list (recto_document_get_tasks (document), id);
    }
  return task;
}

static void
new_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_application_open_window (user_data);
}

static void
preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwDialog *dialog = recto_preferences_dialog_new (recto_application_get_settings (user_data));

  adw_dialog_present (dialog, get_window (user_data));
}

static void
shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_dialog_present (recto_shortcuts_dialog_new (), get_window (user_data));
}

static void
help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) guide = g_file_new_for_path (WELCOME_PATH);

  recto_application_open_file (user_data, guide, 0, NULL, FALSE);
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwDialog *dialog = recto_about_new (recto_application_get_engine (user_data));

  adw_dialog_present (dialog, get_window (user_data));
}

/* What a notification leads to. */
static void
show_document (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  recto_application_open_file (user_data, file, 0, NULL, FALSE);
}

static void
activity (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_application_show_activity (user_data);
}

/* As Stop in the window used last. */
static void
stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoWindow *window = recto_application_get_window (user_data);

  if (window != NULL)
    recto_window_stop (window);
}

static void
stop_task (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (RectoTask) task =
      find_task (recto_application_get_engine (user_data), g_variant_get_uint64 (parameter));

  if (task != NULL)
    recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
}

static void
stop_all (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  /* The windows know what is not to begin again by itself. */
  for (GList *l = gtk_application_get_windows (user_data); l != NULL; l = l->next)
    if (RECTO_IS_WINDOW (l->data))
      recto_window_stop (l->data);
  recto_engine_stop_all (recto_application_get_engine (user_data), RECTO_CANCEL_USER_STOP);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_application_quit (user_data);
}

void
recto_application_actions_install (RectoApplication *self)
{
  const GActionEntry entries[] = {
    { .name = "new-window", .activate = new_window },
    { .name = "preferences", .activate = preferences },
    { .name = "shortcuts", .activate = shortcuts },
    { .name = "help", .activate = help },
    { .name = "about", .activate = about },
    { .name = "show-document", .activate = show_document, .parameter_type = "s" },
    { .name = "activity", .activate = activity },
    { .name = "stop", .activate = stop },
    { .name = "stop-task", .activate = stop_task, .parameter_type = "t" },
    { .name = "stop-all", .activate = stop_all },
    { .name = "quit", .activate = quit },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
