/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recto-attachment-private.h"
#include "recto-document-private.h"
#include "recto-test-folder.h"
#include "recto-test.h"

/* Attachments of made documents (tests/documents/attachment_documents.py) on their way into a
 * folder. */

#define BOMB 0 /* in place of a number */
#define DAMAGED 999

typedef struct
{
  RectoTestFixture base;
  RectoTestFolder folder;
  GListStore *attachments;
  RectoSaving *saving;
  guint n_answers;
  gboolean ran;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  recto_test_set_up (&fixture->base, name);
  recto_test_folder_make (&fixture->folder);
  fixture->attachments = g_list_store_new (RECTO_TYPE_ATTACHMENT);
}

static char *
list_notes (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "recto", "unfinished", NULL);
  RectoTestFolder notes = { .path = path };

  return g_file_test (path, G_FILE_TEST_EXISTS) ? recto_test_folder_list (&notes) : g_strdup ("");
}

static gboolean
has_part (Fixture *fixture)
{
  g_autofree char *names = recto_test_folder_list (&fixture->folder);

  return strstr (names, ".part") != NULL;
}

/* All of it: also what threads have yet to delete. */
static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_autofree char *notes = NULL;

  recto_test_wait (!has_part (fixture));
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->attachments);
  if (fixture->base.document != NULL)
    recto_document_close (fixture->base.document);
  if (fixture->saving != NULL)
    {
      recto_test_wait (g_atomic_int_get (&G_OBJECT (fixture->saving)->ref_count) == 1);
      g_assert_finalize_object (fixture->saving);
    }
  recto_test_tear_down (&fixture->base, name);
  notes = list_notes ();
  g_assert_cmpstr (notes, ==, "");
  recto_test_folder_delete (&fixture->folder);
}

/* ---- Making ---- */

/* Attachment `number` of fifty-attachments.pdf, and the bomb of attachments-bomb.pdf. */
static void
add (Fixture *fixture, guint number, const char *name, gint64 size)
{
  RectoAttachmentClaims claims = {
    .object = number == BOMB ? 4 : 4 + 2 * (number - 1),
    .stored = 1000,
    .size = size,
    .name = name,
    .content_type = "",
    .description = "",
  };
  g_autoptr (RectoAttachment) attachment = NULL;

  attachment = recto_attachment_new (&claims);
  g_list_store_append (fixture->attachments, attachment);
}

static void
add_numbers (Fixture *fixture, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %02u.bin", i);

      add (fixture, i, name, 100000 * i);
    }
}

static void
make_saving (Fixture *fixture)
{
  fixture->saving = recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments),
                                      fixture->folder.file);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_answers++;
  g_clear_error (&fixture->error);
  fixture->ran = recto_saving_run_finish (RECTO_SAVING (source), result, &fixture->error);
}

static void
begin (Fixture *fixture, RectoSaveFlags flags)
{
  fixture->n_answers = 0;
  recto_saving_run_async (fixture->saving, flags, NULL, saved_cb, fixture);
}

static void
end (Fixture *fixture)
{
  recto_test_wait (fixture->n_answers > 0);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

static void
run (Fixture *fixture, RectoSaveFlags flags)
{
  begin (fixture, flags);
  end (fixture);
}

/* Borrowed: the saving has it. */
static RectoSavingItem *
get_item (RectoSaving *saving, guint i)
{
  g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (saving), i);

  g_assert_nonnull (item);
  return item;
}

static void
assert_item (Fixture *fixture, guint i, RectoSavingState state, RectoCancelReason reason)
{
  RectoSavingItem *item = get_item (fixture->saving, i);

  g_assert_cmpint (recto_saving_item_get_state (item), ==, state);
  g_assert_cmpint (recto_saving_item_get_reason (item), ==, reason);
  g_assert_cmpint (recto_saving_item_get_file (item) != NULL, ==, state == RECTO_SAVING_SAVED);
  g_assert_cmpint (recto_saving_item_get_error (item) != NULL, ==,
                   state == RECTO_SAVING_STOPPED || state == RECTO_SAVING_FAILED);
  g_assert_cmpint (recto_saving_item_get_task (item) != NULL, ==, state == RECTO_SAVING_RUNNING);
}

