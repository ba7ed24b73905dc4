/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-sidebar.h"

struct _RectoSidebar
{
  AdwBin parent_instance;
  GtkLabel *title; /* template children */
  AdwViewStack *stack;
};

G_DEFINE_FINAL_TYPE (RectoSidebar, recto_sidebar, ADW_TYPE_BIN)

static void
visible_child_cb (RectoSidebar *self)
{
  GtkWidget *pane = adw_view_stack_get_visible_child (self->stack);

  if (pane != NULL)
    gtk_label_set_label (self->title,
                         adw_view_stack_page_get_title (adw_view_stack_get_page (self->stack,
                                                                                 pane)));
}

void
recto_sidebar_add (RectoSidebar *self, GtkWidget *pane, const char *name, const char *title)
{
  g_return_if_fail (RECTO_IS_SIDEBAR (self));
  g_return_if_fail (GTK_IS_WIDGET (pane));
  g_return_if_fail (name != NULL && title != NULL);

  adw_view_stack_add_titled (self->stack, pane, name, title);
  visible_child_cb (self);
}

void
recto_sidebar_show (RectoSidebar *self, const char *name)
{
  g_return_if_fail (RECTO_IS_SIDEBAR (self));
  g_return_if_fail (name != NULL);

  adw_view_stack_set_visible_child_name (self->stack, name);
  gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->stack));
}

static void
recto_sidebar_dispose (GObject *object)
{
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SIDEBAR);

  G_OBJECT_CLASS (recto_sidebar_parent_class)->dispose (object);
}

static void
recto_sidebar_class_init (RectoSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_sidebar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, RectoSidebar, stack);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_cb);
}

static void
recto_sidebar_init (RectoSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
