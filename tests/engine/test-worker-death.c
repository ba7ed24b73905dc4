/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "recto-document-private.h"
#include "recto-test-clock.h"
#include "recto-test.h"

/* Processes that end by themselves: what they did fails or begins again, and all else goes on. Page
 * 2 of slow.pdf takes a second or so, that of endless.pdf never ends. */

static void
assert_shows_page (RectoDocument *document, guint number)
{
  RectoRenderRequest request = recto_test_request (document, number, 0.5);
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile = recto_test_render (document, &request, &error);

  g_assert_no_error (error);
  g_assert_true (recto_test_is_color (recto_test_pixel (tile, request.rect.width / 2,
                                                        request.rect.height / 2),
                                      recto_test_color_of (number + 1)));
}

static void
begin_page_2 (RectoDocument *document, RectoTestResult *result)
{
  RectoRenderRequest request = recto_test_request (document, 1, 0.5);

  recto_test_begin (document, &request, NULL, result);
  recto_test_wait (recto_test_is_running (result));
}

static void
kill_busy_worker (RectoDocument *document)
{
  int pid = recto_worker_pool_get_busy_pid (recto_test_pool (document));

  g_assert_cmpint (pid, >, 0);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *) data)++;
}

/* ---- Workers ---- */

static void
test_page_of_a_dead_worker_fails (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  int host = recto_test_host_pid (fixture->document);

  recto_test_wait_for_pages (fixture->document);
  begin_page_2 (fixture->document, &result);
  kill_busy_worker (fixture->document);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_FAILED);
  assert_shows_page (fixture->document, 0);
  assert_shows_page (fixture->document, 5);
  g_assert_null (recto_document_get_error (fixture->document));
  g_assert_cmpint (recto_test_host_pid (fixture->document), ==, host);
}

static void
test_other_pages_of_a_dead_worker_go_on (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) other = recto_test_open (fixture->engine, "slow.pdf");
  g_auto (RectoTestResult) dying = { 0 };
  g_auto (RectoTestResult) living = { 0 };

  recto_test_wait_for_pages (fixture->document);
  recto_test_wait_for_pages (other);
  begin_page_2 (other, &living);
  begin_page_2 (fixture->document, &dying);
  kill_busy_worker (fixture->document);
  recto_test_wait (dying.n_calls > 0);
  g_assert_error (dying.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  recto_test_wait (living.n_calls > 0);
  g_assert_no_error (living.error);
  recto_document_close (other);
}

static void
test_page_that_failed_can_be_asked_again (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) first = { 0 };

  recto_test_wait_for_pages (fixture->document);
  begin_page_2 (fixture->document, &first);
  kill_busy_worker (fixture->document);
  recto_test_wait (first.n_calls > 0);
  g_assert_error (first.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  assert_shows_page (fixture->document, 1);
}

/* Whatever kills idle workers, there is another for the next page. */
static void
test_dead_spares_are_replaced (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GArray) workers = NULL;

  recto_test_wait_for_pages (fixture->document);
  workers = recto_test_children (recto_test_host_pid (fixture->document));
  g_assert_cmpuint (workers->len, >, 0);
  for (guint i = 0; i < workers->len; i++)
    kill (g_array_index (workers, int, i), SIGKILL);
  for (guint i = 0; i < workers->len; i++)
    recto_test_wait (!recto_test_is_alive (g_array_index (workers, int, i)));
  assert_shows_page (fixture->document, 2);
  g_assert_null (recto_document_get_error (fixture->document));
}

/* ---- Hosts ---- */

static void
test_document_is_reopened_in_place (RectoTestFixture *fixture, gconstpointer name)
{
  int host = recto_test_host_pid (fixture->document);
  guint n_errors = 0;

  recto_test_wait_for_pages (fixture->document);
  g_signal_connect (fixture->document, "notify::error", G_CALLBACK (count_cb), &n_errors);
  kill (host, SIGKILL);
  recto_test_wait (recto_test_host_pid (fixture->document) != host);
  assert_shows_page (fixture->document, 0);
  assert_shows_page (fixture->document, 5);
  g_assert_cmpuint (n_errors, ==, 0);
  recto_test_wait (!recto_test_is_alive (host));
}

static void
test_page_in_flight_comes_back (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  int host = recto_test_host_pid (fixture->document);
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  RectoTestResult waiting[4] = { 0 };
  int worker;

  recto_test_wait_for_pages (fixture->document);
  begin_page_2 (fixture->document, &result);
  worker = recto_worker_pool_get_busy_pid (pool);
  for (guint i = 0; i < 4; i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, 2 + i, 0.5);

      recto_test_begin (fixture->document, &request, NULL, &waiting[i]);
    }
  kill (host, SIGKILL);
  for (guint i = 0; i < 4; i++)
    {
      recto_test_wait (waiting[i].n_calls > 0);
      g_assert_no_error (waiting[i].error);
      recto_test_result_clear (&waiting[i]);
    }
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_false (recto_tile_is_incomplete (result.value));
  g_assert_cmpint (recto_test_host_pid (fixture->document), !=, host);
  /* It dies with its host, even while it draws. */
  recto_test_wait (!recto_test_is_alive (worker));
}