static void
assert_counts (Fixture *fixture, guint n_saved, guint n_failed, guint n_stopped)
{
  g_assert_cmpuint (recto_saving_get_n_saved (fixture->saving), ==, n_saved);
  g_assert_cmpuint (recto_saving_get_n_failed (fixture->saving), ==, n_failed);
  g_assert_cmpuint (recto_saving_get_n_stopped (fixture->saving), ==, n_stopped);
}

static void
assert_bytes (Fixture *fixture, const char *name, guint number)
{
  g_autofree char *path = g_build_filename (fixture->folder.path, name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, 100000 * number);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpuint ((guint8) bytes[i], ==, i * (2 * number + 1) % 256);
}

static void
assert_all_bytes (Fixture *fixture, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %02u.bin", i);

      assert_bytes (fixture, name, i);
    }
}

static guint64
get_amount (RectoTask *task)
{
  guint64 done = 0;

  if (task != NULL)
    recto_task_get_amount (task, &done, NULL);
  return done;
}

/* So many bytes of this item have been written. */
static gboolean
has_come (RectoSaving *saving, guint i, guint64 bytes)
{
  return get_amount (recto_saving_item_get_task (get_item (saving, i))) >= bytes;
}

static int
worker_pid (Fixture *fixture)
{
  return recto_extractor_get_pid (
      recto_reader_get_extractor (recto_document_get_reader (fixture->base.document)));
}

/* ---- Saving ---- */

static void
test_all_are_saved_whole (Fixture *fixture, gconstpointer data)
{
  GListModel *tasks = recto_document_get_tasks (fixture->base.document);
  GListModel *savings = recto_document_get_savings (fixture->base.document);
  g_autoptr (RectoTask) task = NULL;
  guint64 total;

  add_numbers (fixture, 1, 10);
  make_saving (fixture);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_WAITING);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 0);
  begin (fixture, RECTO_SAVE_NONE);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_RUNNING);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 1);
  assert_item (fixture, 0, RECTO_SAVING_RUNNING, RECTO_CANCEL_NONE);
  assert_item (fixture, 1, RECTO_SAVING_WAITING, RECTO_CANCEL_NONE);
  task = g_object_ref (recto_saving_get_task (fixture->saving));
  g_assert_cmpint (recto_task_get_kind (task), ==, RECTO_TASK_SAVE_ALL);
  g_assert_true (recto_task_is_foreground (task));
  g_assert_cmpstr (recto_task_get_subject (task), ==, "fifty-attachments.pdf");
  g_assert_true (recto_task_get_amount (task, NULL, &total));
  g_assert_cmpuint (total, ==, 5500000);
  g_assert_cmpstr (recto_task_get_subject (recto_saving_item_get_task (get_item (fixture->saving,
                                                                                 0))),
                   ==, "file 01.bin");

  end (fixture);
  g_assert_true (fixture->ran);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_SAVED);
  g_assert_null (recto_saving_get_task (fixture->saving));
  assert_counts (fixture, 10, 0, 0);
  assert_all_bytes (fixture, 1, 10);
  for (guint i = 0; i < 10; i++)
    assert_item (fixture, i, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_cmpuint (get_amount (task), ==, 5500000);
  recto_test_wait (g_list_model_get_n_items (tasks) == 0);

  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 1);
  recto_saving_forget (fixture->saving);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 0);
}

static void
test_taken_names_get_numbers (Fixture *fixture, gconstpointer data)
{
  recto_test_folder_put (&fixture->folder, "a.bin", "mine");
  for (guint i = 1; i <= 3; i++)
    add (fixture, i, "a.bin", -1);
  make_saving (fixture);
  run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  recto_test_folder_assert_list (&fixture->folder, "a (2).bin, a (3).bin, a (4).bin, a.bin");
  recto_test_folder_assert_text (&fixture->folder, "a.bin", "mine");
  assert_bytes (fixture, "a (2).bin", 1);
  assert_bytes (fixture, "a (3).bin", 2);
  assert_bytes (fixture, "a (4).bin", 3);
}

