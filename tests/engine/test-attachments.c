/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <signal.h>
#include <string.h>

#include "recto-attachment-private.h"
#include "recto-document-private.h"
#include "recto-test.h"

/* What is listed of what is attached to a document; tests/documents/attachment_documents.py says
 * what is there. */

static GListModel *
model_of (RectoTestFixture *fixture)
{
  return recto_document_get_attachments (fixture->document);
}

static guint
count (RectoTestFixture *fixture)
{
  return g_list_model_get_n_items (model_of (fixture));
}

static void
begin (RectoTestFixture *fixture, GCancellable *cancellable, RectoTestResult *result)
{
  recto_document_list_attachments_async (fixture->document, cancellable, recto_test_listed_cb,
                                         result);
}

static void
list_all (RectoTestFixture *fixture)
{
  g_auto (RectoTestResult) result = { 0 };

  begin (fixture, NULL, &result);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_SUCCEEDED);
}

/* (transfer none): the list keeps it. */
static RectoAttachment *
get (RectoTestFixture *fixture, guint i)
{
  g_autoptr (RectoAttachment) attachment = g_list_model_get_item (model_of (fixture), i);

  g_assert_nonnull (attachment);
  return attachment;
}

static const char *
name_of (RectoTestFixture *fixture, guint i)
{
  return recto_attachment_get_name (get (fixture, i));
}

static void
assert_no_two_alike (RectoTestFixture *fixture)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < count (fixture); i++)
    g_assert_true (g_hash_table_add (seen,
                                     GUINT_TO_POINTER (recto_attachment_get_object (get (fixture,
                                                                                         i)))));
}

static void
assert_on_page (RectoAttachment *attachment, guint page, RectoRect expected)
{
  RectoLocation location;
  RectoRect area;

  g_assert_true (recto_attachment_get_page (attachment, &location, &area));
  g_assert_cmpuint (location.chapter, ==, 0);
  g_assert_cmpuint (location.page, ==, page);
  g_assert_cmpfloat_with_epsilon (area.x, expected.x, 0.01);
  g_assert_cmpfloat_with_epsilon (area.y, expected.y, 0.01);
  g_assert_cmpfloat_with_epsilon (area.width, expected.width, 0.01);
  g_assert_cmpfloat_with_epsilon (area.height, expected.height, 0.01);
}

/* ---- What is there ---- */

static void
test_each_way_to_attach_is_listed (RectoTestFixture *fixture, gconstpointer name)
{
  g_assert_cmpuint (count (fixture), ==, 0);
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 5);
  g_assert_cmpstr (name_of (fixture, 0), ==, "notes.txt");
  g_assert_cmpstr (name_of (fixture, 1), ==, "Übersicht 2024.csv");
  g_assert_cmpstr (name_of (fixture, 2), ==, "old.xml");
  g_assert_cmpstr (name_of (fixture, 3), ==, "plan.png");
  g_assert_cmpstr (name_of (fixture, 4), ==, "letter.pdf");
  g_assert_false (recto_document_has_more_attachments (fixture->document));
}

static void
test_facts_are_told (RectoTestFixture *fixture, gconstpointer name)
{
  RectoAttachment *notes;

  list_all (fixture);
  notes = get (fixture, 0);
  g_assert_cmpint (recto_attachment_get_size (notes), ==, 5000);
  g_assert_cmpstr (recto_attachment_get_content_type (notes), ==, "text/plain");
  g_assert_cmpstr (recto_attachment_get_description (notes), ==, "What was said");
  g_assert_cmpint (recto_attachment_get_created (notes), ==, 1704164645);
  g_assert_cmpint (recto_attachment_get_modified (notes), ==, 1706929506);
  g_assert_cmpuint (recto_attachment_get_stored (notes), >, 0);
  g_assert_cmpuint (recto_attachment_get_stored (notes), <, 5000);
  /* What the document does not say. */
  g_assert_cmpint (recto_attachment_get_size (get (fixture, 2)), ==, -1);
  g_assert_cmpint (recto_attachment_get_created (get (fixture, 2)), ==, 0);
  g_assert_null (recto_attachment_get_description (get (fixture, 2)));
  g_assert_cmpstr (recto_attachment_get_content_type (get (fixture, 1)), ==, "text/csv");
}

