/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-control.h"

#include <glib/gi18n.h>

#include "recto-text-popover.h"

struct _RectoTextControl
{
  GtkWidget parent_instance;
  GtkMenuButton *button;   /* template child */
  RectoDocumentView *view; /* (nullable) */
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (RectoTextControl, recto_text_control, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_VIEW = 1,
} RectoTextControlProperty;

static GParamSpec *properties[PROP_VIEW + 1];

static RectoTextPopover *
get_popover (RectoTextControl *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->button);

  return popover != NULL ? RECTO_TEXT_POPOVER (popover) : NULL;
}

/* The button inside is what assistive technology gets to. */
static void
tell_name (RectoTextControl *self)
{
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (self->button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text"),
                                  -1);
}

/* The popover is made when it is first wanted: a window opens sooner without it. */
static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  RectoTextControl *self = user_data;

  if (get_popover (self) != NULL)
    return;
  gtk_menu_button_set_popover (button, recto_text_popover_new ());
  recto_text_popover_set_view (get_popover (self), self->view);
  tell_name (self);
}

static void
update_visible (RectoTextControl *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->view != NULL && recto_document_view_has_text_style (self->view));
}

GtkWidget *
recto_text_control_new (void)
{
  return g_object_new (RECTO_TYPE_TEXT_CONTROL, NULL);
}

void
recto_text_control_popup (RectoTextControl *self)
{
  g_return_if_fail (RECTO_IS_TEXT_CONTROL (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_menu_button_popup (self->button);
}

static void
set_view (RectoTextControl *self, RectoDocumentView *view)
{
  if (!g_set_object (&self->view, view))
    return;
  g_signal_group_set_target (self->signals, view);
  if (get_popover (self) != NULL)
    recto_text_popover_set_view (get_popover (self), view);
  update_visible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
recto_text_control_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((RectoTextControlProperty) prop_id)
    {
    case PROP_VIEW:
      set_view (RECTO_TEXT_CONTROL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_text_control_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RectoTextControlProperty) prop_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, RECTO_TEXT_CONTROL (object)->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_text_control_dispose (GObject *object)
{
  RectoTextControl *self = RECTO_TEXT_CONTROL (object);

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_TEXT_CONTROL);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (recto_text_control_parent_class)->dispose (object);
}

static void
recto_text_control_class_init (RectoTextControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_text_control_dispose;
  object_class->set_property = recto_text_control_set_property;
  object_class->get_property = recto_text_control_get_property;

  properties[PROP_VIEW] =
      g_param_spec_object ("view", NULL, NULL, RECTO_TYPE_DOCUMENT_VIEW,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-text-control.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoTextControl, button);
}

static void
recto_text_control_init (RectoTextControl *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  tell_name (self);
  self->signals = g_signal_group_new (RECTO_TYPE_DOCUMENT_VIEW);
  g_signal_group_connect_swapped (self->signals, "text-style-changed", G_CALLBACK (update_visible),
                                  self);
}