static void
test_nothing_is_saved_outside (Fixture *fixture, gconstpointer data)
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
    add (fixture, 1, names[i], -1);
  fixture->saving =
      recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments), folder);
  run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  assert_counts (fixture, G_N_ELEMENTS (names), 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) parent =
          g_file_get_parent (recto_saving_item_get_file (get_item (fixture->saving, i)));

      g_assert_true (g_file_equal (parent, folder));
    }
  recto_test_folder_assert_list (&fixture->folder, "inner, outside");
  g_assert_cmpint (g_rmdir (outside), ==, 0);
}

static void
test_saving_as_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) destination = recto_test_folder_get (&fixture->folder, "chosen.txt");
  g_autoptr (RectoAttachment) attachment = NULL;

  recto_test_folder_put (&fixture->folder, "chosen.txt", "old");
  add_numbers (fixture, 3, 3);
  attachment = g_list_model_get_item (G_LIST_MODEL (fixture->attachments), 0);
  fixture->saving = recto_saving_new_as (fixture->base.document, attachment, destination);
  g_assert_true (g_file_equal (recto_saving_get_folder (fixture->saving), fixture->folder.file));
  run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  recto_test_folder_assert_list (&fixture->folder, "chosen.txt");
  assert_bytes (fixture, "chosen.txt", 3);
}

static void
test_two_savings_share_a_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoSaving) other = NULL;
  Fixture second = { 0 };

  add_numbers (fixture, 1, 8);
  make_saving (fixture);
  other = recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments),
                            fixture->folder.file);
  begin (fixture, RECTO_SAVE_NONE);
  recto_saving_run_async (other, RECTO_SAVE_NONE, NULL, saved_cb, &second);
  end (fixture);
  end (&second);
  g_assert_true (fixture->ran);
  g_assert_true (second.ran);
  assert_all_bytes (fixture, 1, 8);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %02u (2).bin", i);

      assert_bytes (fixture, name, i);
    }
}

/* ---- Stopping ---- */

static void
test_stopped_in_the_middle_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) destination = recto_test_folder_get (&fixture->folder, "bomb.bin");
  g_autoptr (RectoAttachment) attachment = NULL;
  int pid;

  recto_test_folder_put (&fixture->folder, "bomb.bin", "old");
  recto_test_folder_put (&fixture->folder, "earlier.txt", "done");
  add (fixture, BOMB, "bomb.bin", 2000000000);
  attachment = g_list_model_get_item (G_LIST_MODEL (fixture->attachments), 0);
  fixture->saving = recto_saving_new_as (fixture->base.document, attachment, destination);
  begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (has_come (fixture->saving, 0, 20000000));
  g_assert_true (has_part (fixture));
  pid = worker_pid (fixture);
  g_assert_cmpint (pid, >, 0);
  g_assert_true (recto_document_stop (fixture->base.document));

  end (fixture);
  g_assert_false (fixture->ran);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_STOPPED);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_USER_STOP);
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_USER_STOP);
  recto_test_wait (!recto_test_is_alive (pid));
  recto_test_wait (!has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "bomb.bin, earlier.txt");
  recto_test_folder_assert_text (&fixture->folder, "bomb.bin", "old");
  recto_test_folder_assert_text (&fixture->folder, "earlier.txt", "done");
}

static guint64
get_inode (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder.path, name, NULL);
  GStatBuf facts;

  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  return facts.st_ino;
}

