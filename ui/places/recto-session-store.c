/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-session-store.h"

#include "recto-remembering.h"
#include "recto-session-database.h"

#define FINISH_MS 1000

struct _RectoSessionStore
{
  GObject parent_instance;
  char *path;
  GSettings *settings;
  RectoSessionDatabase *database; /* the running request's alone */
  gboolean running;
  gboolean waiting;      /* for the running request to end */
  RectoSession *written; /* (nullable): what waits; NULL to forget */
};

G_DEFINE_FINAL_TYPE (RectoSessionStore, recto_session_store, G_TYPE_OBJECT)

/* ---- Writing --------------------------------------------------------------------------------- */

/* In a thread. */
static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RectoSessionStore *self = source;

  if (data != NULL)
    recto_session_database_write (self->database, data);
  else
    recto_session_database_forget (self->database);
  g_task_return_boolean (task, TRUE);
}

static void write_next (RectoSessionStore *self); /* the end of one begins the next */

static void
request_ended (RectoSessionStore *self)
{
  self->running = FALSE;
  write_next (self);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  request_ended (RECTO_SESSION_STORE (object));
}

static void
write_next (RectoSessionStore *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->running || !self->waiting)
    return;
  self->running = TRUE;
  self->waiting = FALSE;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, write_next);
  if (self->written != NULL)
    g_task_set_task_data (task, g_steal_pointer (&self->written),
                          (GDestroyNotify) recto_session_unref);
  g_task_run_in_thread (task, write_thread);
}

static void
wait_to_write (RectoSessionStore *self, RectoSession *session)
{
  g_clear_pointer (&self->written, recto_session_unref);
  self->written = session != NULL ? recto_session_ref (session) : NULL;
  self->waiting = TRUE;
  write_next (self);
}

void
recto_session_store_write (RectoSessionStore *self, RectoSession *session)
{
  g_return_if_fail (RECTO_IS_SESSION_STORE (self));
  g_return_if_fail (session != NULL);

  if (recto_remembering_is_allowed (self->settings))
    wait_to_write (self, session);
}

void
recto_session_store_forget (RectoSessionStore *self)
{
  g_return_if_fail (RECTO_IS_SESSION_STORE (self));

  wait_to_write (self, NULL);
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  gboolean *time_is_up = user_data;

  *time_is_up = TRUE;
  return G_SOURCE_CONTINUE;
}

/* There is no window any more: nobody waits for the main loop. */
void
recto_session_store_finish (RectoSessionStore *self)
{
  gboolean time_is_up = FALSE;
  guint source;

  g_return_if_fail (RECTO_IS_SESSION_STORE (self));

  source = g_timeout_add (FINISH_MS, time_is_up_cb, &time_is_up);
  while (self->running && !time_is_up)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* ---- Beginning ------------------------------------------------------------------------------- */

gboolean
recto_session_store_has_any (RectoSessionStore *self)
{
  g_return_val_if_fail (RECTO_IS_SESSION_STORE (self), FALSE);

  return recto_remembering_is_allowed (self->settings) &&
         g_file_test (self->path, G_FILE_TEST_EXISTS);
}

/* In a thread. */
static void
begin_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RectoSessionStore *self = source;

  g_task_return_pointer (task, recto_session_database_begin (self->database),
                         (GDestroyNotify) recto_session_unref);
}

static void
begun_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  request_ended (RECTO_SESSION_STORE (object));
  g_task_return_pointer (task, g_task_propagate_pointer (G_TASK (result), NULL),
                         (GDestroyNotify) recto_session_unref);
}

void
recto_session_store_begin_async (RectoSessionStore *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;

  g_return_if_fail (RECTO_IS_SESSION_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_session_store_begin_async);
  /* What is just being forgotten does not come back. */
  if (self->running || !recto_session_store_has_any (self))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  self->running = TRUE;
  reading = g_task_new (self, NULL, begun_cb, g_steal_pointer (&task));
  g_task_set_source_tag (reading, recto_session_store_begin_async);
  g_task_run_in_thread (reading, begin_thread);
}

RectoSession *
recto_session_store_begin_finish (RectoSessionStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RECTO_IS_SESSION_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
setting_changed_cb (RectoSessionStore *self)
{
  if (!g_settings_get_boolean (self->settings, "remember-places"))
    recto_session_store_forget (self);
}

RectoSessionStore *
recto_session_store_new (const char *path, GSettings *settings)
{
  RectoSessionStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (RECTO_TYPE_SESSION_STORE, NULL);
  self->path = g_strdup (path);
  self->database = recto_session_database_new (path);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::remember-places", G_CALLBACK (setting_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

char *
recto_session_store_dup_usual_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "recto", "session.sqlite", NULL);
}

/* Whoever learns that it is gone can be sure that the lock is, too. */
static void
recto_session_store_dispose (GObject *object)
{
  RectoSessionStore *self = RECTO_SESSION_STORE (object);

  g_clear_pointer (&self->written, recto_session_unref);
  g_clear_pointer (&self->database, recto_session_database_free);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (recto_session_store_parent_class)->dispose (object);
}

static void
recto_session_store_class_init (RectoSessionStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_session_store_dispose;
}

static void
recto_session_store_init (RectoSessionStore *self)
{
}
