/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-layers-pane.h"

#include "recto-layer-row.h"

struct _RectoLayersPane
{
  AdwBin parent_instance;
  GtkListView *list; /* template children */
  GtkWidget *reset_button;

  RectoLayers *layers; /* (nullable) */
  GtkNoSelection *rows;
};

G_DEFINE_FINAL_TYPE (RectoLayersPane, recto_layers_pane, ADW_TYPE_BIN)

static void
update (RectoLayersPane *self)
{
  gtk_widget_set_sensitive (self->reset_button,
                            self->layers != NULL && recto_layers_is_changed (self->layers));
}

static void
reset_cb (RectoLayersPane *self)
{
  if (self->layers != NULL)
    recto_layers_reset (self->layers);
}

static void
switched_cb (RectoLayersPane *self, gboolean shown, RectoLayerRow *row)
{
  RectoLayer *layer = recto_layer_row_get_layer (row);

  if (self->layers != NULL && layer != NULL)
    recto_layers_set_shown (self->layers, layer, shown);
}

static void
activated_cb (RectoLayersPane *self, guint position)
{
  g_autoptr (RectoLayer) layer = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (self->layers != NULL && layer != NULL)
    recto_layers_set_shown (self->layers, layer, !recto_layer_is_shown (layer));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *row = recto_layer_row_new ();

  g_signal_connect_object (row, "switched", G_CALLBACK (switched_cb), user_data, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RectoLayer *layer = gtk_list_item_get_item (list_item);

  recto_layer_row_set_layer (RECTO_LAYER_ROW (gtk_list_item_get_child (list_item)), layer);
  gtk_list_item_set_accessible_label (list_item, recto_layer_get_name (layer));
  gtk_list_item_set_activatable (list_item,
                                 !recto_layer_is_label (layer) && !recto_layer_is_locked (layer));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  recto_layer_row_set_layer (RECTO_LAYER_ROW (gtk_list_item_get_child (list_item)), NULL);
}

void
recto_layers_pane_set_layers (RectoLayersPane *self, RectoLayers *layers)
{
  g_return_if_fail (RECTO_IS_LAYERS_PANE (self));
  g_return_if_fail (layers == NULL || RECTO_IS_LAYERS (layers));

  if (self->layers == layers)
    return;
  if (self->layers != NULL)
    g_signal_handlers_disconnect_by_data (self->layers, self);
  g_set_object (&self->layers, layers);
  if (layers != NULL)
    g_signal_connect_object (layers, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->rows, G_LIST_MODEL (layers));
  update (self);
}

GtkWidget *
recto_layers_pane_new (void)
{
  return g_object_new (RECTO_TYPE_LAYERS_PANE, NULL);
}

static gboolean
recto_layers_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RECTO_LAYERS_PANE (widget)->list));
}

static void
recto_layers_pane_dispose (GObject *object)
{
  RectoLayersPane *self = RECTO_LAYERS_PANE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_LAYERS_PANE);
  g_clear_object (&self->rows);
  g_clear_object (&self->layers);

  G_OBJECT_CLASS (recto_layers_pane_parent_class)->dispose (object);
}

static void
recto_layers_pane_class_init (RectoLayersPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_layers_pane_dispose;
  widget_class->grab_focus = recto_layers_pane_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-layers-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoLayersPane, list);
  gtk_widget_class_bind_template_child (widget_class, RectoLayersPane, reset_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
recto_layers_pane_init (RectoLayersPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = gtk_no_selection_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Rows may go after the pane. */
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->rows));
  update (self);
}
