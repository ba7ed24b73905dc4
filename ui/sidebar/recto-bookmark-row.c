/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bookmark-row.h"

#include "recto-text-tooltip.h"

struct _RectoBookmarkRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *name; /* template children */
  GtkLabel *page;
  RectoBookmark *bookmark;
};

G_DEFINE_FINAL_TYPE (RectoBookmarkRow, recto_bookmark_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  RENAME,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

RectoBookmark *
recto_bookmark_row_get_bookmark (RectoBookmarkRow *self)
{
  g_return_val_if_fail (RECTO_IS_BOOKMARK_ROW (self), NULL);

  return self->bookmark;
}

void
recto_bookmark_row_set_page (RectoBookmarkRow *self, const char *page)
{
  g_return_if_fail (RECTO_IS_BOOKMARK_ROW (self));

  gtk_label_set_label (self->page, page);
}

static void
name_cb (RectoBookmarkRow *self)
{
  const char *name = recto_bookmark_get_name (self->bookmark);

  gtk_label_set_label (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
recto_bookmark_row_new (RectoBookmark *bookmark)
{
  RectoBookmarkRow *self;

  g_return_val_if_fail (RECTO_IS_BOOKMARK (bookmark), NULL);

  self = g_object_new (RECTO_TYPE_BOOKMARK_ROW, NULL);
  self->bookmark = g_object_ref (bookmark);
  g_signal_connect_object (bookmark, "notify::name", G_CALLBACK (name_cb), self, G_CONNECT_SWAPPED);
  name_cb (self);
  return GTK_WIDGET (self);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[RENAME], 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

static void
recto_bookmark_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_BOOKMARK_ROW);
  g_clear_object (&RECTO_BOOKMARK_ROW (object)->bookmark);

  G_OBJECT_CLASS (recto_bookmark_row_parent_class)->dispose (object);
}

static void
recto_bookmark_row_class_init (RectoBookmarkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_bookmark_row_dispose;

  signals[RENAME] = g_signal_new ("rename", RECTO_TYPE_BOOKMARK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", RECTO_TYPE_BOOKMARK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-bookmark-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoBookmarkRow, name);
  gtk_widget_class_bind_template_child (widget_class, RectoBookmarkRow, page);
  gtk_widget_class_install_action (widget_class, "bookmark.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "bookmark.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "bookmark.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "bookmark.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "bookmark.remove", NULL);
}

static void
recto_bookmark_row_init (RectoBookmarkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  recto_text_tooltip_attach (GTK_WIDGET (self->name), self->name);
}
