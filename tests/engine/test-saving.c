/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "recto-document-private.h"
#include "recto-test-saving.h"

#define DAMAGED 999 /* in place of a number */

/* ---- Saving ---- */

static void
test_all_are_saved_whole (RectoTestSaving *fixture, gconstpointer data)
{
  GListModel *tasks = recto_document_get_tasks (fixture->base.document);
  GListModel *savings = recto_document_get_savings (fixture->base.document);
  g_autoptr (RectoTask) task = NULL;
  guint64 total;

  recto_test_saving_add_numbers (fixture, 1, 10);
  recto_test_saving_make (fixture);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_WAITING);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 0);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_RUNNING);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 1);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_RUNNING, RECTO_CANCEL_NONE);
  recto_test_saving_assert_item (fixture, 1, RECTO_SAVING_WAITING, RECTO_CANCEL_NONE);
  task = g_object_ref (recto_saving_get_task (fixture->saving));
  g_assert_cmpint (recto_task_get_kind (task), ==, RECTO_TASK_SAVE_ALL);
  g_assert_true (recto_task_is_foreground (task));
  g_assert_cmpstr (recto_task_get_subject (task), ==, "fifty-attachments.pdf");
  g_assert_true (recto_task_get_amount (task, NULL, &total));
  g_assert_cmpuint (total, ==, 5500000);
  g_assert_cmpstr (recto_task_get_subject (recto_saving_item_get_task (
                       recto_test_saving_get_item (fixture->saving, 0))),
                   ==, "file 01.bin");

  recto_test_saving_end (fixture);
  g_assert_true (fixture->ran);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_SAVED);
  g_assert_null (recto_saving_get_task (fixture->saving));
  recto_test_saving_assert_counts (fixture, 10, 0, 0);
  recto_test_saving_assert_all_bytes (fixture, 1, 10);
  for (guint i = 0; i < 10; i++)
    recto_test_saving_assert_item (fixture, i, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_cmpuint (recto_test_saving_get_amount (task), ==, 5500000);
  recto_test_wait (g_list_model_get_n_items (tasks) == 0);

  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 1);
  recto_saving_forget (fixture->saving);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 0);
}

static void
test_taken_names_get_numbers (RectoTestSaving *fixture, gconstpointer data)
{
  recto_test_folder_put (&fixture->folder, "a.bin", "mine");
  for (guint i = 1; i <= 3; i++)
    recto_test_saving_add (fixture, i, "a.bin", -1);
  recto_test_saving_make (fixture);
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  recto_test_folder_assert_list (&fixture->folder, "a (2).bin, a (3).bin, a (4).bin, a.bin");
  recto_test_folder_assert_text (&fixture->folder, "a.bin", "mine");
  recto_test_saving_assert_bytes (fixture, "a (2).bin", 1);
  recto_test_saving_assert_bytes (fixture, "a (3).bin", 2);
  recto_test_saving_assert_bytes (fixture, "a (4).bin", 3);
}

static void
test_nothing_is_saved_outside (RectoTestSaving *fixture, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (fixture->folder.path, "inner", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder.path, "outside", NULL);
  g_autofree char *link = g_build_filename (inner, "linked", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (inner);
  const char *names[] = { "../a.bin", "/etc/b.bin", "linked/c.bin", "linked", "..", "" };

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    recto_test_saving_add (fixture, 1, names[i], -1);
  fixture->saving =
      recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments), folder);
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  recto_test_saving_assert_counts (fixture, G_N_ELEMENTS (names), 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) parent =
          g_file_get_parent (recto_saving_item_get_file (recto_test_saving_get_item (fixture
                                                                                         ->saving,
                                                                                     i)));

      g_assert_true (g_file_equal (parent, folder));
    }
  recto_test_folder_assert_list (&fixture->folder, "inner, outside");
  g_assert_cmpint (g_rmdir (outside), ==, 0);
}

