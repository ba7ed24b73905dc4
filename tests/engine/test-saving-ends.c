/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "recto-document-private.h"
#include "recto-test-saving.h"

/* ---- Limits ---- */

static void
test_bomb_is_stopped_unless_told (RectoTestSaving *fixture, gconstpointer data)
{
  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", 10);
  recto_test_saving_make (fixture);
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_LIMIT);
  g_assert_error (recto_saving_item_get_error (recto_test_saving_get_item (fixture->saving, 0)),
                  G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "");

  recto_test_saving_begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 0, 280000000));
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  recto_test_saving_end (fixture);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_PARENT);
}

static void
test_claim_beyond_all_room_asks_first (RectoTestSaving *fixture, gconstpointer data)
{
  recto_test_saving_add (fixture, 1, "huge.bin", G_MAXINT64);
  recto_test_saving_make (fixture);
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_LIMIT);
  g_assert_error (recto_saving_item_get_error (recto_test_saving_get_item (fixture->saving, 0)),
                  G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "");

  /* It was a lie. */
  recto_test_saving_run (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  recto_test_saving_assert_bytes (fixture, "huge.bin", 1);
}

static void
test_time_limit_is_no_stop (RectoTestSaving *fixture, gconstpointer data)
{
  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", -1);
  recto_test_saving_add (fixture, 2, "notes.txt", 5000);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_task_set_timeout_ms (recto_saving_item_get_task (recto_test_saving_get_item (fixture
                                                                                         ->saving,
                                                                                     0)),
                             1);
  recto_test_saving_end (fixture);
  g_assert_true (fixture->ran);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_TIMEOUT);
  recto_test_saving_assert_item (fixture, 1, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_error (recto_saving_item_get_error (recto_test_saving_get_item (fixture->saving, 0)),
                  G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* ---- Ends of other things ---- */

static void
test_worker_killed_in_the_middle (RectoTestSaving *fixture, gconstpointer data)
{
  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", -1);
  recto_test_saving_add (fixture, 2, "notes.txt", 5000);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 0, 1));
  kill (recto_test_saving_get_worker_pid (fixture), SIGKILL);
  recto_test_saving_end (fixture);
  g_assert_true (fixture->ran);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_FAILED, RECTO_CANCEL_NONE);
  recto_test_saving_assert_item (fixture, 1, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_error (recto_saving_item_get_error (recto_test_saving_get_item (fixture->saving, 0)),
                  RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "notes.txt");
}

static void
test_closing_the_document_ends_it (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (GListModel) savings =
      g_object_ref (recto_document_get_savings (fixture->base.document));

  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", -1);
  recto_test_saving_add (fixture, 2, "notes.txt", 5000);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 0, 1));
  recto_document_close (fixture->base.document);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 0);
  recto_test_saving_end (fixture);
  g_assert_false (fixture->ran);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_test_saving_assert_item (fixture, 1, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "");
}

typedef struct
{
  RectoDocument *document;
  RectoSavingState state;
} Closing;

static void
close_in_state_cb (RectoSavingItem *item, GParamSpec *pspec, Closing *closing)
{
  if (recto_saving_item_get_state (item) == closing->state)
    recto_document_close (closing->document);
}

static void
close_when_first_is (RectoTestSaving *fixture, RectoSavingState state)
{
  Closing closing = { fixture->base.document, state };

  recto_test_saving_add_numbers (fixture, 1, 2);
  recto_test_saving_make (fixture);
  g_signal_connect (recto_test_saving_get_item (fixture->saving, 0), "notify::state",
                    G_CALLBACK (close_in_state_cb), &closing);
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_saving_assert_item (fixture, 1, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_test_wait (!recto_test_saving_has_part (fixture));
}

static void
test_closing_when_told_that_one_begins (RectoTestSaving *fixture, gconstpointer data)
{
  close_when_first_is (fixture, RECTO_SAVING_RUNNING);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_test_folder_assert_list (&fixture->folder, "");
}

static void
test_closing_when_told_that_one_is_saved (RectoTestSaving *fixture, gconstpointer data)
{
  close_when_first_is (fixture, RECTO_SAVING_SAVED);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  recto_test_folder_assert_list (&fixture->folder, "file 01.bin");
}

static void
test_only_one_run_at_a_time (RectoTestSaving *fixture, gconstpointer data)
{
  RectoTestSaving second = { 0 };

  recto_test_saving_add_numbers (fixture, 1, 3);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NONE, NULL, recto_test_saving_saved_cb,
                          &second);
  recto_test_saving_end (&second);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&second.error);
  recto_test_saving_end (fixture);
  g_assert_true (fixture->ran);
}

