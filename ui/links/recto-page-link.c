/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-link.h"

struct _RectoPageLink
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (RectoPageLink, recto_page_link, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

GtkWidget *
recto_page_link_new (void)
{
  return g_object_new (RECTO_TYPE_PAGE_LINK, NULL);
}

void
recto_page_link_take (RectoPageLink *self, const char *words)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (RECTO_IS_PAGE_LINK (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  /* From one link to the next the keys stay here, of which nobody would be told. */
  if (gtk_widget_has_focus (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_set_can_focus (widget, TRUE);
  gtk_widget_grab_focus (widget);
}

/* It is on the way of the keys for as long as it has them. */
static void
leave_cb (GtkWidget *widget)
{
  gtk_widget_set_can_focus (widget, FALSE);
}

static gboolean
key_pressed_cb (RectoPageLink *self, guint key, guint keycode, GdkModifierType modifiers)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[ACTIVATED], 0);
  return GDK_EVENT_STOP;
}

static void
recto_page_link_class_init (RectoPageLinkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACTIVATED] = g_signal_new ("activated", RECTO_TYPE_PAGE_LINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "pagelink");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LINK);
}

static void
recto_page_link_init (RectoPageLink *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
