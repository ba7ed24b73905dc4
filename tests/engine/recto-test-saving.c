/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-saving.h"

#include <string.h>

#include "recto-attachment-private.h"
#include "recto-document-private.h"

void
recto_test_saving_set_up (RectoTestSaving *fixture, gconstpointer name)
{
  recto_test_set_up (&fixture->base, name);
  recto_test_folder_make (&fixture->folder);
  fixture->attachments = g_list_store_new (RECTO_TYPE_ATTACHMENT);
}

char *
recto_test_saving_list_notes (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "recto", "unfinished", NULL);
  RectoTestFolder notes = { .path = path };

  return g_file_test (path, G_FILE_TEST_EXISTS) ? recto_test_folder_list (&notes) : g_strdup ("");
}

gboolean
recto_test_saving_has_part (RectoTestSaving *fixture)
{
  g_autofree char *names = recto_test_folder_list (&fixture->folder);

  return strstr (names, ".part") != NULL;
}

/* All of it: also what threads have yet to delete. */
void
recto_test_saving_tear_down (RectoTestSaving *fixture, gconstpointer name)
{
  g_autofree char *notes = NULL;

  recto_test_wait (!recto_test_saving_has_part (fixture));
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
  notes = recto_test_saving_list_notes ();
  g_assert_cmpstr (notes, ==, "");
  recto_test_folder_delete (&fixture->folder);
}

void
recto_test_saving_add (RectoTestSaving *fixture, guint number, const char *name, gint64 size)
{
  RectoAttachmentClaims claims = {
    .object = number == RECTO_TEST_BOMB ? 4 : 4 + 2 * (number - 1),
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

void
recto_test_saving_add_numbers (RectoTestSaving *fixture, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %02u.bin", i);

      recto_test_saving_add (fixture, i, name, 100000 * i);
    }
}

void
recto_test_saving_make (RectoTestSaving *fixture)
{
  fixture->saving = recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments),
                                      fixture->folder.file);
}

void
recto_test_saving_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RectoTestSaving *fixture = data;

  fixture->n_answers++;
  g_clear_error (&fixture->error);
  fixture->ran = recto_saving_run_finish (RECTO_SAVING (source), result, &fixture->error);
}

void
recto_test_saving_begin (RectoTestSaving *fixture, RectoSaveFlags flags)
{
  fixture->n_answers = 0;
  recto_saving_run_async (fixture->saving, flags, NULL, recto_test_saving_saved_cb, fixture);
}

void
recto_test_saving_end (RectoTestSaving *fixture)
{
  recto_test_wait (fixture->n_answers > 0);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

void
recto_test_saving_run (RectoTestSaving *fixture, RectoSaveFlags flags)
{
  recto_test_saving_begin (fixture, flags);
  recto_test_saving_end (fixture);
}

RectoSavingItem *
recto_test_saving_get_item (RectoSaving *saving, guint i)
{
  g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (saving), i);

  g_assert_nonnull (item);
  return item;
}

void
recto_test_saving_assert_item (RectoTestSaving *fixture,
                               guint i,
                               RectoSavingState state,
                               RectoCancelReason reason)
{
  RectoSavingItem *item = recto_test_saving_get_item (fixture->saving, i);

  g_assert_cmpint (recto_saving_item_get_state (item), ==, state);
  g_assert_cmpint (recto_saving_item_get_reason (item), ==, reason);
  g_assert_cmpint (recto_saving_item_get_file (item) != NULL, ==, state == RECTO_SAVING_SAVED);
  g_assert_cmpint (recto_saving_item_get_error (item) != NULL, ==,
                   state == RECTO_SAVING_STOPPED || state == RECTO_SAVING_FAILED);
  g_assert_cmpint (recto_saving_item_get_task (item) != NULL, ==, state == RECTO_SAVING_RUNNING);
}

void
recto_test_saving_assert_counts (RectoTestSaving *fixture,
                                 guint n_saved,
                                 guint n_failed,
                                 guint n_stopped)
{
  g_assert_cmpuint (recto_saving_get_n_saved (fixture->saving), ==, n_saved);
  g_assert_cmpuint (recto_saving_get_n_failed (fixture->saving), ==, n_failed);
  g_assert_cmpuint (recto_saving_get_n_stopped (fixture->saving), ==, n_stopped);
}

void
recto_test_saving_assert_bytes (RectoTestSaving *fixture, const char *name, guint number)
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

void
recto_test_saving_assert_all_bytes (RectoTestSaving *fixture, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %02u.bin", i);

      recto_test_saving_assert_bytes (fixture, name, i);
    }
}

guint64
recto_test_saving_get_amount (RectoTask *task)
{
  guint64 done = 0;

  if (task != NULL)
    recto_task_get_amount (task, &done, NULL);
  return done;
}

gboolean
recto_test_saving_has_come (RectoSaving *saving, guint i, guint64 bytes)
{
  return recto_test_saving_get_amount (
             recto_saving_item_get_task (recto_test_saving_get_item (saving, i))) >= bytes;
}

int
recto_test_saving_get_worker_pid (RectoTestSaving *fixture)
{
  return recto_extractor_get_pid (
      recto_reader_get_extractor (recto_document_get_reader (fixture->base.document)));
}