static void
test_cancelled_before_it_runs (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  recto_test_saving_add_numbers (fixture, 1, 3);
  recto_test_saving_make (fixture);
  g_cancellable_cancel (cancellable);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NONE, cancellable, recto_test_saving_saved_cb,
                          fixture);
  g_assert_cmpuint (fixture->n_answers, ==, 0);
  recto_test_saving_end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_saving_assert_counts (fixture, 0, 0, 3);
  recto_test_folder_assert_list (&fixture->folder, "");
}

/* ---- Quitting ---- */

static void
test_quitting_leaves_no_temporary (RectoTestSaving *fixture, gconstpointer data)
{
  g_autofree char *notes = NULL;

  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", -1);
  recto_test_saving_add (fixture, 2, "notes.txt", 5000);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 0, 1));
  g_assert_true (recto_test_saving_has_part (fixture));
  recto_engine_shut_down (fixture->base.engine);
  /* At once: the main loop does not run any more when a program ends. */
  recto_test_folder_assert_list (&fixture->folder, "");
  notes = recto_test_saving_list_notes ();
  g_assert_cmpstr (notes, ==, "");
  recto_test_saving_end (fixture);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_QUIT);
}

/* One file is finished, the next in the middle when it is killed. The folder comes from outside. */
static void
test_killed_viewer_subprocess (RectoTestSaving *fixture, gconstpointer data)
{
  const char *path = g_getenv ("RECTO_TEST_FOLDER");
  g_autoptr (GFile) folder = NULL;

  g_assert_nonnull (path);
  recto_test_saving_add (fixture, 2, "notes.txt", 5000);
  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", -1);
  folder = g_file_new_for_path (path);
  fixture->saving =
      recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments), folder);
  recto_test_saving_begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 1, 1));
  kill (getpid (), SIGKILL);
}

static void
test_next_start_deletes_what_was_left (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) viewer = NULL;
  g_autoptr (RectoEngine) next = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  g_subprocess_launcher_setenv (launcher, "RECTO_TEST_FOLDER", fixture->folder.path, TRUE);
  g_subprocess_launcher_setenv (launcher, "RECTO_TEST_STATE", g_get_user_state_dir (), TRUE);
  viewer = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", "-p",
                                        "/saving/killed-viewer/subprocess", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (viewer, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (viewer));
  g_assert_true (recto_test_saving_has_part (fixture));
  left = recto_test_saving_list_notes ();
  g_assert_cmpstr (left, !=, "");

  next = recto_test_engine ();
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_wait (({
    g_autofree char *notes = recto_test_saving_list_notes ();
    *notes == '\0';
  }));
  recto_test_folder_assert_list (&fixture->folder, "notes.txt");
}

int
main (int argc, char *argv[])
{
  /* The viewer that is to be killed keeps its notes where the next one looks. */
  if (g_getenv ("RECTO_TEST_STATE") != NULL)
    {
      g_setenv ("XDG_STATE_HOME", g_getenv ("RECTO_TEST_STATE"), TRUE);
      g_test_init (&argc, &argv, NULL);
    }
  else
    g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestSaving, name, recto_test_saving_set_up, func,                         \
              recto_test_saving_tear_down)
#define FIFTY "fifty-attachments.pdf"
#define BOMBED "attachments-bomb.pdf"
  ADD ("/saving/G-9/bomb-is-stopped-unless-told", BOMBED, test_bomb_is_stopped_unless_told);
  ADD ("/saving/G-9/claim-beyond-all-room-asks-first", FIFTY,
       test_claim_beyond_all_room_asks_first);
  ADD ("/saving/G-4/time-limit-is-no-stop", BOMBED, test_time_limit_is_no_stop);
  ADD ("/saving/worker-killed-in-the-middle", BOMBED, test_worker_killed_in_the_middle);
  ADD ("/saving/closing-the-document-ends-it", BOMBED, test_closing_the_document_ends_it);
  ADD ("/saving/closing-when-told-that-one-begins", FIFTY, test_closing_when_told_that_one_begins);
  ADD ("/saving/closing-when-told-that-one-is-saved", FIFTY,
       test_closing_when_told_that_one_is_saved);
  ADD ("/saving/only-one-run-at-a-time", FIFTY, test_only_one_run_at_a_time);
  ADD ("/saving/G-2/cancelled-before-it-runs", FIFTY, test_cancelled_before_it_runs);
  ADD ("/saving/A-3/quitting-leaves-no-temporary", BOMBED, test_quitting_leaves_no_temporary);
  ADD ("/saving/A-3/next-start-deletes-what-was-left", NULL, test_next_start_deletes_what_was_left);
  ADD ("/saving/killed-viewer/subprocess", BOMBED, test_killed_viewer_subprocess);
#undef ADD

  return g_test_run ();
}
