/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachments.h"

GListModel *
recto_attachments_copy (GListModel *attachments)
{
  GListStore *copy = g_list_store_new (RECTO_TYPE_ATTACHMENT);

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (RectoAttachment) attachment = g_list_model_get_item (attachments, i);

      g_list_store_append (copy, attachment);
    }
  return G_LIST_MODEL (copy);
}

GListModel *
recto_attachments_of (RectoAttachment *attachment)
{
  GListStore *list = g_list_store_new (RECTO_TYPE_ATTACHMENT);

  g_list_store_append (list, attachment);
  return G_LIST_MODEL (list);
}

GListModel *
recto_attachments_of_selection (GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);
  GListStore *list = g_list_store_new (RECTO_TYPE_ATTACHMENT);
  GtkBitsetIter iter;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, chosen, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (RectoAttachment) attachment =
          g_list_model_get_item (G_LIST_MODEL (selection), position);

      g_list_store_append (list, attachment);
    }
  return G_LIST_MODEL (list);
}
