/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-layer-row.h"

#include <glib/gi18n.h>

/* How far a layer is moved in from what it is below; application pixels, and how often at most. */
#define INDENT 18
#define MAX_INDENTS 6u

struct _RectoLayerRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkCheckButton *check;
  GtkCheckButton *radio; /* in its place, for one of several */
  GtkWidget *no_other;   /* in a group with the radio, which makes it one */
  GtkLabel *name;
  GtkWidget *lock;
  RectoLayer *layer; /* (nullable) */
  gboolean own;      /* what it does itself is no wish */
};

G_DEFINE_FINAL_TYPE (RectoLayerRow, recto_layer_row, GTK_TYPE_WIDGET)

enum
{
  SWITCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Neither looks pressed where the layer is hidden: of several, all may be. */
static void
update (RectoLayerRow *self)
{
  const gboolean shown = self->layer != NULL && recto_layer_is_shown (self->layer);

  self->own = TRUE;
  gtk_check_button_set_active (self->check, shown);
  gtk_check_button_set_active (self->radio, shown);
  self->own = FALSE;
}

static void
toggled_cb (RectoLayerRow *self, GtkCheckButton *button)
{
  if (!self->own && self->layer != NULL && gtk_widget_get_visible (GTK_WIDGET (button)))
    g_signal_emit (self, signals[SWITCHED], 0, gtk_check_button_get_active (button));
}

static void
name_button (GtkCheckButton *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
recto_layer_row_set_layer (RectoLayerRow *self, RectoLayer *layer)
{
  g_return_if_fail (RECTO_IS_LAYER_ROW (self));
  g_return_if_fail (layer == NULL || RECTO_IS_LAYER (layer));

  if (self->layer != NULL)
    g_signal_handlers_disconnect_by_data (self->layer, self);
  g_set_object (&self->layer, layer);
  update (self);
  if (layer == NULL)
    return;
  gtk_label_set_label (self->name, recto_layer_get_name (layer));
  name_button (self->check, recto_layer_get_name (layer));
  name_button (self->radio, recto_layer_get_name (layer));
  gtk_widget_set_visible (GTK_WIDGET (self->check),
                          !recto_layer_is_label (layer) && !recto_layer_is_alternative (layer));
  gtk_widget_set_visible (GTK_WIDGET (self->radio),
                          !recto_layer_is_label (layer) && recto_layer_is_alternative (layer));
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), !recto_layer_is_locked (layer));
  gtk_widget_set_sensitive (GTK_WIDGET (self->radio), !recto_layer_is_locked (layer));
  gtk_widget_set_visible (self->lock, recto_layer_is_locked (layer));
  if (recto_layer_is_label (layer))
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "heading");
  gtk_widget_set_margin_start (self->box,
                               (int) MIN (recto_layer_get_depth (layer), MAX_INDENTS) * INDENT);
  g_signal_connect_object (layer, "notify::shown", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

RectoLayer *
recto_layer_row_get_layer (RectoLayerRow *self)
{
  g_return_val_if_fail (RECTO_IS_LAYER_ROW (self), NULL);

  return self->layer;
}

GtkWidget *
recto_layer_row_new (void)
{
  return g_object_new (RECTO_TYPE_LAYER_ROW, NULL);
}

static void
recto_layer_row_dispose (GObject *object)
{
  RectoLayerRow *self = RECTO_LAYER_ROW (object);

  if (self->layer != NULL)
    g_signal_handlers_disconnect_by_data (self->layer, self);
  g_clear_object (&self->layer);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->no_other);

  G_OBJECT_CLASS (recto_layer_row_parent_class)->dispose (object);
}

static void
recto_layer_row_class_init (RectoLayerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_layer_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SWITCHED] = g_signal_new ("switched", RECTO_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static GtkCheckButton *
add_button (RectoLayerRow *self)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return GTK_CHECK_BUTTON (button);
}

static void
recto_layer_row_init (RectoLayerRow *self)
{
  GtkWidget *name = gtk_label_new (NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->check = add_button (self);
  self->radio = add_button (self);
  self->no_other = g_object_ref_sink (gtk_check_button_new ());
  gtk_check_button_set_group (self->radio, GTK_CHECK_BUTTON (self->no_other));
  self->name = GTK_LABEL (name);
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_wrap (self->name, TRUE);
  gtk_label_set_wrap_mode (self->name, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (self->box), name);
  self->lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  gtk_widget_set_tooltip_text (self->lock, _ ("The document does not let this be switched"));
  gtk_widget_add_css_class (self->lock, "dimmed");
  gtk_box_append (GTK_BOX (self->box), self->lock);
}
