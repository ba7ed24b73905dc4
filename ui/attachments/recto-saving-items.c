/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-items.h"

#include "recto-saving-purpose.h"

struct _RectoSavingItems
{
  GObject parent_instance;
  GListModel *savings;
  GPtrArray *known;  /* of RectoSaving: the savings, as they last were */
  GHashTable *items; /* RectoAttachment → RectoSavingItem */
};

G_DEFINE_FINAL_TYPE (RectoSavingItems, recto_saving_items, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
take_up (RectoSavingItems *self, RectoSaving *saving)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (saving)); i++)
    {
      RectoSavingItem *item = g_list_model_get_item (G_LIST_MODEL (saving), i);

      g_hash_table_insert (self->items, g_object_ref (recto_saving_item_get_attachment (item)),
                           item);
    }
}

/* What was only handed on to another program leaves nothing that could be told of. */
static void
give_up (RectoSavingItems *self, RectoSaving *saving)
{
  if (recto_saving_purpose_get (saving) == RECTO_SAVING_FOR_KEEPING)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (saving)); i++)
    {
      g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (saving), i);
      RectoAttachment *attachment = recto_saving_item_get_attachment (item);

      if (g_hash_table_lookup (self->items, attachment) == item)
        g_hash_table_remove (self->items, attachment);
    }
}

static void
savings_changed_cb (GListModel *savings,
                    guint position,
                    guint n_removed,
                    guint n_added,
                    gpointer user_data)
{
  RectoSavingItems *self = user_data;

  for (guint i = 0; i < n_removed; i++)
    {
      g_autoptr (RectoSaving) saving = g_ptr_array_steal_index (self->known, position);

      give_up (self, saving);
    }
  for (guint i = 0; i < n_added; i++)
    {
      RectoSaving *saving = g_list_model_get_item (savings, position + i);

      g_ptr_array_insert (self->known, (int) (position + i), saving);
      take_up (self, saving);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

RectoSavingItem *
recto_saving_items_find (RectoSavingItems *self, RectoAttachment *attachment)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEMS (self), NULL);

  return g_hash_table_lookup (self->items, attachment);
}

RectoSavingItems *
recto_saving_items_new (GListModel *savings)
{
  RectoSavingItems *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (savings), NULL);

  self = g_object_new (RECTO_TYPE_SAVING_ITEMS, NULL);
  self->savings = g_object_ref (savings);
  g_signal_connect_object (savings, "items-changed", G_CALLBACK (savings_changed_cb), self, 0);
  savings_changed_cb (savings, 0, 0, g_list_model_get_n_items (savings), self);
  return self;
}

static void
recto_saving_items_finalize (GObject *object)
{
  RectoSavingItems *self = RECTO_SAVING_ITEMS (object);

  g_clear_object (&self->savings);
  g_ptr_array_unref (self->known);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (recto_saving_items_parent_class)->finalize (object);
}

static void
recto_saving_items_class_init (RectoSavingItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_saving_items_finalize;

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_SAVING_ITEMS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_saving_items_init (RectoSavingItems *self)
{
  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}
