/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-pending-savings.h"

struct _RectoPendingSavings
{
  GObject parent_instance;
  GListModel *savings;
  GPtrArray *watched; /* of RectoSaving, in the order of the list */
  guint n_questions;
  gboolean pending;
};

G_DEFINE_FINAL_TYPE (RectoPendingSavings, recto_pending_savings, G_TYPE_OBJECT)

typedef enum
{
  PROP_PENDING = 1,
} RectoPendingSavingsProperty;

static GParamSpec *properties[PROP_PENDING + 1];

/* What has failed is over: trying again is not what is waited for, which may be for ever. */
static gboolean
is_unfinished (RectoSaving *saving)
{
  const guint n_ended = recto_saving_get_n_saved (saving) + recto_saving_get_n_failed (saving);

  return recto_saving_get_state (saving) == RECTO_SAVING_RUNNING ||
         n_ended < g_list_model_get_n_items (G_LIST_MODEL (saving));
}

static gboolean
is_pending (RectoPendingSavings *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    if (is_unfinished (g_ptr_array_index (self->watched, i)))
      return TRUE;
  return self->n_questions > 0;
}

static void
update (RectoPendingSavings *self)
{
  const gboolean pending = is_pending (self);

  if (self->pending == pending)
    return;
  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
savings_changed_cb (RectoPendingSavings *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = 0; i < n_removed; i++)
    {
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, position), self);
      g_ptr_array_remove_index (self->watched, position);
    }
  for (guint i = position; i < position + n_added; i++)
    {
      RectoSaving *saving = g_list_model_get_item (self->savings, i);

      g_ptr_array_insert (self->watched, (int) i, saving);
      g_signal_connect_object (saving, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

gboolean
recto_pending_savings_get_pending (RectoPendingSavings *self)
{
  g_return_val_if_fail (RECTO_IS_PENDING_SAVINGS (self), FALSE);

  return self->pending;
}

void
recto_pending_savings_begin_question (RectoPendingSavings *self)
{
  g_return_if_fail (RECTO_IS_PENDING_SAVINGS (self));

  self->n_questions++;
  update (self);
}

void
recto_pending_savings_end_question (RectoPendingSavings *self)
{
  g_return_if_fail (RECTO_IS_PENDING_SAVINGS (self));
  g_return_if_fail (self->n_questions > 0);

  self->n_questions--;
  update (self);
}

RectoPendingSavings *
recto_pending_savings_new (RectoDocument *document)
{
  RectoPendingSavings *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);

  self = g_object_new (RECTO_TYPE_PENDING_SAVINGS, NULL);
  self->savings = g_object_ref (recto_document_get_savings (document));
  g_signal_connect_object (self->savings, "items-changed", G_CALLBACK (savings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  savings_changed_cb (self, 0, 0, g_list_model_get_n_items (self->savings));
  return self;
}

static void
recto_pending_savings_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  RectoPendingSavings *self = RECTO_PENDING_SAVINGS (object);

  switch ((RectoPendingSavingsProperty) prop_id)
    {
    case PROP_PENDING:
      g_value_set_boolean (value, self->pending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_pending_savings_dispose (GObject *object)
{
  RectoPendingSavings *self = RECTO_PENDING_SAVINGS (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_object (&self->savings);

  G_OBJECT_CLASS (recto_pending_savings_parent_class)->dispose (object);
}

static void
recto_pending_savings_class_init (RectoPendingSavingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_pending_savings_dispose;
  object_class->get_property = recto_pending_savings_get_property;

  properties[PROP_PENDING] =
      g_param_spec_boolean ("pending", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_pending_savings_init (RectoPendingSavings *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}
