/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-rows.h"

#include "recto-attachment-drag.h"
#include "recto-attachment-row.h"
#include "recto-attachments.h"
#include "recto-saving-items.h"

struct _RectoAttachmentRows
{
  GObject parent_instance;
  GtkSelectionModel *selection;
  RectoDocument *document;         /* (nullable) */
  RectoAttachmentActions *actions; /* (nullable) */
  RectoSavingItems *items;         /* (nullable) */
  GPtrArray *rows;                 /* (unowned): of RectoAttachmentRow, those that show something */
};

G_DEFINE_FINAL_TYPE (RectoAttachmentRows, recto_attachment_rows, G_TYPE_OBJECT)

enum
{
  SHOW_PAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static RectoSavingItem *
find_item (RectoAttachmentRows *self, RectoAttachment *attachment)
{
  return self->items != NULL ? recto_saving_items_find (self->items, attachment) : NULL;
}

static void
items_changed_cb (RectoAttachmentRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RectoAttachmentRow *row = g_ptr_array_index (self->rows, i);

      recto_attachment_row_set_item (row,
                                     find_item (self, recto_attachment_row_get_attachment (row)));
    }
}

static void
show_page_cb (RectoAttachmentRows *self, RectoAttachmentRow *row)
{
  g_signal_emit (self, signals[SHOW_PAGE], 0, recto_attachment_row_get_attachment (row));
}

/* A drag takes all that is selected when it begins on one of them. */
static GListModel *
list_dragged_cb (GtkWidget *row, gpointer user_data)
{
  RectoAttachmentRows *self = user_data;
  RectoAttachment *attachment = recto_attachment_row_get_attachment (RECTO_ATTACHMENT_ROW (row));
  g_autoptr (GListModel) selected = recto_attachments_of_selection (self->selection);

  if (attachment == NULL || self->actions == NULL)
    return NULL;
  if (g_list_store_find (G_LIST_STORE (selected), attachment, NULL))
    return g_steal_pointer (&selected);
  return recto_attachments_of (attachment);
}

static RectoAttachmentActions *
get_actions_cb (gpointer user_data)
{
  return RECTO_ATTACHMENT_ROWS (user_data)->actions;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *row = recto_attachment_row_new ();

  g_signal_connect_object (row, "show-page", G_CALLBACK (show_page_cb), user_data,
                           G_CONNECT_SWAPPED);
  recto_attachment_drag_install (row, list_dragged_cb, get_actions_cb, user_data);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RectoAttachmentRows *self = user_data;
  RectoAttachmentRow *row = RECTO_ATTACHMENT_ROW (gtk_list_item_get_child (list_item));
  RectoAttachment *attachment = gtk_list_item_get_item (list_item);
  g_autofree char *words = NULL;

  recto_attachment_row_set (row, attachment, self->actions, self->document);
  recto_attachment_row_set_item (row, find_item (self, attachment));
  words = recto_attachment_row_describe (row);
  gtk_list_item_set_accessible_label (list_item, words);
  g_ptr_array_add (self->rows, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RectoAttachmentRows *self = user_data;
  RectoAttachmentRow *row = RECTO_ATTACHMENT_ROW (gtk_list_item_get_child (list_item));

  g_ptr_array_remove_fast (self->rows, row);
  recto_attachment_row_set_item (row, NULL);
  recto_attachment_row_set (row, NULL, NULL, NULL);
}

static void
drop_document (RectoAttachmentRows *self)
{
  if (self->items != NULL)
    g_signal_handlers_disconnect_by_data (self->items, self);
  g_clear_object (&self->items);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);
}

void
recto_attachment_rows_set_document (RectoAttachmentRows *self,
                                    RectoDocument *document,
                                    RectoAttachmentActions *actions)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_ROWS (self));
  g_return_if_fail ((document == NULL) == (actions == NULL));

  drop_document (self);
  if (document == NULL)
    return;
  self->document = g_object_ref (document);
  self->actions = g_object_ref (actions);
  self->items = recto_saving_items_new (recto_document_get_savings (document));
  g_signal_connect_object (self->items, "changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

RectoAttachmentRows *
recto_attachment_rows_new (GtkListView *list, GtkSelectionModel *selection)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  RectoAttachmentRows *self;

  g_return_val_if_fail (GTK_IS_LIST_VIEW (list), NULL);
  g_return_val_if_fail (GTK_IS_SELECTION_MODEL (selection), NULL);

  self = g_object_new (RECTO_TYPE_ATTACHMENT_ROWS, NULL);
  self->selection = g_object_ref (selection);
  /* Rows may go after this. */
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (list, factory);
  return self;
}

static void
recto_attachment_rows_dispose (GObject *object)
{
  RectoAttachmentRows *self = RECTO_ATTACHMENT_ROWS (object);

  drop_document (self);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (recto_attachment_rows_parent_class)->dispose (object);
}

static void
recto_attachment_rows_finalize (GObject *object)
{
  g_ptr_array_unref (RECTO_ATTACHMENT_ROWS (object)->rows);

  G_OBJECT_CLASS (recto_attachment_rows_parent_class)->finalize (object);
}

static void
recto_attachment_rows_class_init (RectoAttachmentRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_attachment_rows_dispose;
  object_class->finalize = recto_attachment_rows_finalize;

  signals[SHOW_PAGE] = g_signal_new ("show-page", RECTO_TYPE_ATTACHMENT_ROWS, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, RECTO_TYPE_ATTACHMENT);
}

static void
recto_attachment_rows_init (RectoAttachmentRows *self)
{
  self->rows = g_ptr_array_new ();
}
