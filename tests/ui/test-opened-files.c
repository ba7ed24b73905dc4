/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "recto-opened-files.h"
#include "recto-test.h"

typedef struct
{
  char *root;
  RectoOpenedFiles *files;
} Fixture;

/* Lets go of what a thread or a late call-back may hold a moment longer. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);

  fixture->root = g_build_filename (folder, "opened", NULL);
  fixture->files = recto_opened_files_new (fixture->root);
}

static void
remove_folder (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *lock = g_build_filename (path, "lock", NULL);

  g_unlink (lock);
  g_rmdir (path);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->files != NULL)
    recto_test_let_go (fixture->files);
  remove_folder (fixture->root);
  g_free (fixture->root);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GFile *
make_folder (RectoOpenedFiles *files)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GFile *folder;

  recto_opened_files_make_folder_async (files, NULL, done_cb, &result);
  recto_test_wait (result != NULL);
  folder = recto_opened_files_make_folder_finish (files, result, &error);
  g_assert_no_error (error);
  return folder;
}

static void
clean (RectoOpenedFiles *files)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  recto_opened_files_clean_async (files, NULL, done_cb, &result);
  recto_test_wait (result != NULL);
  g_assert_true (recto_opened_files_clean_finish (files, result, &error));
  g_assert_no_error (error);
}

static guint
get_mode (const char *path)
{
  GStatBuf facts;

  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  return facts.st_mode & 07777;
}

static void
put_file (GFile *folder)
{
  g_autoptr (GFile) file = g_file_get_child (folder, "secret.txt");

  g_assert_true (g_file_replace_contents (file, "secret", 6, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                          NULL, NULL));
  g_assert_cmpint (g_chmod (g_file_peek_path (file), 0400), ==, 0);
}

static void
test_nobody_else_may_look (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = make_folder (fixture->files);
  g_autoptr (GFile) parent = g_file_get_parent (folder);

  g_assert_cmpuint (get_mode (g_file_peek_path (folder)), ==, 0700);
  g_assert_cmpuint (get_mode (g_file_peek_path (parent)), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->root), ==, 0700);
}

static void
test_each_folder_is_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) one = make_folder (fixture->files);
  g_autoptr (GFile) other = make_folder (fixture->files);

  g_assert_false (g_file_equal (one, other));
}

static void
test_all_goes_with_the_program (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = make_folder (fixture->files);
  g_autoptr (GFile) parent = g_file_get_parent (folder);

  put_file (folder);
  recto_test_let_go (g_steal_pointer (&fixture->files));
  g_assert_false (g_file_query_exists (parent, NULL));
}

/* As a program that was killed leaves it: a folder, and a lock that nobody holds. */
static void
test_what_was_left_goes_with_the_next_start (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left = g_build_filename (fixture->root, "AbCdEf", "in", NULL);
  g_autofree char *outside = g_build_filename (fixture->root, "..", "outside", NULL);
  g_autofree char *link = g_build_filename (left, "link", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (left);
  g_autoptr (GFile) beyond = g_file_new_for_path (outside);
  g_autoptr (GFile) kept = g_file_get_child (beyond, "secret.txt");

  g_assert_cmpint (g_mkdir_with_parents (left, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  put_file (folder);
  put_file (beyond);
  /* A link is removed, and not what it leads to. */
  g_assert_cmpint (symlink (outside, link), ==, 0);
  clean (fixture->files);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_query_exists (kept, NULL));
  g_assert_true (g_file_delete (kept, NULL, NULL));
  g_assert_true (g_file_delete (beyond, NULL, NULL));
}

static void
test_what_another_program_uses_stays (Fixture *fixture, gconstpointer data)
{
  RectoOpenedFiles *other = recto_opened_files_new (fixture->root);
  g_autoptr (GFile) folder = make_folder (other);

  put_file (folder);
  clean (fixture->files);
  g_assert_true (g_file_query_exists (folder, NULL));
  recto_test_let_go (other);
  g_assert_false (g_file_query_exists (folder, NULL));
}

/* As a cleaner of caches does, who knows nothing of locks. */
static void
test_what_was_deleted_is_made_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) lost = make_folder (fixture->files);
  RectoOpenedFiles *other = NULL;
  g_autoptr (GFile) folder = NULL;

  recto_test_remove (fixture->root);
  folder = make_folder (fixture->files);
  put_file (folder);
  /* It is known to be in use, as before. */
  other = recto_opened_files_new (fixture->root);
  clean (other);
  g_assert_true (g_file_query_exists (folder, NULL));
  recto_test_let_go (other);
}

static void
test_nothing_is_made_to_be_cleaned (Fixture *fixture, gconstpointer data)
{
  clean (fixture->files);
  g_assert_false (g_file_test (fixture->root, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/opened-files/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nobody-else-may-look", test_nobody_else_may_look);
  ADD ("each-folder-is-another", test_each_folder_is_another);
  ADD ("all-goes-with-the-program", test_all_goes_with_the_program);
  ADD ("what-was-left-goes-with-the-next-start", test_what_was_left_goes_with_the_next_start);
  ADD ("what-another-program-uses-stays", test_what_another_program_uses_stays);
  ADD ("what-was-deleted-is-made-again", test_what_was_deleted_is_made_again);
  ADD ("nothing-is-made-to-be-cleaned", test_nothing_is_made_to_be_cleaned);
#undef ADD

  return g_test_run ();
}
