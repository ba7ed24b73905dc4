/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-unfinished.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recto-test-folder.h"
#include "recto-test.h"

typedef struct
{
  RectoTestFolder notes;
  RectoTestFolder files; /* where temporaries are */
  RectoUnfinished *unfinished;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_folder_make (&fixture->notes);
  recto_test_folder_make (&fixture->files);
  fixture->unfinished = recto_unfinished_new (fixture->notes.path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->unfinished, recto_unfinished_unref);
  recto_test_folder_delete (&fixture->notes);
  recto_test_folder_delete (&fixture->files);
}

static void
cleaned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (recto_unfinished_clean_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
clean (Fixture *fixture)
{
  gboolean done = FALSE;

  recto_unfinished_clean_async (fixture->unfinished, NULL, cleaned_cb, &done);
  recto_test_wait (done);
}

/* As a viewer that was killed leaves it. */
static void
put_note (Fixture *fixture, const char *name, const char *about)
{
  g_autoptr (GFile) file = recto_test_folder_get (&fixture->files, about);
  g_autofree char *address = g_file_get_uri (file);

  recto_test_folder_put (&fixture->notes, name, address);
}

static void
test_left_temporaries_are_deleted (Fixture *fixture, gconstpointer data)
{
  recto_test_folder_put (&fixture->files, ".recto-abc123.part", "half");
  recto_test_folder_put (&fixture->files, ".recto-XYZxyz.part", "half");
  recto_test_folder_put (&fixture->files, "whole.txt", "whole");
  put_note (fixture, "1", ".recto-abc123.part");
  put_note (fixture, "2", ".recto-XYZxyz.part");
  put_note (fixture, "3", ".recto-gone00.part");
  clean (fixture);
  recto_test_folder_assert_list (&fixture->files, "whole.txt");
  recto_test_folder_assert_list (&fixture->notes, "");
}

static void
test_those_of_the_living_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = recto_unfinished_make_name ();
  g_autoptr (GFile) file = recto_test_folder_get (&fixture->files, name);
  RectoUnfinishedNote *note = recto_unfinished_note (fixture->unfinished, file);

  g_assert_nonnull (note);
  recto_test_folder_put (&fixture->files, name, "half");
  clean (fixture);
  recto_test_folder_assert_list (&fixture->files, name);
  recto_unfinished_note_free (note);
  clean (fixture);
  recto_test_folder_assert_list (&fixture->files, "");
  recto_test_folder_assert_list (&fixture->notes, "");
}

/* What was on a medium that is away waits for it. */
static void
test_note_of_what_is_away_is_kept (Fixture *fixture, gconstpointer data)
{
  put_note (fixture, "1", "away/.recto-abc123.part");
  clean (fixture);
  recto_test_folder_assert_list (&fixture->notes, "1");
}

static void
make_odd_files (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->files.path, ".recto-folder.part", NULL);
  g_autofree char *link = g_build_filename (fixture->files.path, ".recto-linked.part", NULL);
  g_autofree char *linked_note = g_build_filename (fixture->notes.path, "link", NULL);
  g_autofree char *target = g_build_filename (fixture->files.path, "note.txt", NULL);
  g_autofree char *pipe = g_build_filename (fixture->notes.path, "pipe", NULL);
  g_autofree char *inner = g_build_filename (fixture->notes.path, "folder", NULL);

  recto_test_folder_put (&fixture->files, "precious.txt", "mine");
  recto_test_folder_put (&fixture->files, ".recto-toolong.part", "mine");
  recto_test_folder_put (&fixture->files, "x.recto-abc123.part", "mine");
  recto_test_folder_put (&fixture->files, ".recto-ab c12.part", "mine");
  recto_test_folder_put (&fixture->files, "note.txt", "not an address");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("precious.txt", link), ==, 0);
  g_assert_cmpint (symlink (target, linked_note), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
}

static void
test_strange_notes_do_no_harm (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *long_note = g_strnfill (100000, 'a');

  make_odd_files (fixture);
  before = recto_test_folder_list (&fixture->files);
  put_note (fixture, "1", "precious.txt");
  put_note (fixture, "2", ".recto-toolong.part");
  put_note (fixture, "3", "x.recto-abc123.part");
  put_note (fixture, "4", ".recto-ab c12.part");
  put_note (fixture, "5", ".recto-folder.part");
  put_note (fixture, "6", ".recto-linked.part");
  recto_test_folder_put (&fixture->notes, "7", "");
  recto_test_folder_put (&fixture->notes, "8", "\xff\xfe garbage \n\n");
  recto_test_folder_put (&fixture->notes, "9", long_note);
  recto_test_folder_put (&fixture->notes, "a", "/.recto-abc123.part");
  recto_test_folder_put (&fixture->notes, "b", "file:///../../.recto-abc123.part/..");
  clean (fixture);
  recto_test_folder_assert_list (&fixture->files, before);
  recto_test_folder_assert_text (&fixture->files, "precious.txt", "mine");
  /* What is no note of ours, nobody touches. */
  recto_test_folder_assert_list (&fixture->notes, "folder, link, pipe");
}

static void
test_no_folder_for_notes_is_no_reason_to_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoUnfinished) nowhere = recto_unfinished_new ("/proc/nowhere");
  g_autoptr (GFile) file = recto_test_folder_get (&fixture->files, ".recto-abc123.part");
  gboolean done = FALSE;

  g_assert_null (recto_unfinished_note (nowhere, file));
  recto_unfinished_clean_async (nowhere, NULL, cleaned_cb, &done);
  recto_test_wait (done);
}

static void
test_waiting_ends (Fixture *fixture, gconstpointer data)
{
  g_assert_true (recto_unfinished_wait (fixture->unfinished, 0));
  recto_unfinished_begin (fixture->unfinished);
  g_assert_false (recto_unfinished_wait (fixture->unfinished, 1));
  recto_unfinished_end (fixture->unfinished);
  g_assert_true (recto_unfinished_wait (fixture->unfinished, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/unfinished/A-3/left-temporaries-are-deleted", test_left_temporaries_are_deleted);
  ADD ("/unfinished/those-of-the-living-are-kept", test_those_of_the_living_are_kept);
  ADD ("/unfinished/note-of-what-is-away-is-kept", test_note_of_what_is_away_is_kept);
  ADD ("/unfinished/strange-notes-do-no-harm", test_strange_notes_do_no_harm);
  ADD ("/unfinished/no-folder-for-notes-is-no-reason-to-stop",
       test_no_folder_for_notes_is_no_reason_to_stop);
  ADD ("/unfinished/waiting-ends", test_waiting_ends);
#undef ADD

  return g_test_run ();
}
