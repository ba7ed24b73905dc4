/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-engine.h"

#include "recto-document-private.h"
#include "recto-engine-private.h"
#include "recto-task-list.h"

/* Enough to see what happened before something went wrong. */
#define MAX_ENDED_TASKS 200

/* At most so long does the program stay for the sake of files that were not finished. */
#define LAST_WAIT_MS 1000

struct _RectoEngine
{
  GObject parent_instance;
  char *worker_path;
  GListStore *documents;
  RectoTaskList *opening;
  RectoTaskHistory *ended;
  RectoWorkerLimits *limits;
  RectoHost *prepared; /* (nullable) */
  RectoUnfinished *unfinished;
  gboolean shut_down;
};

G_DEFINE_FINAL_TYPE (RectoEngine, recto_engine, G_TYPE_OBJECT)

enum
{
  TASKS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

RectoEngine *
recto_engine_new (const char *worker_path)
{
  RectoEngine *self = g_object_new (RECTO_TYPE_ENGINE, NULL);

  self->worker_path = g_strdup (worker_path);
  recto_unfinished_clean_async (self->unfinished, NULL, NULL, NULL);
  return self;
}

static void
prepared_died_cb (gpointer data)
{
  RectoEngine *self = data;

  g_clear_pointer (&self->prepared, recto_host_free);
}

static const RectoHostCallbacks prepared_callbacks = { .died = prepared_died_cb };

void
recto_engine_prepare (RectoEngine *self)
{
  g_return_if_fail (RECTO_IS_ENGINE (self));

  if (self->prepared != NULL)
    return;
  self->prepared = recto_host_new (self->worker_path, NULL);
  if (self->prepared != NULL)
    recto_host_set_callbacks (self->prepared, &prepared_callbacks, self);
}

RectoHost *
recto_engine_take_host (RectoEngine *self, GError **error)
{
  if (self->prepared == NULL)
    return recto_host_new (self->worker_path, error);
  recto_host_set_callbacks (self->prepared, NULL, NULL);
  return g_steal_pointer (&self->prepared);
}

RectoWorkerLimits *
recto_engine_get_limits (RectoEngine *self)
{
  return self->limits;
}

RectoUnfinished *
recto_engine_get_unfinished (RectoEngine *self)
{
  return self->unfinished;
}

GListModel *
recto_engine_get_documents (RectoEngine *self)
{
  g_return_val_if_fail (RECTO_IS_ENGINE (self), NULL);

  return G_LIST_MODEL (self->documents);
}

GListModel *
recto_engine_get_opening_tasks (RectoEngine *self)
{
  g_return_val_if_fail (RECTO_IS_ENGINE (self), NULL);

  return G_LIST_MODEL (self->opening);
}

RectoTaskHistory *
recto_engine_get_ended_tasks (RectoEngine *self)
{
  g_return_val_if_fail (RECTO_IS_ENGINE (self), NULL);

  return self->ended;
}

/* The document whose tasks these are. (transfer full) (nullable) */
static RectoDocument *
find_owner (RectoEngine *self, GListModel *tasks)
{
  GListModel *documents = G_LIST_MODEL (self->documents);

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (RectoDocument) document = g_list_model_get_item (documents, i);

      if (recto_document_get_tasks (document) == tasks)
        return g_steal_pointer (&document);
    }
  return NULL;
}

static void
tasks_changed_cb (GListModel *tasks,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  RectoEngine *self)
{
  g_autoptr (RectoDocument) document = n_added > 0 ? find_owner (self, tasks) : NULL;
  g_autofree char *name =
      document != NULL ? g_file_get_basename (recto_document_get_file (document)) : NULL;

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      recto_task_history_follow (self->ended, task, name);
    }
  g_signal_emit (self, signals[TASKS_CHANGED], 0);
}

/* The list holds a reference: a document leaves it when it is closed. */
void
recto_engine_add_document (RectoEngine *self, RectoDocument *document)
{
  GListModel *tasks = recto_document_get_tasks (document);

  g_list_store_append (self->documents, document);
  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (tasks_changed_cb), self,
                           G_CONNECT_DEFAULT);
  tasks_changed_cb (tasks, 0, 0, g_list_model_get_n_items (tasks), self);
}

void
recto_engine_remove_document (RectoEngine *self, RectoDocument *document)
{
  guint place;

  if (!g_list_store_find (self->documents, document, &place))
    return;
  g_signal_handlers_disconnect_by_func (recto_document_get_tasks (document), tasks_changed_cb,
                                        self);
  g_list_store_remove (self->documents, place);
  g_signal_emit (self, signals[TASKS_CHANGED], 0);
}

