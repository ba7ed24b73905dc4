/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "recto-document-private.h"
#include "recto-test.h"

/* Documents as the real workers read them: what is known of their pages, and what their processes
 * may do. */

/* ---- Pages ---- */

static void
test_sizes_are_those_of_each_page (RectoTestFixture *fixture, gconstpointer name)
{
  static const double sizes[][2] = { { 595, 842 },   { 842, 595 },  { 72, 72 },
                                     { 4320, 2880 }, { 2000, 100 }, { 612, 792 } };
  gboolean estimated = TRUE;

  g_assert_cmpuint (recto_document_get_n_pages (fixture->document, &estimated), ==,
                    G_N_ELEMENTS (sizes));
  g_assert_false (estimated);
  g_assert_nonnull (recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, 0)));
  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const RectoPage *page =
          recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, i));

      g_assert_cmpfloat (page->width, ==, sizes[i][0]);
      g_assert_cmpfloat (page->height, ==, sizes[i][1]);
      g_assert_cmpint (page->rotation, ==, 0);
    }
}

static void
test_labels_are_those_printed (RectoTestFixture *fixture, gconstpointer name)
{
  static const char *const labels[] = { "i", "ii", "iii", "iv", "1",   "2",
                                        "3", "4",  "5",   "6",  "A-1", "A-2" };

  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const RectoPage *page =
          recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, i));

      g_assert_cmpstr (page->label, ==, labels[i]);
    }
}

static void
test_rotation_is_in_the_size (RectoTestFixture *fixture, gconstpointer name)
{
  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < 4; i++)
    {
      const RectoPage *page =
          recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, i));

      g_assert_cmpint (page->rotation, ==, (int) i * 90);
      g_assert_cmpfloat (page->width, ==, i % 2 == 0 ? 595 : 842);
      g_assert_cmpfloat (page->height, ==, i % 2 == 0 ? 842 : 595);
    }
}

static void
count_signal_cb (RectoDocument *document, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_pages_in_view_are_known_before_others (RectoTestFixture *fixture, gconstpointer name)
{
  RectoLocation far = RECTO_LOCATION_INIT (0, 9000);
  guint n_signals = 0;

  g_assert_nonnull (recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, 0)));
  g_signal_connect (fixture->document, "pages-changed", G_CALLBACK (count_signal_cb), &n_signals);
  recto_document_need_pages (fixture->document, far, far);
  recto_test_wait (recto_document_get_page (fixture->document, far) != NULL);
  g_assert_null (recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, 5000)));
  recto_test_wait_for_pages (fixture->document);
}

/* Whoever hears of them looks at every page again, 50,000 here, which come in fifty pieces. */
static void
test_many_pages_are_told_in_few_parts (RectoTestFixture *fixture, gconstpointer name)
{
  const RectoPage *last;
  guint n_signals = 0;

  g_signal_connect (fixture->document, "pages-changed", G_CALLBACK (count_signal_cb), &n_signals);
  recto_test_wait_for_pages (fixture->document);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
  g_assert_cmpuint (n_signals, >, 1);
  g_assert_cmpuint (n_signals, <=, 40);
  last = recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, 49999));
  g_assert_cmpstr (last->label, ==, "p-50000");
}

static void
test_claimed_pages_are_not_believed (RectoTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("count-bomb.pdf");
  g_auto (RectoTestResult) opened = { 0 };
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (GError) error = NULL;
  RectoRenderRequest request;

  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &opened);
  recto_test_wait (opened.n_calls > 0);
  g_assert_no_error (opened.error);
  g_assert_cmpuint (recto_document_get_n_pages (opened.value, NULL), <, 1000);
  request = recto_test_request (opened.value, 2, 0.5);
  tile = recto_test_render (opened.value, &request, &error);
  g_assert_no_error (error);
  g_assert_true (recto_test_is_color (recto_test_pixel (tile, request.rect.width / 2,
                                                        request.rect.height / 2),
                                      recto_test_color_of (3)));
  recto_document_close (opened.value);
}