static void
test_saving_as_replaces (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (GFile) destination = recto_test_folder_get (&fixture->folder, "chosen.txt");
  g_autoptr (RectoAttachment) attachment = NULL;

  recto_test_folder_put (&fixture->folder, "chosen.txt", "old");
  recto_test_saving_add_numbers (fixture, 3, 3);
  attachment = g_list_model_get_item (G_LIST_MODEL (fixture->attachments), 0);
  fixture->saving = recto_saving_new_as (fixture->base.document, attachment, destination);
  g_assert_true (g_file_equal (recto_saving_get_folder (fixture->saving), fixture->folder.file));
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  recto_test_folder_assert_list (&fixture->folder, "chosen.txt");
  recto_test_saving_assert_bytes (fixture, "chosen.txt", 3);
}

static void
test_two_savings_share_a_folder (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (RectoSaving) other = NULL;
  RectoTestSaving second = { 0 };

  recto_test_saving_add_numbers (fixture, 1, 8);
  recto_test_saving_make (fixture);
  other = recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments),
                            fixture->folder.file);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  recto_saving_run_async (other, RECTO_SAVE_NONE, NULL, recto_test_saving_saved_cb, &second);
  recto_test_saving_end (fixture);
  recto_test_saving_end (&second);
  g_assert_true (fixture->ran);
  g_assert_true (second.ran);
  recto_test_saving_assert_all_bytes (fixture, 1, 8);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %02u (2).bin", i);

      recto_test_saving_assert_bytes (fixture, name, i);
    }
}

/* ---- Stopping ---- */

static void
test_stopped_in_the_middle_leaves_nothing (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (GFile) destination = recto_test_folder_get (&fixture->folder, "bomb.bin");
  g_autoptr (RectoAttachment) attachment = NULL;
  int pid;

  recto_test_folder_put (&fixture->folder, "bomb.bin", "old");
  recto_test_folder_put (&fixture->folder, "earlier.txt", "done");
  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", 2000000000);
  attachment = g_list_model_get_item (G_LIST_MODEL (fixture->attachments), 0);
  fixture->saving = recto_saving_new_as (fixture->base.document, attachment, destination);
  recto_test_saving_begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 0, 20000000));
  g_assert_true (recto_test_saving_has_part (fixture));
  pid = recto_test_saving_get_worker_pid (fixture);
  g_assert_cmpint (pid, >, 0);
  g_assert_true (recto_document_stop (fixture->base.document));

  recto_test_saving_end (fixture);
  g_assert_false (fixture->ran);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_STOPPED);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_USER_STOP);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_USER_STOP);
  recto_test_wait (!recto_test_is_alive (pid));
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "bomb.bin, earlier.txt");
  recto_test_folder_assert_text (&fixture->folder, "bomb.bin", "old");
  recto_test_folder_assert_text (&fixture->folder, "earlier.txt", "done");
}

static guint64
get_inode (RectoTestSaving *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder.path, name, NULL);
  GStatBuf facts;

  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  return facts.st_ino;
}

static void
test_what_was_finished_stays_and_the_rest_resumes (RectoTestSaving *fixture, gconstpointer data)
{
  guint64 inode;
  guint n_saved;

  recto_test_saving_add_numbers (fixture, 1, 50);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (recto_saving_get_n_saved (fixture->saving) >= 3);
  g_assert_true (recto_task_cancel (recto_saving_get_task (fixture->saving),
                                    RECTO_CANCEL_SUPERSEDED));
  recto_test_saving_end (fixture);
  g_assert_false (fixture->ran);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_SUPERSEDED);
  n_saved = recto_saving_get_n_saved (fixture->saving);
  g_assert_cmpuint (n_saved, <, 50);
  recto_test_saving_assert_counts (fixture, n_saved, 0, 50 - n_saved);
  recto_test_saving_assert_item (fixture, 49, RECTO_SAVING_STOPPED, RECTO_CANCEL_SUPERSEDED);
  recto_test_saving_assert_all_bytes (fixture, 1, n_saved);
  inode = get_inode (fixture, "file 01.bin");

  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_SAVED);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_NONE);
  recto_test_saving_assert_counts (fixture, 50, 0, 0);
  recto_test_saving_assert_all_bytes (fixture, 1, 50);
  g_assert_cmpuint (get_inode (fixture, "file 01.bin"), ==, inode);
}

