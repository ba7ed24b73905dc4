/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving.h"

#include "recto-saving-item-private.h"
#include "recto-saving-private.h"

typedef enum
{
  PROP_STATE = 1,
  PROP_N_SAVED,
  PROP_N_FAILED,
  PROP_N_STOPPED,
  PROP_TASK,
} RectoSavingProperty;

static GParamSpec *properties[PROP_TASK + 1];

static GType
recto_saving_get_item_type (GListModel *model)
{
  return RECTO_TYPE_SAVING_ITEM;
}

static guint
recto_saving_get_n_items (GListModel *model)
{
  return RECTO_SAVING (model)->items->len;
}

static gpointer
recto_saving_get_item (GListModel *model, guint position)
{
  RectoSaving *self = RECTO_SAVING (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
recto_saving_model_init (GListModelInterface *iface)
{
  iface->get_item_type = recto_saving_get_item_type;
  iface->get_n_items = recto_saving_get_n_items;
  iface->get_item = recto_saving_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoSaving,
                               recto_saving,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, recto_saving_model_init))

/* ---- Making ---- */

static void
notify_of_count (RectoSaving *self, RectoSavingState state)
{
  static const guint counts[] = { [RECTO_SAVING_SAVED] = PROP_N_SAVED,
                                  [RECTO_SAVING_STOPPED] = PROP_N_STOPPED,
                                  [RECTO_SAVING_FAILED] = PROP_N_FAILED };

  if (counts[state] != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[counts[state]]);
}

static void
item_changed_cb (RectoSavingItem *item, RectoSavingState was, gpointer data)
{
  RectoSaving *self = data;
  RectoSavingState is = recto_saving_item_get_state (item);

  self->n_in_state[was]--;
  self->n_in_state[is]++;
  notify_of_count (self, was);
  notify_of_count (self, is);
}

static void
add_item (RectoSaving *self, RectoAttachment *attachment)
{
  RectoSavingItem *item = recto_saving_item_new (attachment);

  recto_saving_item_set_changed (item, item_changed_cb, self);
  g_ptr_array_add (self->items, item);
  self->n_in_state[RECTO_SAVING_WAITING]++;
}

static RectoSaving *
make_saving (RectoDocument *document, GFile *folder)
{
  RectoSaving *self = g_object_new (RECTO_TYPE_SAVING, NULL);

  g_set_weak_pointer (&self->document, document);
  self->folder = g_object_ref (folder);
  return self;
}

RectoSaving *
recto_saving_new (gpointer document, GListModel *attachments, GFile *folder)
{
  RectoSaving *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (attachments), NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self = make_saving (document, folder);
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (RectoAttachment) attachment = g_list_model_get_item (attachments, i);

      add_item (self, attachment);
    }
  return self;
}

RectoSaving *
recto_saving_new_as (gpointer document, RectoAttachment *attachment, GFile *destination)
{
  g_autoptr (GFile) folder = NULL;
  RectoSaving *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (attachment), NULL);
  g_return_val_if_fail (G_IS_FILE (destination), NULL);

  folder = g_file_get_parent (destination);
  self = make_saving (document, folder != NULL ? folder : destination);
  self->destination = g_object_ref (destination);
  add_item (self, attachment);
  return self;
}

/* ---- Facts ---- */

RectoSavingState
recto_saving_get_state (RectoSaving *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING (self), RECTO_SAVING_FAILED);

  return self->state;
}

guint
recto_saving_get_n_saved (RectoSaving *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING (self), 0);

  return self->n_in_state[RECTO_SAVING_SAVED];
}

guint
recto_saving_get_n_failed (RectoSaving *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING (self), 0);

  return self->n_in_state[RECTO_SAVING_FAILED];
}

guint
recto_saving_get_n_stopped (RectoSaving *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING (self), 0);

  return self->n_in_state[RECTO_SAVING_STOPPED];
}

GFile *
recto_saving_get_folder (RectoSaving *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING (self), NULL);

  return self->folder;
}

RectoTask *
recto_saving_get_task (RectoSaving *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING (self), NULL);

  return self->task;
}

RectoCancelReason
recto_saving_get_reason (RectoSaving *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING (self), RECTO_CANCEL_NONE);

  return self->reason;
}

/* ---- The object ---- */

static void
recto_saving_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RectoSaving *self = RECTO_SAVING (object);

  switch ((RectoSavingProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_N_SAVED:
      g_value_set_uint (value, recto_saving_get_n_saved (self));
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, recto_saving_get_n_failed (self));
      break;
    case PROP_N_STOPPED:
      g_value_set_uint (value, recto_saving_get_n_stopped (self));
      break;
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* While it runs, its answer holds it. */
static void
recto_saving_dispose (GObject *object)
{
  RectoSaving *self = RECTO_SAVING (object);

  for (guint i = 0; i < self->items->len; i++)
    recto_saving_item_set_changed (self->items->pdata[i], NULL, NULL);
  g_clear_weak_pointer (&self->document);
  g_clear_object (&self->folder);
  g_clear_object (&self->destination);

  G_OBJECT_CLASS (recto_saving_parent_class)->dispose (object);
}

static void
recto_saving_finalize (GObject *object)
{
  RectoSaving *self = RECTO_SAVING (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);

  G_OBJECT_CLASS (recto_saving_parent_class)->finalize (object);
}

static void
recto_saving_class_init (RectoSavingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = recto_saving_get_property;
  object_class->dispose = recto_saving_dispose;
  object_class->finalize = recto_saving_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, RECTO_TYPE_SAVING_STATE, RECTO_SAVING_WAITING, flags);
  properties[PROP_N_SAVED] = g_param_spec_uint ("n-saved", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_STOPPED] = g_param_spec_uint ("n-stopped", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TASK] = g_param_spec_object ("task", NULL, NULL, RECTO_TYPE_TASK, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_saving_init (RectoSaving *self)
{
  self->state = RECTO_SAVING_WAITING;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
