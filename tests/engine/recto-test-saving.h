/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-saving.h"
#include "recto-test-folder.h"
#include "recto-test.h"

/* RectoTestSaving: attachments of made documents (tests/documents/attachment_documents.py) on their
 * way into a folder. */

#define RECTO_TEST_BOMB 0 /* in place of a number */

typedef struct
{
  RectoTestFixture base;
  RectoTestFolder folder;
  GListStore *attachments;
  RectoSaving *saving;
  guint n_answers;
  gboolean ran;
  GError *error;
} RectoTestSaving;

/* `name`: of the document, or NULL. */
void recto_test_saving_set_up (RectoTestSaving *fixture, gconstpointer name);
/* What the viewer notes of unfinished files, as recto_test_folder_list (). (transfer full) */
char *recto_test_saving_list_notes (void);
/* A temporary is there. */
gboolean recto_test_saving_has_part (RectoTestSaving *fixture);
void recto_test_saving_tear_down (RectoTestSaving *fixture, gconstpointer name);
/* Attachment `number` of fifty-attachments.pdf, and the bomb of attachments-bomb.pdf. */
void recto_test_saving_add (RectoTestSaving *fixture, guint number, const char *name, gint64 size);
void recto_test_saving_add_numbers (RectoTestSaving *fixture, guint first, guint last);
/* Of what was added, into the folder. */
void recto_test_saving_make (RectoTestSaving *fixture);
/* Counts an answer. `data`: the RectoTestSaving. */
void recto_test_saving_saved_cb (GObject *source, GAsyncResult *result, gpointer data);
/* Runs the saving; to be followed by _end (), which waits for the answer. */
void recto_test_saving_begin (RectoTestSaving *fixture, RectoSaveFlags flags);
void recto_test_saving_end (RectoTestSaving *fixture);
void recto_test_saving_run (RectoTestSaving *fixture, RectoSaveFlags flags);
/* (transfer none): the saving has it. */
RectoSavingItem *recto_test_saving_get_item (RectoSaving *saving, guint i);
void recto_test_saving_assert_item (RectoTestSaving *fixture,
                                    guint i,
                                    RectoSavingState state,
                                    RectoCancelReason reason);
void recto_test_saving_assert_counts (RectoTestSaving *fixture,
                                      guint n_saved,
                                      guint n_failed,
                                      guint n_stopped);
/* The file has the bytes of attachment `number`. */
void recto_test_saving_assert_bytes (RectoTestSaving *fixture, const char *name, guint number);
void recto_test_saving_assert_all_bytes (RectoTestSaving *fixture, guint first, guint last);
guint64 recto_test_saving_get_amount (RectoTask *task);
/* So many bytes of this item have been written. */
gboolean recto_test_saving_has_come (RectoSaving *saving, guint i, guint64 bytes);
/* Of the process that unpacks, or 0. */
int recto_test_saving_get_worker_pid (RectoTestSaving *fixture);
