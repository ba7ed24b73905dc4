/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-path-fragment.h"
#include "recto-test-folder.h"
#include "recto-test-silent-file.h"
#include "recto-test.h"

typedef struct
{
  guint n_answers;
  gboolean meant;
} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->n_answers++;
  answer->meant = recto_path_fragment_is_meant_finish (result);
}

static void
set_up (RectoTestFolder *folder, gconstpointer data)
{
  recto_test_folder_make (folder);
}

static void
tear_down (RectoTestFolder *folder, gconstpointer data)
{
  recto_test_folder_delete (folder);
}

static gboolean
ask (RectoTestFolder *folder)
{
  g_autoptr (GFile) path = recto_test_folder_get (folder, "book.pdf#page=3");
  g_autoptr (GFile) before = recto_test_folder_get (folder, "book.pdf");
  Answer answer = { 0 };

  recto_path_fragment_is_meant_async (path, before, answered_cb, &answer);
  g_assert_cmpuint (answer.n_answers, ==, 0);
  recto_test_wait (answer.n_answers > 0);
  return answer.meant;
}

static void
test_a_file_without_it_has_a_place (RectoTestFolder *folder, gconstpointer data)
{
  recto_test_folder_put (folder, "book.pdf", "book");
  g_assert_true (ask (folder));
}

static void
test_a_file_of_that_name_goes_first (RectoTestFolder *folder, gconstpointer data)
{
  recto_test_folder_put (folder, "book.pdf", "book");
  recto_test_folder_put (folder, "book.pdf#page=3", "another");
  g_assert_false (ask (folder));
}

static void
test_what_is_not_there_goes_by_its_name (RectoTestFolder *folder, gconstpointer data)
{
  g_assert_false (ask (folder));
}

/* Whoever waits for a server that does not answer sees no window meanwhile. */
static void
test_no_server_is_waited_for (RectoTestFolder *folder, gconstpointer data)
{
  RectoTestSilentFile *path = recto_test_silent_file_new ();
  g_autoptr (GFile) before = recto_test_folder_get (folder, "book.pdf");
  Answer answer = { 0 };

  recto_path_fragment_is_meant_async (G_FILE (path), before, answered_cb, &answer);
  recto_test_wait (recto_test_silent_file_was_asked (path));
  recto_test_wait (answer.n_answers > 0);
  g_assert_true (answer.meant);
  /* Too late, it is heard by nobody. */
  recto_test_silent_file_answer (path);
  recto_test_let_go (path);
  g_assert_cmpuint (answer.n_answers, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/path-fragment/a-file-without-it-has-a-place", RectoTestFolder, NULL, set_up,
              test_a_file_without_it_has_a_place, tear_down);
  g_test_add ("/path-fragment/a-file-of-that-name-goes-first", RectoTestFolder, NULL, set_up,
              test_a_file_of_that_name_goes_first, tear_down);
  g_test_add ("/path-fragment/what-is-not-there-goes-by-its-name", RectoTestFolder, NULL, set_up,
              test_what_is_not_there_goes_by_its_name, tear_down);
  g_test_add ("/path-fragment/no-server-is-waited-for", RectoTestFolder, NULL, set_up,
              test_no_server_is_waited_for, tear_down);
  return g_test_run ();
}
