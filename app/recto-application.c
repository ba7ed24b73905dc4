/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "recto-activity-window.h"
#include "recto-application-actions.h"
#include "recto-command-line.h"
#include "recto-close-question.h"
#include "recto-desktop-thumbnail.h"
#include "recto-drivers.h"
#include "recto-memory-budget.h"
#include "recto-menu-names.h"
#include "recto-opened-files.h"
#include "recto-saving-news.h"
#include "recto-saving-watch.h"
#include "recto-session-keeper.h"
#include "recto-settings.h"
#include "recto-shortcuts.h"
#include "recto-task-service.h"

struct _RectoApplication
{
  AdwApplication parent_instance;
  RectoEngine *engine;            /* from startup to shutdown */
  GSettings *settings;            /* likewise */
  RectoTaskService *task_service; /* (nullable): while there is a bus */
  RectoSavingWatch *saving_watch; /* from startup to shutdown */
  guint inhibition;               /* while something is being saved; 0 where nobody hears of it */
  gboolean asking;                /* whether to quit */
  RectoPlaceStore *places;        /* likewise */
  RectoSessionKeeper *session;    /* likewise */
  gboolean restoring;             /* what was open before */
  gboolean restored;              /* likewise: has been asked for */
  gboolean wants_window;          /* once nothing was restored */
  guint signal_sources[3];
};

G_DEFINE_FINAL_TYPE (RectoApplication, recto_application, ADW_TYPE_APPLICATION)

RectoApplication *
recto_application_new (void)
{
  return g_object_new (RECTO_TYPE_APPLICATION, "application-id", APPLICATION_ID,
                       "resource-base-path", RESOURCE_PATH, "register-session", TRUE, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}

RectoEngine *
recto_application_get_engine (RectoApplication *self)
{
  g_return_val_if_fail (RECTO_IS_APPLICATION (self), NULL);

  return self->engine;
}

GSettings *
recto_application_get_settings (RectoApplication *self)
{
  g_return_val_if_fail (RECTO_IS_APPLICATION (self), NULL);

  return self->settings;
}

static RectoWindow *
add_window (RectoApplication *self)
{
  return recto_window_new (GTK_APPLICATION (self), self->engine, self->settings, self->places);
}

/* The toolkit lists the one used last first. (transfer none) (nullable) */
static GtkWindow *
find_window (RectoApplication *self, GType type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      return l->data;
  return NULL;
}

RectoWindow *
recto_application_get_window (RectoApplication *self)
{
  g_return_val_if_fail (RECTO_IS_APPLICATION (self), NULL);

  return (RectoWindow *) find_window (self, RECTO_TYPE_WINDOW);
}

void
recto_application_show_activity (RectoApplication *self)
{
  GtkWindow *window;

  g_return_if_fail (RECTO_IS_APPLICATION (self));

  window = find_window (self, RECTO_TYPE_ACTIVITY_WINDOW);
  if (window == NULL)
    window = GTK_WINDOW (recto_activity_window_new (GTK_APPLICATION (self), self->engine));
  gtk_window_present (window);
}

void
recto_application_open_window (RectoApplication *self)
{
  RectoWindow *window;

  g_return_if_fail (RECTO_IS_APPLICATION (self));

  window = add_window (self);
  recto_window_add_start (window);
  gtk_window_present (GTK_WINDOW (window));
}

/* The document is asked for before there is a window, so that it is read meanwhile. */
static RectoDocumentView *
open_in_new_window (RectoApplication *self, GFile *file, guint number, const char *label)
{
  RectoDocumentView *view = recto_document_view_new (self->engine, self->settings, self->places);
  RectoWindow *window;

  recto_document_view_open (view, file, number, label);
  window = add_window (self);
  recto_window_add_view (window, view);
  recto_window_present_when_ready (window);
  return view;
}

/* (nullable) */
static RectoDocumentView *
present_open_file (RectoApplication *self, GFile *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      RectoDocumentView *view =
          RECTO_IS_WINDOW (l->data) ? recto_window_find_file (l->data, file) : NULL;

      if (view != NULL)
        {
          recto_window_select_view (l->data, view);
          gtk_window_present (l->data);
          return view;
        }
    }
  return NULL;
}

