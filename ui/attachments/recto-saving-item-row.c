/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-item-row.h"

#include <glib/gi18n.h>

#include "recto-saving-words.h"

struct _RectoSavingItemRow
{
  GtkBox parent_instance;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *outcome;
  GtkWidget *stop;
  RectoSavingItem *item; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (RectoSavingItemRow, recto_saving_item_row, GTK_TYPE_BOX)

static void
show_item (RectoSavingItemRow *self)
{
  const RectoTransferRate unknown = { 0 };
  const RectoSavingState state = recto_saving_item_get_state (self->item);
  g_autofree char *words = recto_saving_words_describe_item (self->item, &unknown);

  gtk_image_set_from_icon_name (self->icon, recto_saving_words_get_icon (self->item));
  gtk_label_set_label (self->outcome, words);
  gtk_widget_set_visible (self->stop,
                          state == RECTO_SAVING_WAITING || state == RECTO_SAVING_RUNNING);
}

static void
set_item (RectoSavingItemRow *self, RectoSavingItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  gtk_label_set_label (self->name,
                       recto_attachment_get_name (recto_saving_item_get_attachment (item)));
  g_signal_connect_object (item, "notify::state", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}

static void
stop_clicked_cb (RectoSavingItemRow *self)
{
  if (self->item != NULL)
    recto_saving_item_stop (self->item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, g_object_new (RECTO_TYPE_SAVING_ITEM_ROW, NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RectoSavingItem *item = gtk_list_item_get_item (list_item);

  set_item (RECTO_SAVING_ITEM_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_accessible_label (
      list_item, recto_attachment_get_name (recto_saving_item_get_attachment (item)));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  set_item (RECTO_SAVING_ITEM_ROW (gtk_list_item_get_child (list_item)), NULL);
}

GtkListItemFactory *
recto_saving_item_row_new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

static void
recto_saving_item_row_dispose (GObject *object)
{
  set_item (RECTO_SAVING_ITEM_ROW (object), NULL);

  G_OBJECT_CLASS (recto_saving_item_row_parent_class)->dispose (object);
}

static void
recto_saving_item_row_class_init (RectoSavingItemRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_saving_item_row_dispose;
}

static GtkLabel *
add_label (GtkWidget *box, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
recto_saving_item_row_init (RectoSavingItemRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->icon));

  gtk_widget_set_hexpand (texts, TRUE);
  self->name = add_label (texts, PANGO_ELLIPSIZE_MIDDLE);
  self->outcome = add_label (texts, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->outcome, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome), "dimmed");
  gtk_box_append (GTK_BOX (self), texts);

  self->stop = gtk_button_new_from_icon_name ("process-stop-symbolic");
  gtk_widget_set_tooltip_text (self->stop, _ ("Stop Saving This File"));
  gtk_widget_set_valign (self->stop, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->stop, "flat");
  gtk_widget_add_css_class (self->stop, "circular");
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (stop_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), self->stop);
}