/* The table of objects is wrong about a node of the tree, which is found while it is walked. */
static void
test_misplaced_is_listed (RectoTestFixture *fixture, gconstpointer name)
{
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_cmpstr (name_of (fixture, 0), ==, "a.txt");
  g_assert_cmpstr (name_of (fixture, 1), ==, "b.txt");
  g_assert_cmpstr (name_of (fixture, 2), ==, "c.txt");
}

/* Pages are as they lie, whichever way they were turned. */
static void
test_places_on_pages_are_told (RectoTestFixture *fixture, gconstpointer name)
{
  list_all (fixture);
  assert_on_page (get (fixture, 3), 1, (RectoRect) { 100, 112, 20, 30 });
  assert_on_page (get (fixture, 4), 2, (RectoRect) { 0 });
  /* Named by the document first, and found on a page later. */
  assert_on_page (get (fixture, 0), 2, (RectoRect) { 60, 50, 30, 20 });
  g_assert_false (recto_attachment_get_page (get (fixture, 1), NULL, NULL));
}

static void
test_every_page_is_looked_at (RectoTestFixture *fixture, gconstpointer name)
{
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *expected = g_strdup_printf ("page %u.txt", 10 * i + 10);

      g_assert_cmpstr (name_of (fixture, i), ==, expected);
      assert_on_page (get (fixture, i), 10 * i + 9, (RectoRect) { 100, 112, 20, 30 });
    }
}

static void
test_locked_names_are_unlocked (RectoTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("attachments-locked.pdf");
  g_auto (RectoTestResult) opened = { 0 };

  recto_document_open_async (fixture->engine, file, "secret", NULL, recto_test_opened_cb, &opened);
  recto_test_wait (opened.n_calls > 0);
  g_assert_no_error (opened.error);
  fixture->document = g_steal_pointer (&opened.value);
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (name_of (fixture, 0), ==, "notes.txt");
}

static void
test_names_do_no_harm (RectoTestFixture *fixture, gconstpointer name)
{
  guint n_executable = 0;

  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 18);
  for (guint i = 0; i < count (fixture); i++)
    {
      const char *shown = name_of (fixture, i);

      g_test_message ("%s", shown);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_null (strpbrk (shown, "/\\:"));
      g_assert_cmpuint (strlen (shown), >, 0);
      g_assert_cmpuint (strlen (shown), <=, 255);
      g_assert_cmpint (shown[0], !=, '.');
      n_executable += recto_attachment_is_executable (get (fixture, i));
    }
  g_assert_cmpstr (name_of (fixture, 0), ==, "bashrc");
  g_assert_cmpstr (name_of (fixture, 1), ==, "cmd.exe");
  g_assert_cmpstr (name_of (fixture, 2), ==, "invoicefdp.exe");
  g_assert_cmpstr (name_of (fixture, 12), ==, "blank .desktop");
  g_assert_cmpuint (n_executable, ==, 4);
}

static void
test_other_formats_have_none (RectoTestFixture *fixture, gconstpointer name)
{
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* ---- Many, and tangled ---- */

static void
test_ten_thousand_are_listed (RectoTestFixture *fixture, gconstpointer name)
{
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 10000);
  g_assert_cmpstr (name_of (fixture, 0), ==, "file 00001.txt");
  g_assert_cmpstr (name_of (fixture, 9999), ==, "file 10000.txt");
  assert_no_two_alike (fixture);
  /* No bytes of theirs were wanted: there is no worker for that. */
  g_assert_cmpint (recto_extractor_get_pid (
                       recto_reader_get_extractor (recto_document_get_reader (fixture->document))),
                   ==, 0);
}

