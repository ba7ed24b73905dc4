/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-sidebar.h"
#include "recto-test.h"

typedef struct
{
  GtkWidget *window;
  RectoSidebar *sidebar;
} Fixture;

/* As narrow as it gets. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->sidebar = g_object_new (RECTO_TYPE_SIDEBAR, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->sidebar));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->sidebar);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->sidebar);
}

static GtkLabel *
find_title (GtkWidget *widget)
{
  GtkLabel *title = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "heading"))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && title == NULL;
       child = gtk_widget_get_next_sibling (child))
    title = find_title (child);
  return title;
}

static void
test_titles_are_whole_among_all_panes (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "thumbnails",  "outline", "bookmarks",  "results",
                                       "annotations", "layers",  "attachments" };
  GtkLabel *title = find_title (GTK_WIDGET (fixture->sidebar));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    recto_sidebar_add (fixture->sidebar, adw_bin_new (), names[i], "Search Results",
                       "edit-find-symbolic");
  recto_sidebar_show (fixture->sidebar, "results");
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_test_wait (gtk_widget_get_width (GTK_WIDGET (title)) > 0);

  g_assert_cmpstr (gtk_label_get_label (title), ==, "Search Results");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (title)));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  adw_init ();

  g_test_add ("/sidebar/titles-are-whole-among-all-panes", Fixture, NULL, set_up,
              test_titles_are_whole_among_all_panes, tear_down);
  return g_test_run ();
}
