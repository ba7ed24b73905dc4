/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-watch.h"

#include "recto-file-facts.h"

#define SETTLE_MS 300
#define POLL_MS 1500
/* At one whose end never comes: where it never had one, and where it had. Tools that write a page
 * at a time may rest for long between two. */
#define MOST_LOOKS 12
#define MOST_LOOKS_FOR_END 200

struct _RectoFileWatch
{
  GObject parent_instance;
  GFile *file;
  GFileMonitor *monitor; /* (nullable) */
  GCancellable *looking; /* (nullable): while a thread looks */
  guint settle_ms;
  guint poll_ms;       /* 0: not polled */
  guint source;        /* of the next look */
  gboolean look_again; /* something happened while a thread looked */
  gboolean paused;

  gboolean has_known;
  RectoFileFacts known; /* what "changed" was last emitted for, or what was there first */
  RectoFileFacts latest;
  guint n_same; /* how often in a row it has looked like `latest` */
};

G_DEFINE_FINAL_TYPE (RectoFileWatch, recto_file_watch, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct
{
  gboolean wants_monitor;
  GFile *file;
  RectoFileFacts facts;
  GFileMonitor *monitor; /* (nullable) */
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->file);
  g_clear_object (&look->monitor);
  g_free (look);
}

/* Making a monitor may ask the file system, too. It tells the main thread, which has the context
 * that a thread without one uses. */
static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;

  if (look->wants_monitor)
    look->monitor = g_file_monitor_file (look->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  look->facts = recto_file_facts_read (look->file, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void look (RectoFileWatch *self, gboolean wants_monitor);

static void
look_cb (gpointer user_data)
{
  RectoFileWatch *self = user_data;

  self->source = 0;
  look (self, FALSE);
}

static void
look_later (RectoFileWatch *self, guint ms)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_once (ms, look_cb, self);
}

static void
wait_for_change (RectoFileWatch *self)
{
  if (self->poll_ms > 0 && !self->paused)
    look_later (self, self->poll_ms);
}

static void
take_facts (RectoFileWatch *self, const RectoFileFacts *facts)
{
  const gboolean same = recto_file_facts_equal (facts, &self->latest);
  const guint most = self->known.is_whole ? MOST_LOOKS_FOR_END : MOST_LOOKS;

  self->n_same = same ? self->n_same + 1 : 0;
  self->latest = *facts;
  if (!self->has_known)
    {
      self->has_known = TRUE;
      self->known = *facts;
    }
  if (!facts->exists || recto_file_facts_equal (facts, &self->known))
    {
      wait_for_change (self);
      return;
    }
  if (!same || (!facts->is_whole && self->n_same < most))
    {
      look_later (self, self->settle_ms);
      return;
    }
  self->known = *facts;
  wait_for_change (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
happened_cb (RectoFileWatch *self)
{
  if (self->looking != NULL)
    self->look_again = TRUE;
  else if (self->source == 0 || self->n_same > 0)
    look_later (self, self->settle_ms);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoFileWatch) self = RECTO_FILE_WATCH (g_object_ref (object));
  Look *looked = g_task_get_task_data (G_TASK (result));

  g_clear_object (&self->looking);
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  if (looked->monitor != NULL)
    {
      self->monitor = g_steal_pointer (&looked->monitor);
      g_signal_connect_object (self->monitor, "changed", G_CALLBACK (happened_cb), self,
                               G_CONNECT_SWAPPED);
    }
  take_facts (self, &looked->facts);
  if (self->look_again)
    look_later (self, self->settle_ms);
  self->look_again = FALSE;
}

static void
look (RectoFileWatch *self, gboolean wants_monitor)
{
  g_autoptr (GTask) task = NULL;
  Look *wanted;

  if (self->looking != NULL)
    return;
  self->looking = g_cancellable_new ();
  task = g_task_new (self, self->looking, looked_cb, NULL);
  g_task_set_source_tag (task, look);
  wanted = g_new0 (Look, 1);
  wanted->file = g_object_ref (self->file);
  wanted->wants_monitor = wants_monitor;
  g_task_set_task_data (task, wanted, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_thread);
}

/* The portal's file system tells nobody of changes that are made outside. */
static gboolean
needs_polling (GFile *file)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc", NULL);
  g_autoptr (GFile) portal = g_file_new_for_path (documents);

  return g_file_has_prefix (file, portal) || g_getenv ("FLATPAK_ID") != NULL;
}

RectoFileWatch *
recto_file_watch_new (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return recto_file_watch_new_with_pace (file, SETTLE_MS,
                                         g_file_is_native (file) && needs_polling (file) ? POLL_MS
                                                                                         : 0);
}

RectoFileWatch *
recto_file_watch_new_with_pace (GFile *file, guint settle_ms, guint poll_ms)
{
  RectoFileWatch *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (RECTO_TYPE_FILE_WATCH, NULL);
  self->file = g_object_ref (file);
  self->settle_ms = settle_ms;
  self->poll_ms = poll_ms;
  look (self, TRUE);
  return self;
}

void
recto_file_watch_set_paused (RectoFileWatch *self, gboolean paused)
{
  g_return_if_fail (RECTO_IS_FILE_WATCH (self));

  if (self->paused == paused)
    return;
  self->paused = paused;
  if (self->poll_ms > 0 && !paused)
    look_later (self, 0);
}

static void
recto_file_watch_dispose (GObject *object)
{
  RectoFileWatch *self = RECTO_FILE_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (recto_file_watch_parent_class)->dispose (object);
}

static void
recto_file_watch_finalize (GObject *object)
{
  RectoFileWatch *self = RECTO_FILE_WATCH (object);

  g_clear_object (&self->file);

  G_OBJECT_CLASS (recto_file_watch_parent_class)->finalize (object);
}

static void
recto_file_watch_class_init (RectoFileWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_file_watch_dispose;
  object_class->finalize = recto_file_watch_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_file_watch_init (RectoFileWatch *self)
{
}
