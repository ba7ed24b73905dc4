/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-drag.h"

#include <glib/gi18n.h>

/* On a window, while something is dragged out of it. */
#define DRAGGED_KEY "recto-attachment-dragged"

/* One for each widget that can be dragged from. */
typedef struct
{
  GtkWidget *widget; /* (unowned) */
  RectoAttachmentDragList list;
  RectoAttachmentDragActions get_actions;
  gpointer data;
  GListModel *dragged;             /* (nullable): while it is */
  RectoAttachmentActions *actions; /* (nullable): likewise */
  GdkContentProvider *content;     /* (nullable): likewise */
  GtkRoot *root;                   /* (nullable): likewise */
} Drag;

static void
forget (Drag *self)
{
  if (self->root != NULL)
    g_object_set_data (G_OBJECT (self->root), DRAGGED_KEY, NULL);
  g_clear_object (&self->root);
  g_clear_object (&self->dragged);
  g_clear_object (&self->actions);
  g_clear_object (&self->content);
}

static void
drag_free (gpointer data, GClosure *closure)
{
  forget (data);
  g_free (data);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  Drag *self = user_data;
  RectoAttachmentActions *actions = self->get_actions (self->data);

  forget (self);
  self->dragged = self->list (self->widget, self->data);
  if (self->dragged == NULL || actions == NULL)
    return NULL;
  self->actions = g_object_ref (actions);
  self->content = recto_attachment_actions_drag (actions, self->dragged);
  return g_object_ref (self->content);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  Drag *self = user_data;
  const guint n_dragged = g_list_model_get_n_items (self->dragged);
  g_autoptr (RectoAttachment) first = g_list_model_get_item (self->dragged, 0);
  g_autofree char *words =
      n_dragged == 1 ? g_strdup (recto_attachment_get_name (first))
                     : g_strdup_printf (ngettext ("%u file", "%u files", n_dragged), n_dragged);
  GtkWidget *label = gtk_label_new (words);

  if (g_set_object (&self->root, gtk_widget_get_root (self->widget)))
    g_object_set_data (G_OBJECT (self->root), DRAGGED_KEY, self);
  gtk_widget_add_css_class (label, "recto-drag");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static gboolean
cancel_cb (GtkDragSource *source, GdkDrag *drag, GdkDragCancelReason reason, gpointer user_data)
{
  Drag *self = user_data;

  if (self->actions != NULL)
    recto_attachment_actions_drop_drag (self->actions, self->content);
  return FALSE;
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer user_data)
{
  forget (user_data);
}

void
recto_attachment_drag_install (GtkWidget *widget,
                               RectoAttachmentDragList list,
                               RectoAttachmentDragActions actions,
                               gpointer data)
{
  GtkDragSource *source = gtk_drag_source_new ();
  Drag *self = g_new0 (Drag, 1);

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (list != NULL && actions != NULL);

  self->widget = widget;
  self->list = list;
  self->get_actions = actions;
  self->data = data;
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_data (source, "prepare", G_CALLBACK (prepare_cb), self, drag_free, 0);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancel_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
}

gboolean
recto_attachment_drag_is_from (GtkRoot *root)
{
  g_return_val_if_fail (GTK_IS_ROOT (root), FALSE);

  return g_object_get_data (G_OBJECT (root), DRAGGED_KEY) != NULL;
}