static void
test_what_was_finished_stays_and_the_rest_resumes (Fixture *fixture, gconstpointer data)
{
  guint64 inode;
  guint n_saved;

  add_numbers (fixture, 1, 50);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (recto_saving_get_n_saved (fixture->saving) >= 3);
  g_assert_true (recto_task_cancel (recto_saving_get_task (fixture->saving),
                                    RECTO_CANCEL_SUPERSEDED));
  end (fixture);
  g_assert_false (fixture->ran);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_SUPERSEDED);
  n_saved = recto_saving_get_n_saved (fixture->saving);
  g_assert_cmpuint (n_saved, <, 50);
  assert_counts (fixture, n_saved, 0, 50 - n_saved);
  assert_item (fixture, 49, RECTO_SAVING_STOPPED, RECTO_CANCEL_SUPERSEDED);
  assert_all_bytes (fixture, 1, n_saved);
  inode = get_inode (fixture, "file 01.bin");

  run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_SAVED);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_NONE);
  assert_counts (fixture, 50, 0, 0);
  assert_all_bytes (fixture, 1, 50);
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
test_file_in_progress_ends_before_the_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) ends = g_string_new (NULL);

  add (fixture, BOMB, "bomb.bin", -1);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NONE);
  recto_task_wait_async (recto_saving_get_task (fixture->saving), NULL, store_end_cb, ends);
  recto_task_wait_async (recto_saving_item_get_task (get_item (fixture->saving, 0)), NULL,
                         store_end_cb, ends);
  recto_test_wait (has_come (fixture->saving, 0, 1));
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  end (fixture);
  g_assert_cmpstr (ends->str, ==, "save parent, save-all user-stop, ");
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_PARENT);
}

/* The five of the contract's row: the second is stopped, the fourth cannot be read. */
static void
test_every_outcome_is_told_in_order (Fixture *fixture, gconstpointer data)
{
  add_numbers (fixture, 1, 3);
  add (fixture, DAMAGED, "file 04.bin", 400000);
  add_numbers (fixture, 5, 5);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NONE);
  g_assert_true (recto_saving_item_stop (get_item (fixture->saving, 1)));
  g_assert_false (recto_saving_item_stop (get_item (fixture->saving, 1)));
  end (fixture);
  g_assert_true (fixture->ran);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_SAVED);
  assert_item (fixture, 0, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  assert_item (fixture, 1, RECTO_SAVING_STOPPED, RECTO_CANCEL_USER_STOP);
  assert_item (fixture, 2, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  assert_item (fixture, 3, RECTO_SAVING_FAILED, RECTO_CANCEL_NONE);
  assert_item (fixture, 4, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_error (recto_saving_item_get_error (get_item (fixture->saving, 1)), G_IO_ERROR,
                  G_IO_ERROR_CANCELLED);
  g_assert_error (recto_saving_item_get_error (get_item (fixture->saving, 3)), RECTO_ERROR,
                  RECTO_ERROR_DAMAGED);
  assert_counts (fixture, 3, 1, 1);
  recto_test_folder_assert_list (&fixture->folder, "file 01.bin, file 03.bin, file 05.bin");
  assert_all_bytes (fixture, 1, 1);
  assert_all_bytes (fixture, 3, 3);
  assert_all_bytes (fixture, 5, 5);

  /* What was stopped and what failed are tried again. */
  run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  assert_counts (fixture, 4, 1, 0);
  assert_bytes (fixture, "file 02.bin", 2);
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
test_each_row_tells_its_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) states = g_string_new (NULL);

  add (fixture, BOMB, "bomb.bin", -1);
  /* The bomb's document has one more, of 5000 bytes. */
  add (fixture, 2, "notes.txt", 5000);
  make_saving (fixture);
  for (guint i = 0; i < 2; i++)
    g_signal_connect (get_item (fixture->saving, i), "notify::state", G_CALLBACK (store_state_cb),
                      states);
  begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (has_come (fixture->saving, 0, 1));
  g_assert_true (recto_saving_item_stop (get_item (fixture->saving, 0)));
  end (fixture);
  g_assert_true (fixture->ran);
  g_assert_cmpstr (states->str, ==,
                   "bomb.bin: running\nbomb.bin: stopped\n"
                   "notes.txt: running\nnotes.txt: saved\n");
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_USER_STOP);
  assert_item (fixture, 1, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  recto_test_wait (!has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "notes.txt");
}

/* What runs beside a saving is left alone by its end, and leaves it alone, even when a worker must
 * be killed. */
static void
test_stopping_a_page_leaves_the_saving (Fixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) page = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->base.document, 0, 2);

  add_numbers (fixture, 1, 20);
  make_saving (fixture);
  recto_test_begin (fixture->base.document, &request, NULL, &page);
  recto_test_wait (recto_test_is_running (&page));
  begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (recto_saving_get_n_saved (fixture->saving) > 0);
  recto_task_cancel (page.task, RECTO_CANCEL_USER_STOP);
  recto_worker_pool_kill_condemned (recto_test_pool (fixture->base.document));
  end (fixture);
  recto_test_wait (page.n_calls > 0);
  g_assert_error (page.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (fixture->ran);
  assert_counts (fixture, 20, 0, 0);
  assert_all_bytes (fixture, 1, 20);
}

