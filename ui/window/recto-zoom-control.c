/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-zoom-control.h"

#include <glib/gi18n.h>

struct _RectoZoomControl
{
  GtkWidget parent_instance;
  GtkMenuButton *button; /* template child */
  double zoom;
};

G_DEFINE_FINAL_TYPE (RectoZoomControl, recto_zoom_control, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ZOOM = 1,
} RectoZoomControlProperty;

static GParamSpec *properties[PROP_ZOOM + 1];

static char *
format_zoom (RectoZoomControl *self, double zoom)
{
  /* Translators: a zoom in percent. */
  return g_strdup_printf (_ ("%.0f%%"), zoom * 100);
}

/* The button inside is what assistive technology gets to, and its label is but a figure. That of
 * the whole would be all that is in the menu, too, once that is there. */
static void
tell_zoom (RectoZoomControl *self)
{
  g_autofree char *figure = format_zoom (self, self->zoom);
  /* Translators: what a screen reader says of the button; %s is the zoom in percent. */
  g_autofree char *name = g_strdup_printf (_ ("Zoom: %s"), figure);
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (self->button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/* The menu is made when it is first wanted: a window opens sooner without it. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  builder = gtk_builder_new_from_resource (RESOURCE_PATH "/recto-menus.ui");
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (gtk_builder_get_object (builder,
                                                                                   "zoom_menu")));
  gtk_popover_menu_add_child (GTK_POPOVER_MENU (popover),
                              GTK_WIDGET (gtk_builder_get_object (builder, "zoom_buttons")),
                              "zoom");
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
recto_zoom_control_new (void)
{
  return g_object_new (RECTO_TYPE_ZOOM_CONTROL, NULL);
}

static void
recto_zoom_control_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  RectoZoomControl *self = RECTO_ZOOM_CONTROL (object);

  switch ((RectoZoomControlProperty) prop_id)
    {
    case PROP_ZOOM:
      if (self->zoom != g_value_get_double (value))
        {
          self->zoom = g_value_get_double (value);
          tell_zoom (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_zoom_control_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoZoomControl *self = RECTO_ZOOM_CONTROL (object);

  switch ((RectoZoomControlProperty) prop_id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_zoom_control_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ZOOM_CONTROL);

  G_OBJECT_CLASS (recto_zoom_control_parent_class)->dispose (object);
}

static void
recto_zoom_control_class_init (RectoZoomControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_zoom_control_dispose;
  object_class->get_property = recto_zoom_control_get_property;
  object_class->set_property = recto_zoom_control_set_property;

  properties[PROP_ZOOM] =
      g_param_spec_double ("zoom", NULL, NULL, 0, G_MAXDOUBLE, 1,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-zoom-control.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoZoomControl, button);
  gtk_widget_class_bind_template_callback (widget_class, format_zoom);
}

static void
recto_zoom_control_init (RectoZoomControl *self)
{
  self->zoom = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_menu_cb, NULL, NULL);
  tell_zoom (self);
}
