/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-outline-factory.h"

#include <glib/gi18n.h>

#include "recto-outline-item.h"
#include "recto-outline-row.h"
#include "recto-target-words.h"

static void
show_entry (RectoPageView *page_view, RectoOutlineRow *row, RectoOutlineItem *item)
{
  const RectoTarget target = recto_outline_get_target (recto_outline_item_get_outline (item),
                                                       recto_outline_item_get_entry (item));
  RectoDocument *document = recto_page_view_get_document (page_view);
  const char *words = recto_outline_item_get_title (item);
  g_autofree char *page =
      document != NULL ? recto_target_words_name_page (document, &target) : g_strdup ("");

  recto_outline_row_set (row, words[0] != '\0' ? words : _ ("Untitled"), page);
}

static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, recto_outline_row_new ());
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RectoOutlineRow *row = RECTO_OUTLINE_ROW (gtk_list_item_get_child (list_item));
  RectoOutlineItem *item = RECTO_OUTLINE_ITEM (gtk_list_item_get_item (list_item));

  show_entry (user_data, row, item);
  gtk_list_item_set_accessible_label (list_item, recto_outline_row_get_title (row));
}

static void
setup_tree_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), recto_outline_row_new ());
  gtk_list_item_set_child (list_item, expander);
}

static void
bind_tree_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));
  RectoOutlineRow *row = RECTO_OUTLINE_ROW (gtk_tree_expander_get_child (expander));
  GtkTreeListRow *tree_row = GTK_TREE_LIST_ROW (gtk_list_item_get_item (list_item));
  g_autoptr (RectoOutlineItem) item = gtk_tree_list_row_get_item (tree_row);

  gtk_tree_expander_set_list_row (expander, tree_row);
  /* One that is about to go has none. */
  if (item == NULL)
    return;
  show_entry (user_data, row, item);
  gtk_list_item_set_accessible_label (list_item, recto_outline_row_get_title (row));
}

/* Rows may go after the view. */
static GtkListItemFactory *
make (RectoPageView *page_view, GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", setup, page_view, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", bind, page_view, G_CONNECT_DEFAULT);
  return factory;
}

GtkListItemFactory *
recto_outline_factory_new_for_tree (RectoPageView *page_view)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  return make (page_view, G_CALLBACK (setup_tree_cb), G_CALLBACK (bind_tree_cb));
}

GtkListItemFactory *
recto_outline_factory_new_for_items (RectoPageView *page_view)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  return make (page_view, G_CALLBACK (setup_item_cb), G_CALLBACK (bind_item_cb));
}