static void
test_stopping_a_saving_leaves_the_page (Fixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) page = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->base.document, 1, 2);

  add_numbers (fixture, 1, 20);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NONE);
  recto_test_wait (recto_saving_get_n_saved (fixture->saving) > 0);
  recto_test_begin (fixture->base.document, &request, NULL, &page);
  recto_test_wait (recto_test_is_running (&page));
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  end (fixture);
  recto_test_wait (page.n_calls > 0);
  g_assert_no_error (page.error);
  g_assert_nonnull (page.value);
}

/* ---- Limits ---- */

static void
test_bomb_is_stopped_unless_told (Fixture *fixture, gconstpointer data)
{
  add (fixture, BOMB, "bomb.bin", 10);
  make_saving (fixture);
  run (fixture, RECTO_SAVE_NONE);
  g_assert_true (fixture->ran);
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_LIMIT);
  g_assert_error (recto_saving_item_get_error (get_item (fixture->saving, 0)), G_IO_ERROR,
                  G_IO_ERROR_CANCELLED);
  recto_test_wait (!has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "");

  begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (has_come (fixture->saving, 0, 280000000));
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  end (fixture);
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_PARENT);
}

static void
test_claim_beyond_all_room_asks_first (Fixture *fixture, gconstpointer data)
{
  add (fixture, 1, "huge.bin", G_MAXINT64);
  make_saving (fixture);
  run (fixture, RECTO_SAVE_NONE);
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_LIMIT);
  g_assert_error (recto_saving_item_get_error (get_item (fixture->saving, 0)), G_IO_ERROR,
                  G_IO_ERROR_NO_SPACE);
  recto_test_wait (!has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "");

  /* It was a lie. */
  run (fixture, RECTO_SAVE_NO_LIMITS);
  assert_item (fixture, 0, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  assert_bytes (fixture, "huge.bin", 1);
}

static void
test_time_limit_is_no_stop (Fixture *fixture, gconstpointer data)
{
  add (fixture, BOMB, "bomb.bin", -1);
  add (fixture, 2, "notes.txt", 5000);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_task_set_timeout_ms (recto_saving_item_get_task (get_item (fixture->saving, 0)), 1);
  end (fixture);
  g_assert_true (fixture->ran);
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_TIMEOUT);
  assert_item (fixture, 1, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_error (recto_saving_item_get_error (get_item (fixture->saving, 0)), G_IO_ERROR,
                  G_IO_ERROR_TIMED_OUT);
}

/* ---- Ends of other things ---- */