static void
test_tangled_tree_is_walked_once (RectoTestFixture *fixture, gconstpointer name)
{
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 4);
  g_assert_cmpstr (name_of (fixture, 0), ==, "a.txt");
  g_assert_cmpstr (name_of (fixture, 1), ==, "c.txt");
  g_assert_cmpstr (name_of (fixture, 2), ==, "b.txt");
  g_assert_cmpstr (name_of (fixture, 3), ==, "d.txt");
}

typedef struct
{
  guint n_items;
  guint n_signals;
} Follower;

static void
follow_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Follower *self = data;

  g_assert_cmpuint (position + removed, <=, self->n_items);
  self->n_items += added - removed;
  self->n_signals++;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, self->n_items);
}

static void
test_list_fills_piece_by_piece (RectoTestFixture *fixture, gconstpointer name)
{
  Follower follower = { 0 };

  g_signal_connect (model_of (fixture), "items-changed", G_CALLBACK (follow_cb), &follower);
  list_all (fixture);
  g_assert_cmpuint (follower.n_items, ==, count (fixture));
  g_assert_cmpuint (follower.n_signals, >, 1);
  g_signal_handlers_disconnect_by_data (model_of (fixture), &follower);
}

/* ---- Stopping ---- */

static void
test_cancel_keeps_what_was_found (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) result = { 0 };
  guint n;

  begin (fixture, cancellable, &result);
  recto_test_wait (count (fixture) > 500);
  g_cancellable_cancel (cancellable);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (recto_task_is_cancelled (result.task));
  n = count (fixture);
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (n, <, 10000);
  /* Another page is there at once, and nothing is listed behind anybody's back. */
  recto_test_wait_for_pages (fixture->document);
  g_assert_cmpuint (count (fixture), ==, n);

  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 10000);
  assert_no_two_alike (fixture);
}

static void
test_cancelled_before_it_begins (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) result = { 0 };

  g_cancellable_cancel (cancellable);
  begin (fixture, cancellable, &result);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_cancelled_at_any_moment (RectoTestFixture *fixture, gconstpointer name)
{
  guint last = 0;

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (RectoTestResult) result = { 0 };

      begin (fixture, cancellable, &result);
      for (guint turn = 0; turn < round; turn++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      recto_test_wait (result.n_calls > 0);
      g_assert_cmpuint (result.n_calls, ==, 1);
      g_assert_cmpuint (count (fixture), >=, last);
      last = count (fixture);
      /* Each round goes on where the one before was cancelled, up to the end. */
      if (result.error == NULL)
        break;
      g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  list_all (fixture);
  g_assert_cmpuint (count (fixture), ==, 10000);
  assert_no_two_alike (fixture);
}

static void
test_one_of_two_is_cancelled (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) first = { 0 };
  g_auto (RectoTestResult) second = { 0 };

  begin (fixture, cancellable, &first);
  begin (fixture, NULL, &second);
  recto_test_wait (count (fixture) > 500);
  g_cancellable_cancel (cancellable);
  recto_test_wait (second.n_calls > 0);
  g_assert_cmpuint (first.n_calls, ==, 1);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (second.error);
  g_assert_cmpuint (count (fixture), ==, 10000);
}

static void
test_stop_ends_it (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };

  begin (fixture, NULL, &result);
  recto_test_wait (count (fixture) > 500);
  g_assert_true (recto_document_stop (fixture->document));
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (result.task), ==, RECTO_CANCEL_USER_STOP);
}

static void
test_closing_ends_it (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) during = { 0 };
  g_auto (RectoTestResult) after = { 0 };

  begin (fixture, NULL, &during);
  recto_test_wait (count (fixture) > 500);
  recto_document_close (fixture->document);
  recto_test_wait (during.n_calls > 0);
  g_assert_error (during.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (fixture), >, 500);
  begin (fixture, NULL, &after);
  recto_test_wait (after.n_calls > 0);
  g_assert_error (after.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* What is in view is not kept waiting by a list. */
static void
test_pages_come_first (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->document, 2, 1);
  g_autoptr (RectoTile) tile = NULL;

  begin (fixture, NULL, &result);
  recto_test_wait (count (fixture) > 100);
  tile = recto_test_render (fixture->document, &request, NULL);
  g_assert_nonnull (tile);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpuint (count (fixture), ==, 10000);
}