RectoDocumentView *
recto_application_open_file (RectoApplication *self,
                             GFile *file,
                             guint number,
                             const char *label,
                             gboolean new_window)
{
  RectoDocumentView *view = NULL;
  RectoWindow *window;

  g_return_val_if_fail (RECTO_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (!new_window && number == 0 && label == NULL)
    view = present_open_file (self, file);
  if (view != NULL)
    return view;
  window = recto_application_get_window (self);
  if (new_window || window == NULL)
    return open_in_new_window (self, file, number, label);
  view = recto_window_open_file (window, file, number, label);
  gtk_window_present (GTK_WINDOW (window));
  return view;
}

/* ---- What was open before -------------------------------------------------------------------- */

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoApplication) self = user_data;

  recto_session_keeper_restore_finish (RECTO_SESSION_KEEPER (object), result);
  self->restoring = FALSE;
  if (self->wants_window && recto_application_get_window (self) == NULL)
    recto_application_open_window (self);
  g_application_release (G_APPLICATION (self));
}

/* With the first thing that is asked of the program: when it is started for something else, as by
 * the bus, nothing opens. */
static void
ensure_restored (RectoApplication *self)
{
  if (self->restored)
    return;
  self->restored = self->restoring = TRUE;
  g_application_hold (G_APPLICATION (self));
  recto_session_keeper_restore_async (self->session, restored_cb, g_object_ref (self));
}

/* ---- The end ----------------------------------------------------------------------------------
 */

/* The windows' own way out saves their state. */
static void
quit_anyway (RectoApplication *self)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (self)),
                                     (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  recto_session_keeper_end (self->session);
  self->wants_window = FALSE;
  for (GList *l = windows; l != NULL; l = l->next)
    if (RECTO_IS_WINDOW (l->data))
      recto_window_close_anyway (l->data);
    else
      gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
  g_application_quit (G_APPLICATION (self));
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoApplication) self = user_data;

  self->asking = FALSE;
  if (recto_close_question_ask_finish (result))
    quit_anyway (self);
}

void
recto_application_quit (RectoApplication *self)
{
  RectoWindow *window;

  g_return_if_fail (RECTO_IS_APPLICATION (self));

  window = recto_application_get_window (self);
  if (window == NULL || !recto_saving_watch_is_saving (self->saving_watch))
    {
      quit_anyway (self);
      return;
    }
  if (self->asking)
    return;
  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (window));
  recto_close_question_ask_async (GTK_WIDGET (window), NULL, asked_cb, g_object_ref (self));
}

/* Who sends a signal does not wait for answers. */
static gboolean
signal_cb (gpointer user_data)
{
  quit_anyway (user_data);
  return G_SOURCE_CONTINUE;
}

/* A machine that goes to sleep or to its end takes what is half written with it. */
static void
saving_changed_cb (RectoApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);

  if (recto_saving_watch_is_saving (self->saving_watch))
    self->inhibition =
        gtk_application_inhibit (application, gtk_application_get_active_window (application),
                                 GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND,
                                 /* Translators: why the machine is not to be suspended. */
                                 _ ("Attachments are being saved"));
  else if (self->inhibition != 0)
    {
      gtk_application_uninhibit (application, self->inhibition);
      self->inhibition = 0;
    }
}

static gboolean
is_in_front (RectoApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL && gtk_window_is_active (window);
}

static void
long_saving_ended_cb (RectoApplication *self, RectoSaving *saving, GFile *document)
{
  if (!is_in_front (self))
    recto_saving_news_send (G_APPLICATION (self), saving, document);
}

