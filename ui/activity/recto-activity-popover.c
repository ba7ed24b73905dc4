/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-activity-popover.h"

#include "recto-activity-list.h"

struct _RectoActivityPopover
{
  GtkPopover parent_instance;
  RectoActivityList *list; /* template child */
};

G_DEFINE_FINAL_TYPE (RectoActivityPopover, recto_activity_popover, GTK_TYPE_POPOVER)

static void
stop_all_cb (RectoActivityPopover *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.stop-all", NULL);
}

static void
open_window_cb (RectoActivityPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.activity", NULL);
}

GtkWidget *
recto_activity_popover_new (RectoEngine *engine)
{
  RectoActivityPopover *self;

  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);

  self = g_object_new (RECTO_TYPE_ACTIVITY_POPOVER, NULL);
  recto_activity_list_set_engine (self->list, engine);
  return GTK_WIDGET (self);
}

static void
recto_activity_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ACTIVITY_POPOVER);

  G_OBJECT_CLASS (recto_activity_popover_parent_class)->dispose (object);
}

static void
recto_activity_popover_class_init (RectoActivityPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_activity_popover_dispose;

  g_type_ensure (RECTO_TYPE_ACTIVITY_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-activity-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoActivityPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, stop_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_window_cb);
}

static void
recto_activity_popover_init (RectoActivityPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