/* ---- Deaths ---- */

static void
test_host_may_die (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };

  begin (fixture, NULL, &result);
  recto_test_wait (count (fixture) > 500);
  kill (recto_test_host_pid (fixture->document), SIGKILL);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpuint (count (fixture), ==, 10000);
  assert_no_two_alike (fixture);
}

static void
test_dead_worker_costs_its_piece_only (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  g_auto (RectoTestResult) again = { 0 };
  int pid;

  begin (fixture, NULL, &result);
  recto_test_wait (count (fixture) > 500 &&
                   (pid = recto_worker_pool_get_busy_pid (recto_test_pool (fixture->document))) >
                       0);
  /* It cannot have answered: what it says is read in this thread. */
  kill (pid, SIGKILL);
  recto_test_wait (result.n_calls > 0);
  if (result.error == NULL)
    g_assert_cmpuint (count (fixture), ==, 10000);
  else
    g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  g_assert_cmpuint (count (fixture), >, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/attachments/G-8/each-way-to-attach-is-listed", "attachments.pdf",
       test_each_way_to_attach_is_listed);
  ADD ("/attachments/facts-are-told", "attachments.pdf", test_facts_are_told);
  ADD ("/attachments/places-on-pages-are-told", "attachments.pdf", test_places_on_pages_are_told);
  ADD ("/attachments/misplaced-is-listed", "attachments-misplaced.pdf", test_misplaced_is_listed);
  ADD ("/attachments/every-page-is-looked-at", "attachments-on-pages.pdf",
       test_every_page_is_looked_at);
  ADD ("/attachments/locked-names-are-unlocked", NULL, test_locked_names_are_unlocked);
  ADD ("/attachments/names-do-no-harm", "hostile-names.pdf", test_names_do_no_harm);
  ADD ("/attachments/other-formats-have-none", "book.epub", test_other_formats_have_none);
  ADD ("/attachments/G-8/ten-thousand-are-listed", "ten-thousand-attachments.pdf",
       test_ten_thousand_are_listed);
  ADD ("/attachments/tangled-tree-is-walked-once", "attachments-tangled.pdf",
       test_tangled_tree_is_walked_once);
  ADD ("/attachments/list-fills-piece-by-piece", "ten-thousand-attachments.pdf",
       test_list_fills_piece_by_piece);
  ADD ("/attachments/list-changes-as-it-says", "attachments.pdf", test_list_fills_piece_by_piece);
  ADD ("/attachments/G-8/cancel-keeps-what-was-found", "ten-thousand-attachments.pdf",
       test_cancel_keeps_what_was_found);
  ADD ("/attachments/G-8/cancelled-before-it-begins", "ten-thousand-attachments.pdf",
       test_cancelled_before_it_begins);
  ADD ("/attachments/G-8/cancelled-at-any-moment", "ten-thousand-attachments.pdf",
       test_cancelled_at_any_moment);
  ADD ("/attachments/one-of-two-is-cancelled", "ten-thousand-attachments.pdf",
       test_one_of_two_is_cancelled);
  ADD ("/attachments/stop-ends-it", "ten-thousand-attachments.pdf", test_stop_ends_it);
  ADD ("/attachments/closing-ends-it", "ten-thousand-attachments.pdf", test_closing_ends_it);
  ADD ("/attachments/H-11/pages-come-first", "ten-thousand-attachments.pdf", test_pages_come_first);
  ADD ("/attachments/host-may-die", "ten-thousand-attachments.pdf", test_host_may_die);
  ADD ("/attachments/dead-worker-costs-its-piece-only", "ten-thousand-attachments.pdf",
       test_dead_worker_costs_its_piece_only);
#undef ADD

  return g_test_run ();
}
