/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-history.h"

typedef struct
{
  RectoTask *task;
  char *document; /* (nullable) */
} Entry;

/* A task that has not ended. It is not kept alive, and the last to hold it may be any thread. */
typedef struct
{
  GWeakRef history;
  char *document; /* (nullable) */
} Following;

struct _RectoTaskHistory
{
  GObject parent_instance;
  guint max_tasks;
  GPtrArray *ended; /* of Entry, oldest first */
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_clear_object (&self->task);
  g_free (self->document);
  g_free (self);
}

static GType
recto_task_history_get_item_type (GListModel *model)
{
  return RECTO_TYPE_TASK;
}

static guint
recto_task_history_get_n_items (GListModel *model)
{
  return RECTO_TASK_HISTORY (model)->ended->len;
}

static gpointer
recto_task_history_get_item (GListModel *model, guint position)
{
  RectoTaskHistory *self = RECTO_TASK_HISTORY (model);

  if (position >= self->ended->len)
    return NULL;
  return g_object_ref (((Entry *) g_ptr_array_index (self->ended, position))->task);
}

static void
recto_task_history_model_init (GListModelInterface *iface)
{
  iface->get_item_type = recto_task_history_get_item_type;
  iface->get_n_items = recto_task_history_get_n_items;
  iface->get_item = recto_task_history_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoTaskHistory,
                               recto_task_history,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      recto_task_history_model_init))

static void
list_task (RectoTaskHistory *self, RectoTask *task, const char *document)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->task = g_object_ref (task);
  entry->document = g_strdup (document);
  g_ptr_array_add (self->ended, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), self->ended->len - 1, 0, 1);
  if (self->ended->len <= self->max_tasks)
    return;
  g_ptr_array_remove_index (self->ended, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 1, 0);
}

static void
following_free (gpointer data, GClosure *closure)
{
  Following *self = data;

  g_weak_ref_clear (&self->history);
  g_free (self->document);
  g_free (self);
}

static void
state_changed_cb (RectoTask *task, GParamSpec *pspec, Following *following)
{
  g_autoptr (RectoTaskHistory) self = g_weak_ref_get (&following->history);

  if (self != NULL && recto_task_is_done (task))
    list_task (self, task, following->document);
}

RectoTaskHistory *
recto_task_history_new (guint max_tasks)
{
  RectoTaskHistory *self = g_object_new (RECTO_TYPE_TASK_HISTORY, NULL);

  self->max_tasks = max_tasks;
  return self;
}

void
recto_task_history_follow (RectoTaskHistory *self, RectoTask *task, const char *document)
{
  Following *following;

  g_return_if_fail (RECTO_IS_TASK_HISTORY (self));
  g_return_if_fail (RECTO_IS_TASK (task));

  following = g_new0 (Following, 1);
  g_weak_ref_init (&following->history, self);
  following->document = g_strdup (document);
  g_signal_connect_data (task, "notify::state", G_CALLBACK (state_changed_cb), following,
                         following_free, G_CONNECT_DEFAULT);
}

const char *
recto_task_history_get_document (RectoTaskHistory *self, guint position)
{
  g_return_val_if_fail (RECTO_IS_TASK_HISTORY (self), NULL);
  g_return_val_if_fail (position < self->ended->len, NULL);

  return ((Entry *) g_ptr_array_index (self->ended, position))->document;
}

static void
recto_task_history_finalize (GObject *object)
{
  RectoTaskHistory *self = RECTO_TASK_HISTORY (object);

  g_clear_pointer (&self->ended, g_ptr_array_unref);

  G_OBJECT_CLASS (recto_task_history_parent_class)->finalize (object);
}

static void
recto_task_history_class_init (RectoTaskHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_task_history_finalize;
}

static void
recto_task_history_init (RectoTaskHistory *self)
{
  self->ended = g_ptr_array_new_with_free_func (entry_free);
}