static void
test_facts_of_the_file_are_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GFile) file = recto_test_file (name);
  GListModel *documents = recto_engine_get_documents (fixture->engine);
  g_autoptr (RectoDocument) listed = g_list_model_get_item (documents, 0);

  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 1);
  g_assert_true (listed == fixture->document);
  g_assert_true (g_file_equal (recto_document_get_file (fixture->document), file));
  g_assert_true (g_str_has_prefix (recto_document_get_format (fixture->document), "PDF"));
  g_assert_false (recto_document_is_reflowable (fixture->document));
  g_assert_false (recto_document_is_text_view (fixture->document));
  g_assert_cmpuint (recto_document_get_n_chapters (fixture->document), ==, 1);
  recto_document_close (fixture->document);
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 0);
}

/* ---- Closing ---- */

static void
test_closed_document_answers_that_it_is (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (GError) error = NULL;

  recto_document_close (fixture->document);
  recto_document_close (fixture->document);
  g_assert_null (recto_test_render (fixture->document, &request, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_false (recto_document_stop (fixture->document));
}

/* ---- Processes ---- */

static gboolean
kernel_has_landlock (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, 0, 1) > 0;
}

static void
test_host_is_locked_down (RectoTestFixture *fixture, gconstpointer name)
{
  guint lockdown = recto_reader_get_lockdown (recto_document_get_reader (fixture->document));

  g_assert_cmpuint (lockdown & RECTO_LOCKDOWN_LIMITS, !=, 0);
  g_assert_cmpuint (lockdown & RECTO_LOCKDOWN_NO_NEW_PRIVILEGES, !=, 0);
  g_assert_cmpuint (lockdown & RECTO_LOCKDOWN_SECCOMP, !=, 0);
  g_assert_cmpint ((lockdown & RECTO_LOCKDOWN_LANDLOCK) != 0, ==, kernel_has_landlock ());
}

static void
test_report_tells_of_the_sandbox (RectoTestFixture *fixture, gconstpointer name)
{
  g_autofree char *text = recto_engine_describe_sandbox (fixture->engine);
  g_autofree char *document = g_strdup_printf ("Document 1 (%s): process %d, limits, ",
                                               recto_document_get_format (fixture->document),
                                               recto_test_host_pid (fixture->document));

  g_assert_nonnull (strstr (text, document));
  g_assert_nonnull (strstr (text, "no new privileges, system calls, "));
  g_assert_null (strstr (text, name));
  if (kernel_has_landlock ())
    g_assert_null (strstr (text, "NOT LOCKED"));
}

static void
count_cb (guint *n_calls)
{
  ++*n_calls;
}

/* What was done for a document that is closed is still told of. */
static void
test_ended_tasks_are_remembered (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTaskHistory *history = recto_engine_get_ended_tasks (fixture->engine);
  GListModel *model = G_LIST_MODEL (history);
  const RectoRenderRequest request = { .scale = 1, .rect = { 0, 0, 16, 16 } };
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (RectoTask) last = NULL;
  guint n_before;
  guint n_calls = 0;

  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
  n_before = g_list_model_get_n_items (model);
  g_signal_connect_swapped (fixture->engine, "tasks-changed", G_CALLBACK (count_cb), &n_calls);
  recto_document_render_async (fixture->document, &request, NULL, recto_test_rendered_cb, &result);
  g_assert_cmpuint (n_calls, ==, 1);
  recto_document_close (fixture->document);
  recto_test_wait (g_list_model_get_n_items (model) == n_before + 1 && result.n_calls == 1);
  last = g_list_model_get_item (model, n_before);
  g_assert_true (last == result.task);
  g_assert_cmpint (recto_task_get_reason (last), ==, RECTO_CANCEL_DOCUMENT_CLOSED);
  g_assert_cmpstr (recto_task_history_get_document (history, n_before), ==, name);
  g_signal_handlers_disconnect_by_data (fixture->engine, &n_calls);
}

static char *
read_status (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What the kernel says, rather than what the process claims. */
static void
test_workers_are_locked_down (RectoTestFixture *fixture, gconstpointer name)
{
  int host = recto_test_host_pid (fixture->document);
  g_autoptr (GArray) workers = recto_test_children (host);

  g_assert_cmpuint (workers->len, >, 0);
  g_array_append_val (workers, host);
  for (guint i = 0; i < workers->len; i++)
    {
      g_autofree char *status = read_status (g_array_index (workers, int, i));

      g_assert_nonnull (strstr (status, "\nNoNewPrivs:\t1\n"));
      g_assert_nonnull (strstr (status, "\nSeccomp:\t2\n"));
      g_assert_nonnull (strstr (status, "\nThreads:\t1\n"));
    }
}

static void
test_hidden_document_keeps_no_worker (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 1, 1);
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  int host = recto_test_host_pid (fixture->document);
  g_autoptr (RectoTile) hidden = NULL;
  g_autoptr (RectoTile) shown = NULL;
  g_autoptr (GError) error = NULL;

  recto_test_wait_for_pages (fixture->document);
  recto_test_wait (recto_worker_pool_get_n_workers (pool) > 0);
  recto_reader_set_asleep_delay_ms (recto_document_get_reader (fixture->document), 1);
  recto_document_set_shown (fixture->document, FALSE);
  recto_test_wait (recto_worker_pool_get_n_workers (pool) == 0);
  g_assert_cmpint (recto_test_host_pid (fixture->document), ==, host);
  hidden = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  recto_test_wait (recto_worker_pool_get_n_workers (pool) == 0);
  recto_document_set_shown (fixture->document, TRUE);
  recto_test_wait (recto_worker_pool_get_n_workers (pool) > 0);
  shown = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (recto_tile_get_pixels (hidden), recto_tile_get_pixels (shown)));
}

