/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-item-private.h"

struct _RectoSavingItem
{
  GObject parent_instance;
  RectoAttachment *attachment;
  RectoSavingState state;
  RectoTask *task; /* NULL unless it runs */
  GFile *file;     /* NULL unless it is saved */
  GError *error;
  RectoCancelReason reason;
  RectoSavingItemChanged changed;
  gpointer changed_data;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_TASK,
  PROP_FILE,
} RectoSavingItemProperty;

static GParamSpec *properties[PROP_FILE + 1];

G_DEFINE_FINAL_TYPE (RectoSavingItem, recto_saving_item, G_TYPE_OBJECT)

/* clang-format off */
G_DEFINE_ENUM_TYPE (RectoSavingState, recto_saving_state,
  G_DEFINE_ENUM_VALUE (RECTO_SAVING_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (RECTO_SAVING_RUNNING, "running"),
  G_DEFINE_ENUM_VALUE (RECTO_SAVING_SAVED, "saved"),
  G_DEFINE_ENUM_VALUE (RECTO_SAVING_STOPPED, "stopped"),
  G_DEFINE_ENUM_VALUE (RECTO_SAVING_FAILED, "failed"))
/* clang-format on */

RectoSavingItem *
recto_saving_item_new (RectoAttachment *attachment)
{
  RectoSavingItem *self = g_object_new (RECTO_TYPE_SAVING_ITEM, NULL);

  self->attachment = g_object_ref (attachment);
  return self;
}

void
recto_saving_item_set_changed (RectoSavingItem *self, RectoSavingItemChanged changed, gpointer data)
{
  self->changed = changed;
  self->changed_data = data;
}

/* All of it changes before anybody hears of any of it. */
static void
change (RectoSavingItem *self,
        RectoSavingState state,
        RectoTask *task,
        GFile *file,
        const GError *error,
        RectoCancelReason reason)
{
  GObject *object = G_OBJECT (self);
  RectoSavingState was = self->state;

  g_object_freeze_notify (object);
  self->state = state;
  self->reason = reason;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (g_set_object (&self->task, task))
    g_object_notify_by_pspec (object, properties[PROP_TASK]);
  if (g_set_object (&self->file, file))
    g_object_notify_by_pspec (object, properties[PROP_FILE]);
  if (state != was)
    {
      if (self->changed != NULL)
        self->changed (self, was, self->changed_data);
      g_object_notify_by_pspec (object, properties[PROP_STATE]);
    }
  g_object_thaw_notify (object);
}

void
recto_saving_item_reset (RectoSavingItem *self)
{
  change (self, RECTO_SAVING_WAITING, NULL, NULL, NULL, RECTO_CANCEL_NONE);
}

void
recto_saving_item_begin (RectoSavingItem *self, RectoTask *task)
{
  change (self, RECTO_SAVING_RUNNING, task, NULL, NULL, RECTO_CANCEL_NONE);
}

void
recto_saving_item_end (RectoSavingItem *self,
                       RectoSavingState state,
                       GFile *file,
                       const GError *error,
                       RectoCancelReason reason)
{
  change (self, state, NULL, file, error, reason);
}

RectoAttachment *
recto_saving_item_get_attachment (RectoSavingItem *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (self), NULL);

  return self->attachment;
}

RectoSavingState
recto_saving_item_get_state (RectoSavingItem *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (self), RECTO_SAVING_FAILED);

  return self->state;
}

GFile *
recto_saving_item_get_file (RectoSavingItem *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (self), NULL);

  return self->file;
}

RectoTask *
recto_saving_item_get_task (RectoSavingItem *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (self), NULL);

  return self->task;
}

const GError *
recto_saving_item_get_error (RectoSavingItem *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (self), NULL);

  return self->error;
}

RectoCancelReason
recto_saving_item_get_reason (RectoSavingItem *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (self), RECTO_CANCEL_NONE);

  return self->reason;
}

gboolean
recto_saving_item_stop (RectoSavingItem *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (self), FALSE);

  if (self->task != NULL)
    return recto_task_cancel (self->task, RECTO_CANCEL_USER_STOP);
  if (self->state != RECTO_SAVING_WAITING)
    return FALSE;
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The file was passed over");
  recto_saving_item_end (self, RECTO_SAVING_STOPPED, NULL, error, RECTO_CANCEL_USER_STOP);
  return TRUE;
}

static void
recto_saving_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RectoSavingItem *self = RECTO_SAVING_ITEM (object);

  switch ((RectoSavingItemProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
recto_saving_item_dispose (GObject *object)
{
  RectoSavingItem *self = RECTO_SAVING_ITEM (object);

  g_clear_object (&self->attachment);
  g_clear_object (&self->task);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (recto_saving_item_parent_class)->dispose (object);
}

static void
recto_saving_item_finalize (GObject *object)
{
  RectoSavingItem *self = RECTO_SAVING_ITEM (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (recto_saving_item_parent_class)->finalize (object);
}

static void
recto_saving_item_class_init (RectoSavingItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = recto_saving_item_get_property;
  object_class->dispose = recto_saving_item_dispose;
  object_class->finalize = recto_saving_item_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, RECTO_TYPE_SAVING_STATE, RECTO_SAVING_WAITING, flags);
  properties[PROP_TASK] = g_param_spec_object ("task", NULL, NULL, RECTO_TYPE_TASK, flags);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_saving_item_init (RectoSavingItem *self)
{
  self->state = RECTO_SAVING_WAITING;
}