static void
test_password_survives_the_host (RectoTestFixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (GFile) file = recto_test_file ("password.pdf");
  int host;

  recto_document_open_async (fixture->engine, file, "secret", NULL, recto_test_opened_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  host = recto_test_host_pid (result.value);
  kill (host, SIGKILL);
  recto_test_wait (recto_test_host_pid (result.value) != host);
  assert_shows_page (result.value, 1);
  recto_document_close (result.value);
}

static void
test_document_that_dies_again_and_again_is_given_up (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (GError) error = NULL;
  guint n_errors = 0;

  recto_test_wait_for_pages (fixture->document);
  g_signal_connect (fixture->document, "notify::error", G_CALLBACK (count_cb), &n_errors);
  begin_page_2 (fixture->document, &result);
  recto_test_kill_until_given_up (fixture->document);
  g_assert_error (recto_document_get_error (fixture->document), RECTO_ERROR,
                  RECTO_ERROR_WORKER_DIED);
  g_assert_cmpuint (n_errors, ==, 1);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  g_assert_null (recto_test_render (fixture->document, &request, &error));
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  g_assert_cmpint (recto_test_host_pid (fixture->document), ==, 0);
  recto_test_wait_for_no_process ();

  recto_document_reopen (fixture->document);
  recto_test_wait (recto_document_get_error (fixture->document) == NULL);
  g_assert_cmpuint (n_errors, ==, 2);
  assert_shows_page (fixture->document, 0);
}

/* A file that is written over in its place keeps what stands for it in the viewer. */
static void
write_over (const char *path, const char *name)
{
  g_autoptr (GFile) file = recto_test_file (name);
  g_autofree char *text = NULL;
  gsize length;
  FILE *out;

  g_assert_true (g_file_load_contents (file, NULL, &text, &length, NULL, NULL));
  out = fopen (path, "r+");
  g_assert_nonnull (out);
  g_assert_cmpuint (fwrite (text, 1, length, out), ==, length);
  g_assert_cmpint (fclose (out), ==, 0);
}

static RectoDocument *
open_copy (RectoEngine *engine, const char *path, const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) original = recto_test_file (name);
  g_auto (RectoTestResult) result = { 0 };

  g_assert_true (g_file_copy (original, file, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  recto_document_open_async (engine, file, NULL, NULL, recto_test_opened_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  return g_steal_pointer (&result.value);
}

/* Its first opening had a limit; one that is only started again has one, too. */
static void
test_host_that_hangs_when_started_again_is_given_up (RectoTestFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "changing.pdf", NULL);
  g_autoptr (RectoDocument) document = open_copy (fixture->engine, path, "three-pages.pdf");
  g_auto (RectoTestResult) result = { 0 };
  RectoRenderRequest request = recto_test_request (document, 0, 0.5);
  RectoTestClock clock;
  int host = recto_test_host_pid (document);

  recto_test_clock_init (&clock);
  recto_reader_set_clock (recto_document_get_reader (document), &clock.clock);
  write_over (path, "slow-to-open.pdf");
  kill (host, SIGKILL);
  recto_test_wait (recto_test_host_pid (document) != host && recto_test_host_pid (document) > 0);
  kill (recto_test_host_pid (document), SIGSTOP);
  recto_test_begin (document, &request, NULL, &result);
  recto_test_clock_advance_ms (&clock, recto_task_kind_default_timeout_ms (RECTO_TASK_OPEN) - 1);
  g_assert_null (recto_document_get_error (document));
  recto_test_clock_advance_ms (&clock, 1);
  g_assert_error (recto_document_get_error (document), G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  recto_test_wait (result.n_calls > 0);
  g_assert_nonnull (result.error);
  recto_test_wait_for_no_process ();
  recto_document_close (document);
  g_unlink (path);
  g_rmdir (folder);
}

static void
assert_given_up_for_hanging (RectoDocument *document, RectoTestClock *clock)
{
  recto_test_clock_advance_ms (clock, recto_task_kind_default_timeout_ms (RECTO_TASK_RENDER) - 1);
  g_assert_null (recto_document_get_error (document));
  recto_test_clock_advance_ms (clock, 1);
  g_assert_error (recto_document_get_error (document), G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  recto_test_wait_for_no_process ();
}

/* Layers are the document's own: what a host is told of them may keep it for ever. */
static void
test_host_that_hangs_over_layers_is_given_up (RectoTestFixture *fixture, gconstpointer name)
{
  RectoMessageShowLayers *layers = g_new0 (RectoMessageShowLayers, 1);
  RectoReader *reader = recto_document_get_reader (fixture->document);
  RectoTestClock clock;

  recto_test_wait_for_pages (fixture->document);
  recto_test_clock_init (&clock);
  recto_reader_set_clock (reader, &clock.clock);
  assert_shows_page (fixture->document, 0);
  recto_test_wait (!recto_reader_is_owed (reader));
  /* All have been answered: however long it has nothing to say, it is not missed. */
  recto_test_clock_advance_ms (&clock, 24 * 60 * 60 * 1000);
  g_assert_null (recto_document_get_error (fixture->document));
  kill (recto_test_host_pid (fixture->document), SIGSTOP);
  recto_reader_show_layers (reader, layers);
  g_free (layers);
  assert_given_up_for_hanging (fixture->document, &clock);
  recto_document_reopen (fixture->document);
  recto_test_wait (recto_document_get_error (fixture->document) == NULL);
  assert_shows_page (fixture->document, 0);
  /* The other clock is here only. */
  recto_reader_set_clock (reader, &recto_clock_monotonic);
}

static void
test_host_that_gives_no_workers_is_given_up (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 0.5);
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  g_auto (RectoTestResult) result = { 0 };
  RectoTestClock clock;

  recto_test_wait_for_pages (fixture->document);
  recto_test_clock_init (&clock);
  recto_reader_set_clock (recto_document_get_reader (fixture->document), &clock.clock);
  recto_worker_pool_set_asleep (pool, TRUE);
  recto_test_wait (recto_worker_pool_get_n_workers (pool) == 0);
  kill (recto_test_host_pid (fixture->document), SIGSTOP);
  recto_worker_pool_set_asleep (pool, FALSE);
  recto_test_begin (fixture->document, &request, NULL, &result);
  recto_test_iterate ();
  assert_given_up_for_hanging (fixture->document, &clock);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_host_that_dies_while_it_opens_is_an_error (RectoTestFixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (GFile) file = recto_test_file ("slow-to-open.pdf");
  g_autoptr (GArray) hosts = NULL;

  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &result);
  do
    {
      g_clear_pointer (&hosts, g_array_unref);
      recto_test_iterate ();
      hosts = recto_test_children (getpid ());
    }
  while (hosts->len == 0);
  kill (g_array_index (hosts, int, 0), SIGKILL);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
}

static void
test_program_that_cannot_be_started_is_an_error (RectoTestFixture *fixture, gconstpointer data)
{
  g_autoptr (RectoEngine) engine = recto_engine_new ("/nonexistent/recto-worker");
  g_autoptr (GFile) file = recto_test_file ("three-pages.pdf");
  g_auto (RectoTestResult) result = { 0 };

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*nonexistent*");
  recto_document_open_async (engine, file, NULL, NULL, recto_test_opened_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_test_assert_expected_messages ();
  g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
}

/* A host that was started ahead and died is no use, and no harm. */
static void
test_prepared_host_may_die (RectoTestFixture *fixture, gconstpointer data)
{
  g_autoptr (RectoDocument) document = NULL;
  g_autoptr (GArray) hosts = NULL;

  recto_engine_prepare (fixture->engine);
  hosts = recto_test_children (getpid ());
  g_assert_cmpuint (hosts->len, ==, 1);
  kill (g_array_index (hosts, int, 0), SIGKILL);
  recto_test_wait_for_no_process ();
  recto_test_iterate ();
  document = recto_test_open (fixture->engine, "three-pages.pdf");
  assert_shows_page (document, 0);
  recto_document_close (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/worker-death/page-of-a-dead-worker-fails", "endless.pdf",
       test_page_of_a_dead_worker_fails);
  ADD ("/worker-death/H-4/other-pages-of-a-dead-worker-go-on", "endless.pdf",
       test_other_pages_of_a_dead_worker_go_on);
  ADD ("/worker-death/page-that-failed-can-be-asked-again", "slow.pdf",
       test_page_that_failed_can_be_asked_again);
  ADD ("/worker-death/dead-spares-are-replaced", "three-pages.pdf", test_dead_spares_are_replaced);
  ADD ("/worker-death/document-is-reopened-in-place", "endless.pdf",
       test_document_is_reopened_in_place);
  ADD ("/worker-death/page-in-flight-comes-back", "slow.pdf", test_page_in_flight_comes_back);
  ADD ("/worker-death/password-survives-the-host", NULL, test_password_survives_the_host);
  ADD ("/worker-death/document-that-dies-again-and-again-is-given-up", "endless.pdf",
       test_document_that_dies_again_and_again_is_given_up);
  ADD ("/worker-death/host-that-hangs-when-started-again-is-given-up", NULL,
       test_host_that_hangs_when_started_again_is_given_up);
  ADD ("/worker-death/host-that-hangs-over-layers-is-given-up", "three-pages.pdf",
       test_host_that_hangs_over_layers_is_given_up);
  ADD ("/worker-death/host-that-gives-no-workers-is-given-up", "three-pages.pdf",
       test_host_that_gives_no_workers_is_given_up);
  ADD ("/worker-death/host-that-dies-while-it-opens-is-an-error", NULL,
       test_host_that_dies_while_it_opens_is_an_error);
  ADD ("/worker-death/program-that-cannot-be-started-is-an-error", NULL,
       test_program_that_cannot_be_started_is_an_error);
  ADD ("/worker-death/prepared-host-may-die", NULL, test_prepared_host_may_die);
#undef ADD

  return g_test_run ();
}
