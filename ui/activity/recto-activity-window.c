/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-activity-window.h"

#include "recto-activity-list.h"

struct _RectoActivityWindow
{
  AdwWindow parent_instance;
  RectoActivityList *list; /* template child */
};

G_DEFINE_FINAL_TYPE (RectoActivityWindow, recto_activity_window, ADW_TYPE_WINDOW)

static void
stop_all_cb (RectoActivityWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.stop-all", NULL);
}

GtkWidget *
recto_activity_window_new (GtkApplication *application, RectoEngine *engine)
{
  RectoActivityWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);

  self = g_object_new (RECTO_TYPE_ACTIVITY_WINDOW, "application", application, NULL);
  recto_activity_list_set_engine (self->list, engine);
  return GTK_WIDGET (self);
}

static void
recto_activity_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ACTIVITY_WINDOW);

  G_OBJECT_CLASS (recto_activity_window_parent_class)->dispose (object);
}

static void
recto_activity_window_class_init (RectoActivityWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_activity_window_dispose;

  g_type_ensure (RECTO_TYPE_ACTIVITY_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-activity-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoActivityWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, stop_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
recto_activity_window_init (RectoActivityWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