static void
store_end_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RectoTask *task = RECTO_TASK (source);

  g_string_append_printf (data, "%s %s, ", recto_task_kind_to_string (recto_task_get_kind (task)),
                          recto_cancel_reason_to_string (recto_task_get_reason (task)));
}

static void
test_file_in_progress_ends_before_the_whole (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (GString) ends = g_string_new (NULL);

  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", -1);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  recto_task_wait_async (recto_saving_get_task (fixture->saving), NULL, store_end_cb, ends);
  recto_task_wait_async (recto_saving_item_get_task (recto_test_saving_get_item (fixture->saving,
                                                                                 0)),
                         NULL, store_end_cb, ends);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 0, 1));
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  recto_test_saving_end (fixture);
  g_assert_cmpstr (ends->str, ==, "save parent, save-all user-stop, ");
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_PARENT);
}

/* The five of the contract's row: the second is stopped, the fourth cannot be read. */
static void
test_every_outcome_is_told_in_order (RectoTestSaving *fixture, gconstpointer data)
{
  recto_test_saving_add_numbers (fixture, 1, 3);
  recto_test_saving_add (fixture, DAMAGED, "file 04.bin", 400000);
  recto_test_saving_add_numbers (fixture, 5, 5);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  g_assert_true (recto_saving_item_stop (recto_test_saving_get_item (fixture->saving, 1)));
  g_assert_false (recto_saving_item_stop (recto_test_saving_get_item (fixture->saving, 1)));
  recto_test_saving_end (fixture);
  g_assert_true (fixture->ran);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_SAVED);
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  recto_test_saving_assert_item (fixture, 1, RECTO_SAVING_STOPPED, RECTO_CANCEL_USER_STOP);
  recto_test_saving_assert_item (fixture, 2, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  recto_test_saving_assert_item (fixture, 3, RECTO_SAVING_FAILED, RECTO_CANCEL_NONE);
  recto_test_saving_assert_item (fixture, 4, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_error (recto_saving_item_get_error (recto_test_saving_get_item (fixture->saving, 1)),
                  G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (recto_saving_item_get_error (recto_test_saving_get_item (fixture->saving, 3)),
                  RECTO_ERROR, RECTO_ERROR_DAMAGED);
  recto_test_saving_assert_counts (fixture, 3, 1, 1);
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "file 01.bin, file 03.bin, file 05.bin");
  recto_test_saving_assert_all_bytes (fixture, 1, 1);
  recto_test_saving_assert_all_bytes (fixture, 3, 3);
  recto_test_saving_assert_all_bytes (fixture, 5, 5);

  /* What was stopped and what failed are tried again. */
  recto_test_saving_run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  recto_test_saving_assert_counts (fixture, 4, 1, 0);
  recto_test_saving_assert_bytes (fixture, "file 02.bin", 2);
}

static void
store_state_cb (RectoSavingItem *item, GParamSpec *pspec, gpointer data)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (RECTO_TYPE_SAVING_STATE);

  g_string_append_printf (data, "%s: %s\n",
                          recto_attachment_get_name (recto_saving_item_get_attachment (item)),
                          g_enum_get_value (states, recto_saving_item_get_state (item))
                              ->value_nick);
}

/* S-7: the whole goes on. */
static void
test_each_row_tells_its_own (RectoTestSaving *fixture, gconstpointer data)
{
  g_autoptr (GString) states = g_string_new (NULL);

  recto_test_saving_add (fixture, RECTO_TEST_BOMB, "bomb.bin", -1);
  /* The bomb's document has one more, of 5000 bytes. */
  recto_test_saving_add (fixture, 2, "notes.txt", 5000);
  recto_test_saving_make (fixture);
  for (guint i = 0; i < 2; i++)
    g_signal_connect (recto_test_saving_get_item (fixture->saving, i), "notify::state",
                      G_CALLBACK (store_state_cb), states);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (recto_test_saving_has_come (fixture->saving, 0, 1));
  g_assert_true (recto_saving_item_stop (recto_test_saving_get_item (fixture->saving, 0)));
  recto_test_saving_end (fixture);
  g_assert_true (fixture->ran);
  g_assert_cmpstr (states->str, ==,
                   "bomb.bin: running\nbomb.bin: stopped\n"
                   "notes.txt: running\nnotes.txt: saved\n");
  recto_test_saving_assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_USER_STOP);
  recto_test_saving_assert_item (fixture, 1, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  recto_test_wait (!recto_test_saving_has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "notes.txt");
}

