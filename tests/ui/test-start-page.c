/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-recent-files.h"
#include "recto-start-page.h"
#include "recto-test.h"

typedef struct
{
  char *folder;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static char *data_folder;

static void
use (Fixture *fixture, const char *name)
{
  g_autoptr (GFile) list = recto_recent_files_get_list ();
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, name, NULL);
  g_autoptr (GBookmarkFile) entries = g_bookmark_file_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *uri = g_file_get_uri (file);

  g_assert_true (g_file_replace_contents (file, "x", 1, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                          NULL));
  g_bookmark_file_load_from_file (entries, g_file_peek_path (list), NULL);
  g_bookmark_file_set_mime_type (entries, uri, "application/pdf");
  g_bookmark_file_add_application (entries, uri, "another", "another %u");
  g_bookmark_file_set_modified_date_time (entries, uri, now);
  g_assert_true (g_bookmark_file_to_file (entries, g_file_peek_path (list), NULL));
}

static gboolean
is_busy (GtkWidget *page)
{
  g_autofree char *difference =
      gtk_test_accessible_check_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_BUSY, TRUE);

  return difference == NULL;
}

static void
wait_until_loaded (Fixture *fixture)
{
  g_assert_true (is_busy (fixture->page));
  recto_test_wait (!is_busy (fixture->page));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  use (fixture, "a.pdf");
  fixture->window = gtk_window_new ();
  fixture->page = recto_start_page_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until_loaded (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) list = recto_recent_files_get_list ();

  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_test_wait (fixture->page == NULL);
  g_assert_true (g_file_delete (list, NULL, NULL));
  recto_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static GtkListBox *
find_list (GtkWidget *widget)
{
  GtkListBox *found = NULL;

  if (GTK_IS_LIST_BOX (widget))
    return GTK_LIST_BOX (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static GtkWidget *
get_row (Fixture *fixture, int n)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (find_list (fixture->page), n));
}

static const char *
get_title (Fixture *fixture, int n)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (fixture, n)));
}

/* As going to another tab and back does. */
static void
show_again (Fixture *fixture)
{
  gtk_widget_set_visible (fixture->page, FALSE);
  gtk_widget_set_visible (fixture->page, TRUE);
  wait_until_loaded (fixture);
}

static void
test_rows_that_are_right_stay (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = get_row (fixture, 0);

  g_assert_nonnull (row);
  g_assert_cmpstr (get_title (fixture, 0), ==, "a.pdf");
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  show_again (fixture);
  g_assert_nonnull (row);
  g_assert_true (get_row (fixture, 0) == row);
  g_assert_null (get_row (fixture, 1));
  g_object_remove_weak_pointer (G_OBJECT (row), (gpointer *) &row);
}

static void
test_what_was_used_meanwhile_comes_first (Fixture *fixture, gconstpointer data)
{
  use (fixture, "b.pdf");
  show_again (fixture);
  g_assert_nonnull (get_row (fixture, 1));
  g_assert_cmpstr (get_title (fixture, 0), ==, "b.pdf");
  g_assert_cmpstr (get_title (fixture, 1), ==, "a.pdf");
}

int
main (int argc, char *argv[])
{
  int failed;

  data_folder = g_dir_make_tmp (NULL, NULL);
  g_setenv ("XDG_DATA_HOME", data_folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/start-page/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("rows-that-are-right-stay", test_rows_that_are_right_stay);
  ADD ("what-was-used-meanwhile-comes-first", test_what_was_used_meanwhile_comes_first);
#undef ADD

  failed = g_test_run ();
  recto_test_remove (data_folder);
  g_free (data_folder);
  return failed;
}
