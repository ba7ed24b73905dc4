/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-recent-files.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  GFile *list;
  GListStore *files;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->list = g_file_new_build_filename (fixture->folder, "recent.xbel", NULL);
  fixture->files = g_list_store_new (RECTO_TYPE_RECENT_FILE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->files);
  g_object_unref (fixture->list);
}

static GFile *
make_file (Fixture *fixture, const char *name)
{
  GFile *file = g_file_new_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_replace_contents (file, "x", 1, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                          NULL));
  return file;
}

/* An entry of the list, used so many minutes ago. */
static void
add_entry (GBookmarkFile *entries, GFile *file, const char *content_type, int minutes)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) time = g_date_time_add_minutes (now, -minutes);
  g_autofree char *uri = g_file_get_uri (file);

  g_bookmark_file_set_mime_type (entries, uri, content_type);
  g_bookmark_file_add_application (entries, uri, "another", "another %u");
  g_bookmark_file_set_modified_date_time (entries, uri, time);
}

static void
write_list (Fixture *fixture, GBookmarkFile *entries)
{
  g_assert_true (g_bookmark_file_to_file (entries, g_file_peek_path (fixture->list), NULL));
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
load (Fixture *fixture, guint n_files, GError **error)
{
  g_clear_object (&fixture->result);
  g_list_store_remove_all (fixture->files);
  recto_recent_files_load_async (fixture->list, fixture->files, n_files, NULL, done_cb,
                                 &fixture->result);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return recto_recent_files_load_finish (fixture->result, error);
}

static gboolean
add (Fixture *fixture, GFile *file, GError **error)
{
  g_clear_object (&fixture->result);
  recto_recent_files_add_async (fixture->list, file, NULL, done_cb, &fixture->result);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return recto_recent_files_add_finish (fixture->result, error);
}

static char *
dup_names (Fixture *fixture)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->files)); i++)
    {
      g_autoptr (RectoRecentFile) file = g_list_model_get_item (G_LIST_MODEL (fixture->files), i);
      g_autofree char *name = recto_recent_file_dup_name (file);

      g_string_append_printf (names, "%s ", name);
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
test_lists_the_latest_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBookmarkFile) entries = g_bookmark_file_new ();
  g_autofree char *names = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.pdf", i);
      g_autoptr (GFile) file = make_file (fixture, name);

      add_entry (entries, file, "application/pdf", (i * 7) % 5);
    }
  write_list (fixture, entries);
  g_assert_true (load (fixture, 3, NULL));
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==, "0.pdf 3.pdf 1.pdf ");
}

static void
test_leaves_out_what_cannot_be_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBookmarkFile) entries = g_bookmark_file_new ();
  g_autoptr (GFile) song = make_file (fixture, "song.ogg");
  g_autoptr (GFile) book = make_file (fixture, "book.epub");
  g_autoptr (GFile) secret = make_file (fixture, "secret.pdf");
  g_autoptr (GFile) gone = g_file_new_build_filename (fixture->folder, "gone.pdf", NULL);
  g_autofree char *uri = g_file_get_uri (secret);
  g_autofree char *names = NULL;

  add_entry (entries, song, "audio/ogg", 1);
  add_entry (entries, book, "application/epub+zip", 2);
  add_entry (entries, secret, "application/pdf", 3);
  g_bookmark_file_set_is_private (entries, uri, TRUE);
  add_entry (entries, gone, "application/pdf", 4);
  write_list (fixture, entries);
  g_assert_true (load (fixture, 10, NULL));
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==, "book.epub ");
}

static void
test_without_a_list_there_is_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (load (fixture, 10, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->files)), ==, 0);
}

static void
test_opened_file_comes_first_and_others_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBookmarkFile) entries = g_bookmark_file_new ();
  g_autoptr (GFile) old = make_file (fixture, "old.pdf");
  g_autoptr (GFile) new = make_file (fixture, "new.pdf");
  g_autofree char *names = NULL;

  add_entry (entries, old, "application/pdf", 5);
  write_list (fixture, entries);
  g_assert_true (add (fixture, new, NULL));
  g_assert_true (load (fixture, 10, NULL));
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==, "new.pdf old.pdf ");
}

static void
test_first_file_starts_the_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, "new.pdf");
  g_autofree char *names = NULL;

  g_assert_true (add (fixture, file, NULL));
  g_assert_true (load (fixture, 10, NULL));
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==, "new.pdf ");
}

static void
test_list_of_another_kind_is_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, "new.pdf");
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->list), "something", -1, NULL));
  g_assert_false (add (fixture, file, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->list), &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "something");
}

/* As with a new user. */
static void
test_the_folder_of_the_list_need_not_be_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, "a.pdf");
  g_autoptr (GFile) folder = g_file_new_build_filename (fixture->folder, "share", NULL);

  g_object_unref (fixture->list);
  fixture->list = g_file_get_child (folder, "recent.xbel");
  g_assert_true (add (fixture, file, NULL));
  g_assert_true (load (fixture, 3, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->files)), ==, 1);
  g_assert_true (g_file_delete (fixture->list, NULL, NULL));
  g_assert_true (g_file_delete (folder, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/recent-files/lists-the-latest-first", test_lists_the_latest_first);
  ADD ("/recent-files/leaves-out-what-cannot-be-opened", test_leaves_out_what_cannot_be_opened);
  ADD ("/recent-files/without-a-list-there-is-nothing", test_without_a_list_there_is_nothing);
  ADD ("/recent-files/opened-file-comes-first-and-others-stay",
       test_opened_file_comes_first_and_others_stay);
  ADD ("/recent-files/first-file-starts-the-list", test_first_file_starts_the_list);
  ADD ("/recent-files/the-folder-of-the-list-need-not-be-there",
       test_the_folder_of_the_list_need_not_be_there);
  ADD ("/recent-files/list-of-another-kind-is-left-alone", test_list_of_another_kind_is_left_alone);
#undef ADD

  return g_test_run ();
}