/* What runs beside a saving is left alone by its recto_test_saving_end, and leaves it alone, even
 * when a worker must be killed. */
static void
test_stopping_a_page_leaves_the_saving (RectoTestSaving *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) page = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->base.document, 0, 2);

  recto_test_saving_add_numbers (fixture, 1, 20);
  recto_test_saving_make (fixture);
  recto_test_begin (fixture->base.document, &request, NULL, &page);
  recto_test_wait (recto_test_is_running (&page));
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (recto_saving_get_n_saved (fixture->saving) > 0);
  recto_task_cancel (page.task, RECTO_CANCEL_USER_STOP);
  recto_worker_pool_kill_condemned (recto_test_pool (fixture->base.document));
  recto_test_saving_end (fixture);
  recto_test_wait (page.n_calls > 0);
  g_assert_error (page.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (fixture->ran);
  recto_test_saving_assert_counts (fixture, 20, 0, 0);
  recto_test_saving_assert_all_bytes (fixture, 1, 20);
}

static void
test_stopping_a_saving_leaves_the_page (RectoTestSaving *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) page = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->base.document, 1, 2);

  recto_test_saving_add_numbers (fixture, 1, 20);
  recto_test_saving_make (fixture);
  recto_test_saving_begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (recto_saving_get_n_saved (fixture->saving) > 0);
  recto_test_begin (fixture->base.document, &request, NULL, &page);
  recto_test_wait (recto_test_is_running (&page));
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  recto_test_saving_end (fixture);
  recto_test_wait (page.n_calls > 0);
  g_assert_no_error (page.error);
  g_assert_nonnull (page.value);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestSaving, name, recto_test_saving_set_up, func,                         \
              recto_test_saving_tear_down)
#define FIFTY "fifty-attachments.pdf"
#define BOMBED "attachments-bomb.pdf"
  ADD ("/saving/G-9/all-are-saved-whole", FIFTY, test_all_are_saved_whole);
  ADD ("/saving/G-9/taken-names-get-numbers", FIFTY, test_taken_names_get_numbers);
  ADD ("/saving/G-9/nothing-is-saved-outside", FIFTY, test_nothing_is_saved_outside);
  ADD ("/saving/G-9/saving-as-replaces", FIFTY, test_saving_as_replaces);
  ADD ("/saving/two-savings-share-a-folder", FIFTY, test_two_savings_share_a_folder);
  ADD ("/saving/G-9/stopped-in-the-middle-leaves-nothing", BOMBED,
       test_stopped_in_the_middle_leaves_nothing);
  ADD ("/saving/G-9/what-was-finished-stays-and-the-rest-resumes", FIFTY,
       test_what_was_finished_stays_and_the_rest_resumes);
  ADD ("/saving/S-5/file-in-progress-ends-before-the-whole", BOMBED,
       test_file_in_progress_ends_before_the_whole);
  ADD ("/saving/H-5/every-outcome-is-told-in-order", FIFTY, test_every_outcome_is_told_in_order);
  ADD ("/saving/H-6/S-7/each-row-tells-its-own", BOMBED, test_each_row_tells_its_own);
  ADD ("/saving/H-4/stopping-a-page-leaves-the-saving", "stubborn-with-attachments.pdf",
       test_stopping_a_page_leaves_the_saving);
  ADD ("/saving/H-4/stopping-a-saving-leaves-the-page", "stubborn-with-attachments.pdf",
       test_stopping_a_saving_leaves_the_page);
#undef ADD

  return g_test_run ();
}