static void
test_shown_again_in_time_keeps_its_workers (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);

  recto_test_wait (recto_worker_pool_get_n_workers (pool) > 0);
  recto_reader_set_asleep_delay_ms (recto_document_get_reader (fixture->document), 0);
  recto_document_set_shown (fixture->document, FALSE);
  recto_document_set_shown (fixture->document, TRUE);
  for (guint i = 0; i < 5; i++)
    recto_test_iterate ();
  g_assert_cmpuint (recto_worker_pool_get_n_workers (pool), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/document/sizes-are-those-of-each-page", "sizes.pdf", test_sizes_are_those_of_each_page);
  ADD ("/document/labels-are-those-printed", "labels.pdf", test_labels_are_those_printed);
  ADD ("/document/rotation-is-in-the-size", "rotated.pdf", test_rotation_is_in_the_size);
  ADD ("/document/pages-in-view-are-known-before-others", "ten-thousand-pages.pdf",
       test_pages_in_view_are_known_before_others);
  ADD ("/document/many-pages-are-told-in-few-parts", "many-labels.pdf",
       test_many_pages_are_told_in_few_parts);
  ADD ("/document/claimed-pages-are-not-believed", NULL, test_claimed_pages_are_not_believed);
  ADD ("/document/facts-of-the-file-are-told", "three-pages.pdf", test_facts_of_the_file_are_told);
  ADD ("/document/closed-document-answers-that-it-is", "three-pages.pdf",
       test_closed_document_answers_that_it_is);
  ADD ("/document/host-is-locked-down", "three-pages.pdf", test_host_is_locked_down);
  ADD ("/document/workers-are-locked-down", "three-pages.pdf", test_workers_are_locked_down);
  ADD ("/document/report-tells-of-the-sandbox", "three-pages.pdf",
       test_report_tells_of_the_sandbox);
  ADD ("/document/ended-tasks-are-remembered", "three-pages.pdf", test_ended_tasks_are_remembered);
  ADD ("/document/hidden-document-keeps-no-worker", "three-pages.pdf",
       test_hidden_document_keeps_no_worker);
  ADD ("/document/shown-again-in-time-keeps-its-workers", "three-pages.pdf",
       test_shown_again_in_time_keeps_its_workers);
#undef ADD

  return g_test_run ();
}
