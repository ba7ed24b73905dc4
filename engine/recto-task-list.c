/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-list.h"

struct _RectoTaskList
{
  GObject parent_instance;
  GPtrArray *tasks; /* of RectoTask */
  guint n_foreground;
};

static GType
recto_task_list_get_item_type (GListModel *model)
{
  return RECTO_TYPE_TASK;
}

static guint
recto_task_list_get_n_items (GListModel *model)
{
  return RECTO_TASK_LIST (model)->tasks->len;
}

static gpointer
recto_task_list_get_item (GListModel *model, guint position)
{
  RectoTaskList *self = RECTO_TASK_LIST (model);

  if (position >= self->tasks->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->tasks, position));
}

static void
recto_task_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = recto_task_list_get_item_type;
  iface->get_n_items = recto_task_list_get_n_items;
  iface->get_item = recto_task_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoTaskList,
                               recto_task_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      recto_task_list_model_init))

typedef enum
{
  PROP_N_FOREGROUND = 1,
} RectoTaskListProperty;

static GParamSpec *properties[PROP_N_FOREGROUND + 1];

static void
count_foreground (RectoTaskList *self)
{
  guint n_foreground = 0;

  for (guint i = 0; i < self->tasks->len; i++)
    if (recto_task_is_foreground (g_ptr_array_index (self->tasks, i)))
      n_foreground++;
  if (n_foreground == self->n_foreground)
    return;
  self->n_foreground = n_foreground;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FOREGROUND]);
}

static void
stop_watching (RectoTaskList *self, RectoTask *task)
{
  g_signal_handlers_disconnect_by_data (task, self);
}

static void
state_changed_cb (RectoTask *task, GParamSpec *pspec, RectoTaskList *self)
{
  guint position;

  if (!recto_task_is_done (task) || !g_ptr_array_find (self->tasks, task, &position))
    return;
  stop_watching (self, task);
  g_ptr_array_remove_index (self->tasks, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  count_foreground (self);
}

static void
foreground_changed_cb (RectoTask *task, GParamSpec *pspec, RectoTaskList *self)
{
  count_foreground (self);
}

RectoTaskList *
recto_task_list_new (void)
{
  return g_object_new (RECTO_TYPE_TASK_LIST, NULL);
}

void
recto_task_list_add (RectoTaskList *self, RectoTask *task)
{
  g_return_if_fail (RECTO_IS_TASK_LIST (self));
  g_return_if_fail (RECTO_IS_TASK (task));
  g_return_if_fail (!g_ptr_array_find (self->tasks, task, NULL));

  /* A task that ends in another thread from here on tells so later, in this one. */
  if (recto_task_is_done (task))
    return;
  g_signal_connect_object (task, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (task, "notify::foreground", G_CALLBACK (foreground_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_ptr_array_add (self->tasks, g_object_ref (task));
  g_list_model_items_changed (G_LIST_MODEL (self), self->tasks->len - 1, 0, 1);
  count_foreground (self);
}

guint
recto_task_list_cancel_all (RectoTaskList *self, RectoCancelReason reason)
{
  g_autoptr (GPtrArray) tasks = NULL;
  guint n_cancelled = 0;

  g_return_val_if_fail (RECTO_IS_TASK_LIST (self), 0);

  /* Cancelling may add tasks: those are none of what was asked for. */
  tasks = g_ptr_array_copy (self->tasks, (GCopyFunc) (GCallback) g_object_ref, NULL);
  g_ptr_array_set_free_func (tasks, g_object_unref);
  for (guint i = tasks->len; i > 0; i--)
    if (recto_task_cancel (g_ptr_array_index (tasks, i - 1), reason))
      n_cancelled++;
  return n_cancelled;
}

guint
recto_task_list_get_n_foreground (RectoTaskList *self)
{
  g_return_val_if_fail (RECTO_IS_TASK_LIST (self), 0);

  return self->n_foreground;
}

static void
recto_task_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoTaskList *self = RECTO_TASK_LIST (object);

  switch ((RectoTaskListProperty) prop_id)
    {
    case PROP_N_FOREGROUND:
      g_value_set_uint (value, self->n_foreground);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_task_list_dispose (GObject *object)
{
  RectoTaskList *self = RECTO_TASK_LIST (object);

  for (guint i = 0; i < self->tasks->len; i++)
    stop_watching (self, g_ptr_array_index (self->tasks, i));
  g_ptr_array_set_size (self->tasks, 0);

  G_OBJECT_CLASS (recto_task_list_parent_class)->dispose (object);
}

static void
recto_task_list_finalize (GObject *object)
{
  RectoTaskList *self = RECTO_TASK_LIST (object);

  g_clear_pointer (&self->tasks, g_ptr_array_unref);

  G_OBJECT_CLASS (recto_task_list_parent_class)->finalize (object);
}

static void
recto_task_list_class_init (RectoTaskListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = recto_task_list_get_property;
  object_class->dispose = recto_task_list_dispose;
  object_class->finalize = recto_task_list_finalize;

  properties[PROP_N_FOREGROUND] =
      g_param_spec_uint ("n-foreground", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_task_list_init (RectoTaskList *self)
{
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}