static void
watch_savings (RectoApplication *self)
{
  self->saving_watch = recto_saving_watch_new (self->engine);
  g_signal_connect_object (self->saving_watch, "notify::saving", G_CALLBACK (saving_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saving_watch, "long-ended", G_CALLBACK (long_saving_ended_cb),
                           self, G_CONNECT_SWAPPED);
}

/* Comes before startup, also in a process that finds another one running and leaves. */
static gboolean
recto_application_dbus_register (GApplication *application,
                                 GDBusConnection *connection,
                                 const char *path,
                                 GError **error)
{
  RectoApplication *self = RECTO_APPLICATION (application);

  if (!G_APPLICATION_CLASS (recto_application_parent_class)
           ->dbus_register (application, connection, path, error))
    return FALSE;
  self->task_service = recto_task_service_new (connection, path, error);
  return self->task_service != NULL;
}

static void
recto_application_dbus_unregister (GApplication *application,
                                   GDBusConnection *connection,
                                   const char *path)
{
  g_clear_object (&RECTO_APPLICATION (application)->task_service);

  G_APPLICATION_CLASS (recto_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

static void
make_session (RectoApplication *self)
{
  g_autofree char *path = recto_session_store_dup_usual_path ();
  g_autoptr (RectoSessionStore) store = recto_session_store_new (path, self->settings);

  self->session = recto_session_keeper_new (GTK_APPLICATION (self), self->engine, self->settings,
                                            self->places, store, &recto_clock_monotonic);
}

static void
pictures_forgotten_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;

  recto_desktop_thumbnail_forget_finish (result, NULL);
  g_application_release (application);
}

/* The places are forgotten by their store, the session by its own. */
static void
remembering_changed_cb (RectoApplication *self)
{
  if (g_settings_get_boolean (self->settings, "remember-places"))
    return;
  g_application_hold (G_APPLICATION (self));
  recto_desktop_thumbnail_forget_async (NULL, pictures_forgotten_cb, g_object_ref (self));
}

/* Whoever closes the terminal or the session ends the program well; one that was told not to listen
 * to the terminal does not. */
static void
watch_signals (RectoApplication *self)
{
  struct sigaction hangup;

  self->signal_sources[0] = g_unix_signal_add (SIGINT, signal_cb, self);
  self->signal_sources[1] = g_unix_signal_add (SIGTERM, signal_cb, self);
  if (sigaction (SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
    self->signal_sources[2] = g_unix_signal_add (SIGHUP, signal_cb, self);
}

/* The engine's first process starts while the toolkit is being set up. */
static void
recto_application_startup (GApplication *application)
{
  RectoApplication *self = RECTO_APPLICATION (application);
  const char *worker = g_getenv ("RECTO_WORKER");
  g_autofree char *path = recto_place_store_dup_usual_path ();

  self->engine = recto_engine_new (worker != NULL ? worker : WORKER_PATH);
  recto_engine_prepare (self->engine);
  if (self->task_service != NULL)
    recto_task_service_set_engine (self->task_service, self->engine);
  self->settings = recto_settings_new ();
  recto_memory_budget_follow (recto_memory_budget_of (self->engine), self->settings);
  self->places = recto_place_store_new (path, self->settings);
  make_session (self);
  /* After those that make pictures have heard of it, and have stopped. */
  g_signal_connect_object (self->settings, "changed::remember-places",
                           G_CALLBACK (remembering_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  G_APPLICATION_CLASS (recto_application_parent_class)->startup (application);

  recto_drivers_allow_again ();
  recto_menu_names_install ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
  watch_savings (self);
  recto_application_actions_install (self);
  recto_shortcuts_install (GTK_APPLICATION (self));
  /* What cannot be removed now is tried again the next time. */
  recto_opened_files_clean_async (recto_opened_files_of (self->engine), NULL, NULL, NULL);
  watch_signals (self);
}

static void
recto_application_activate (GApplication *application)
{
  RectoApplication *self = RECTO_APPLICATION (application);
  RectoWindow *window;

  ensure_restored (self);
  window = recto_application_get_window (self);
  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else if (self->restoring)
    self->wants_window = TRUE;
  else
    recto_application_open_window (self);
}

static void
recto_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  ensure_restored (RECTO_APPLICATION (application));
  for (int i = 0; i < n_files; i++)
    recto_application_open_file (RECTO_APPLICATION (application), files[i], 0, NULL, FALSE);
}

static int
recto_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  ensure_restored (RECTO_APPLICATION (application));
  return recto_command_line_run (RECTO_APPLICATION (application), command_line);
}

static int
recto_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  return recto_command_line_run_local (options);
}

static void
recto_application_shutdown (GApplication *application)
{
  RectoApplication *self = RECTO_APPLICATION (application);

  recto_engine_shut_down (self->engine);
  g_clear_object (&self->saving_watch);
  recto_opened_files_remove (recto_opened_files_of (self->engine));
  recto_session_keeper_finish (self->session);
  recto_place_store_finish (self->places);
  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);

  G_APPLICATION_CLASS (recto_application_parent_class)->shutdown (application);

  g_clear_object (&self->session);
  g_clear_object (&self->places);
  g_clear_object (&self->settings);
  g_clear_object (&self->engine);
}

/* The list of what runs is no reason to go on when the last document is closed. */
static void
recto_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  RectoApplication *self = RECTO_APPLICATION (application);
  GtkWindow *activity;

  GTK_APPLICATION_CLASS (recto_application_parent_class)->window_removed (application, window);

  activity = find_window (self, RECTO_TYPE_ACTIVITY_WINDOW);
  if (activity != NULL && recto_application_get_window (self) == NULL)
    gtk_window_destroy (activity);
}

static void
recto_application_class_init (RectoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->dbus_register = recto_application_dbus_register;
  application_class->dbus_unregister = recto_application_dbus_unregister;
  application_class->startup = recto_application_startup;
  application_class->activate = recto_application_activate;
  application_class->open = recto_application_open;
  application_class->command_line = recto_application_command_line;
  application_class->handle_local_options = recto_application_handle_local_options;
  application_class->shutdown = recto_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_removed = recto_application_window_removed;
}

static void
recto_application_init (RectoApplication *self)
{
  recto_command_line_add_options (G_APPLICATION (self));
}