static void
test_worker_killed_in_the_middle (Fixture *fixture, gconstpointer data)
{
  add (fixture, BOMB, "bomb.bin", -1);
  add (fixture, 2, "notes.txt", 5000);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (has_come (fixture->saving, 0, 1));
  kill (worker_pid (fixture), SIGKILL);
  end (fixture);
  g_assert_true (fixture->ran);
  assert_item (fixture, 0, RECTO_SAVING_FAILED, RECTO_CANCEL_NONE);
  assert_item (fixture, 1, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  g_assert_error (recto_saving_item_get_error (get_item (fixture->saving, 0)), RECTO_ERROR,
                  RECTO_ERROR_WORKER_DIED);
  recto_test_wait (!has_part (fixture));
  recto_test_folder_assert_list (&fixture->folder, "notes.txt");
}

static void
test_closing_the_document_ends_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) savings =
      g_object_ref (recto_document_get_savings (fixture->base.document));

  add (fixture, BOMB, "bomb.bin", -1);
  add (fixture, 2, "notes.txt", 5000);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (has_come (fixture->saving, 0, 1));
  recto_document_close (fixture->base.document);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 0);
  end (fixture);
  g_assert_false (fixture->ran);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_DOCUMENT_CLOSED);
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  assert_item (fixture, 1, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  run (fixture, RECTO_SAVE_NONE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  recto_test_wait (!has_part (fixture));
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
close_when_first_is (Fixture *fixture, RectoSavingState state)
{
  Closing closing = { fixture->base.document, state };

  add_numbers (fixture, 1, 2);
  make_saving (fixture);
  g_signal_connect (get_item (fixture->saving, 0), "notify::state", G_CALLBACK (close_in_state_cb),
                    &closing);
  run (fixture, RECTO_SAVE_NONE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_item (fixture, 1, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_test_wait (!has_part (fixture));
}

static void
test_closing_when_told_that_one_begins (Fixture *fixture, gconstpointer data)
{
  close_when_first_is (fixture, RECTO_SAVING_RUNNING);
  assert_item (fixture, 0, RECTO_SAVING_STOPPED, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_test_folder_assert_list (&fixture->folder, "");
}

static void
test_closing_when_told_that_one_is_saved (Fixture *fixture, gconstpointer data)
{
  close_when_first_is (fixture, RECTO_SAVING_SAVED);
  assert_item (fixture, 0, RECTO_SAVING_SAVED, RECTO_CANCEL_NONE);
  recto_test_folder_assert_list (&fixture->folder, "file 01.bin");
}

static void
test_only_one_run_at_a_time (Fixture *fixture, gconstpointer data)
{
  Fixture second = { 0 };

  add_numbers (fixture, 1, 3);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NONE);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NONE, NULL, saved_cb, &second);
  end (&second);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&second.error);
  end (fixture);
  g_assert_true (fixture->ran);
}

static void
test_cancelled_before_it_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  add_numbers (fixture, 1, 3);
  make_saving (fixture);
  g_cancellable_cancel (cancellable);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NONE, cancellable, saved_cb, fixture);
  g_assert_cmpuint (fixture->n_answers, ==, 0);
  end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_counts (fixture, 0, 0, 3);
  recto_test_folder_assert_list (&fixture->folder, "");
}

/* ---- Quitting ---- */

static void
test_quitting_leaves_no_temporary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *notes = NULL;

  add (fixture, BOMB, "bomb.bin", -1);
  add (fixture, 2, "notes.txt", 5000);
  make_saving (fixture);
  begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (has_come (fixture->saving, 0, 1));
  g_assert_true (has_part (fixture));
  recto_engine_shut_down (fixture->base.engine);
  /* At once: the main loop does not run any more when a program ends. */
  recto_test_folder_assert_list (&fixture->folder, "");
  notes = list_notes ();
  g_assert_cmpstr (notes, ==, "");
  end (fixture);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_QUIT);
}

/* One file is finished, the next in the middle when it is killed. The folder comes from outside. */
static void
test_killed_viewer_subprocess (Fixture *fixture, gconstpointer data)
{
  const char *path = g_getenv ("RECTO_TEST_FOLDER");
  g_autoptr (GFile) folder = NULL;

  g_assert_nonnull (path);
  add (fixture, 2, "notes.txt", 5000);
  add (fixture, BOMB, "bomb.bin", -1);
  folder = g_file_new_for_path (path);
  fixture->saving =
      recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments), folder);
  begin (fixture, RECTO_SAVE_NO_LIMITS);
  recto_test_wait (has_come (fixture->saving, 1, 1));
  kill (getpid (), SIGKILL);
}

static void
test_next_start_deletes_what_was_left (Fixture *fixture, gconstpointer data)
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
  g_assert_true (has_part (fixture));
  left = list_notes ();
  g_assert_cmpstr (left, !=, "");

  next = recto_test_engine ();
  recto_test_wait (!has_part (fixture));
  recto_test_wait (({
    g_autofree char *notes = list_notes ();
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

#define ADD(path, name, func) g_test_add (path, Fixture, name, set_up, func, tear_down)
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