void
recto_engine_add_opening_task (RectoEngine *self, RectoTask *task)
{
  recto_task_list_add (self->opening, task);
}

static void
for_each_document (RectoEngine *self,
                   void (*call) (RectoDocument *document, gpointer data),
                   gpointer data)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->documents));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (documents, g_list_model_get_item (G_LIST_MODEL (self->documents), i));
  for (guint i = 0; i < documents->len; i++)
    call (documents->pdata[i], data);
}

static void
stop_document (RectoDocument *document, gpointer data)
{
  recto_task_list_cancel_all (RECTO_TASK_LIST (recto_document_get_tasks (document)),
                              GPOINTER_TO_INT (data));
}

void
recto_engine_give_back_memory (RectoEngine *self)
{
  GListModel *documents;

  g_return_if_fail (RECTO_IS_ENGINE (self));

  documents = G_LIST_MODEL (self->documents);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (RectoDocument) document = g_list_model_get_item (documents, i);
      RectoReader *reader = recto_document_get_reader (document);

      if (reader != NULL)
        recto_worker_pool_give_back_memory (recto_reader_get_pool (reader));
    }
}

void
recto_engine_stop_all (RectoEngine *self, RectoCancelReason reason)
{
  g_return_if_fail (RECTO_IS_ENGINE (self));

  recto_task_list_cancel_all (self->opening, reason);
  for_each_document (self, stop_document, GINT_TO_POINTER (reason));
}

static void
close_document (RectoDocument *document, gpointer data)
{
  recto_document_close (document);
}

void
recto_engine_shut_down (RectoEngine *self)
{
  g_return_if_fail (RECTO_IS_ENGINE (self));

  recto_engine_stop_all (self, RECTO_CANCEL_QUIT);
  for_each_document (self, close_document, NULL);
  g_clear_pointer (&self->prepared, recto_host_free);
  /* What was being written is deleted; what takes longer is left to the next start. */
  if (!self->shut_down)
    recto_unfinished_wait (self->unfinished, LAST_WAIT_MS);
  self->shut_down = TRUE;
}

char *
recto_engine_describe_sandbox (RectoEngine *self)
{
  GListModel *documents;
  GString *text;

  g_return_val_if_fail (RECTO_IS_ENGINE (self), NULL);

  documents = G_LIST_MODEL (self->documents);
  text = g_string_new (NULL);
  g_string_append_printf (text, "Jobs at once: %u\n", recto_worker_limits_get_max (self->limits));
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (RectoDocument) document = g_list_model_get_item (documents, i);
      g_autofree char *host = recto_reader_describe_host (recto_document_get_reader (document));

      g_string_append_printf (text, "Document %u (%s): %s\n", i + 1,
                              recto_document_get_format (document), host);
    }
  if (self->prepared != NULL)
    {
      g_autofree char *host = recto_host_describe (self->prepared);

      g_string_append_printf (text, "For the next document: %s\n", host);
    }
  return g_string_free_and_steal (text);
}

static void
recto_engine_dispose (GObject *object)
{
  RectoEngine *self = RECTO_ENGINE (object);

  recto_engine_shut_down (self);

  G_OBJECT_CLASS (recto_engine_parent_class)->dispose (object);
}

static void
recto_engine_finalize (GObject *object)
{
  RectoEngine *self = RECTO_ENGINE (object);

  g_clear_object (&self->documents);
  g_clear_object (&self->opening);
  g_clear_object (&self->ended);
  g_clear_pointer (&self->limits, recto_worker_limits_unref);
  g_clear_pointer (&self->unfinished, recto_unfinished_unref);
  g_clear_pointer (&self->worker_path, g_free);

  G_OBJECT_CLASS (recto_engine_parent_class)->finalize (object);
}

static void
recto_engine_class_init (RectoEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_engine_dispose;
  object_class->finalize = recto_engine_finalize;

  signals[TASKS_CHANGED] = g_signal_new ("tasks-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_engine_init (RectoEngine *self)
{
  g_autofree char *unfinished =
      g_build_filename (g_get_user_state_dir (), "recto", "unfinished", NULL);

  self->unfinished = recto_unfinished_new (unfinished);
  self->documents = g_list_store_new (RECTO_TYPE_DOCUMENT);
  self->opening = recto_task_list_new ();
  self->ended = recto_task_history_new (MAX_ENDED_TASKS);
  g_signal_connect_object (self->opening, "items-changed", G_CALLBACK (tasks_changed_cb), self,
                           G_CONNECT_DEFAULT);
  self->limits = recto_worker_limits_new (0);
}
