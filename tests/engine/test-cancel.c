/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "recto-test-heavy.h"
#include "recto-test-log.h"

/* Cancelling what the real workers do. */

/* ---- What is asked ---- */

static void
test_call_without_a_cancellable_works (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  RectoRenderRequest endless = recto_test_part_of_page_2 (0);
  g_auto (RectoTestResult) opened = { 0 };
  g_auto (RectoTestResult) fast = { 0 };
  g_auto (RectoTestResult) slow = { 0 };
  g_autoptr (GFile) file = recto_test_file ("three-pages.pdf");

  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &opened);
  recto_document_render_async (fixture->document, &request, NULL, recto_test_rendered_cb, &fast);
  recto_test_begin (fixture->document, &endless, NULL, &slow);
  recto_test_wait_for_tile (&fast);
  recto_test_wait (opened.n_calls > 0);
  g_assert_no_error (opened.error);
  recto_document_close (opened.value);
  /* Nobody can stop it but the document's end. */
  recto_test_wait (recto_test_is_running (&slow));
  recto_document_close (fixture->document);
  recto_test_wait (slow.n_calls > 0);
  recto_test_assert_cancelled (&slow, RECTO_CANCEL_DOCUMENT_CLOSED);
}

/* ---- Ending work ---- */

/* Renders page 2 in the worker that is returned. */
static int
begin_page_2 (RectoDocument *document, GCancellable *cancellable, RectoTestResult *result)
{
  RectoRenderRequest request = recto_test_part_of_page_2 (0);

  recto_test_wait_for_pages (document);
  recto_test_begin (document, &request, cancellable, result);
  recto_test_wait (recto_test_is_running (result));
  return recto_worker_pool_get_busy_pid (recto_test_pool (document));
}

/* The processor's time that a process has had, seconds. */
static double
get_processor_time (int pid)
{
  clockid_t clock;
  struct timespec time = { 0 };

  if (clock_getcpuclockid (pid, &clock) == 0)
    clock_gettime (clock, &time);
  return (double) time.tv_sec + time.tv_nsec / 1e9;
}

/* Until the worker is where it heeds nothing: it draws, or reads on and on. */
static int
begin_stubborn (RectoDocument *document, GCancellable *cancellable, RectoTestResult *result)
{
  int pid = begin_page_2 (document, cancellable, result);
  double had;

  recto_test_wait (recto_task_get_progress (result->task) >= 0 || get_processor_time (pid) > 1.5);
  /* It may have said so right before it looks once more. */
  had = get_processor_time (pid);
  recto_test_wait (get_processor_time (pid) > had + 0.1);
  g_assert_true (recto_test_is_running (result));
  return pid;
}

static void
test_polite_page_keeps_its_worker (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  gboolean kept = FALSE;

  /* A busy machine may make even a polite worker late, but not each time. */
  for (guint i = 0; i < 10 && !kept; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (RectoTestResult) result = { 0 };
      int pid = begin_page_2 (fixture->document, cancellable, &result);

      recto_test_wait (recto_task_get_elapsed (result.task) > 10 * 1000);
      g_cancellable_cancel (cancellable);
      recto_test_wait (result.n_calls > 0);
      recto_test_assert_cancelled (&result, RECTO_CANCEL_CALLER);
      recto_test_wait (recto_worker_pool_get_n_condemned (pool) == 0);
      kept = recto_test_is_alive (pid);
    }
  g_assert_true (kept);
}

static void
test_stubborn_page_is_killed (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) result = { 0 };
  int pid = begin_stubborn (fixture->document, cancellable, &result);

  g_cancellable_cancel (cancellable);
  recto_test_wait (result.n_calls > 0);
  recto_test_assert_cancelled (&result, RECTO_CANCEL_CALLER);
  recto_test_wait (!recto_test_is_alive (pid));
  g_assert_cmpuint (recto_worker_pool_get_n_condemned (recto_test_pool (fixture->document)), ==, 0);
}

static void
test_answer_does_not_wait_for_the_worker (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  g_auto (RectoTestResult) result = { 0 };
  g_auto (RectoTestResult) other = { 0 };
  int pid = begin_stubborn (fixture->document, cancellable, &result);

  g_cancellable_cancel (cancellable);
  g_assert_true (recto_task_is_cancelled (result.task));
  g_assert_cmpuint (result.n_calls, ==, 0);
  g_main_context_iteration (NULL, FALSE);
  recto_test_assert_cancelled (&result, RECTO_CANCEL_CALLER);
  g_assert_cmpuint (recto_worker_pool_get_n_condemned (pool), ==, 1);
  g_assert_true (recto_test_is_alive (pid));

  recto_test_begin (fixture->document, &request, NULL, &other);
  recto_test_wait_for_tile (&other);
  recto_test_wait (!recto_test_is_alive (pid));
}

/* Every place is taken by pages that heed nothing, and the next page begins all the same, before
 * any of the old workers is gone. */
static void
test_next_page_does_not_wait_for_stubborn_ones (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  g_auto (RectoTestResult) warm = { 0 };
  g_auto (RectoTestResult) next = { 0 };
  RectoTestBlockade blockade;
  guint n_condemned = 0;

  memset (&blockade, 0, sizeof blockade);
  recto_test_wait_for_pages (fixture->document);
  recto_test_begin (fixture->document, &request, NULL, &warm);
  recto_test_wait_for_tile (&warm);
  recto_test_blockade_begin (&blockade, fixture->engine, fixture->document);
  for (guint i = 0; i < blockade.n; i++)
    recto_test_wait (recto_task_get_progress (blockade.results[i].task) >= 0);
  recto_test_wait (recto_worker_pool_get_n_workers (pool) > blockade.n);
  request.rect.x = 16;
  g_cancellable_cancel (blockade.cancellable);
  recto_test_begin (fixture->document, &request, NULL, &next);
  while (recto_task_get_state (next.task) == RECTO_TASK_PENDING)
    {
      g_main_context_iteration (NULL, TRUE);
      n_condemned = recto_worker_pool_get_n_condemned (pool);
    }
  g_assert_cmpuint (n_condemned, ==, MIN (blockade.n, 2));
  recto_test_wait_for_tile (&next);
  recto_test_blockade_end (&blockade);
  recto_test_wait (recto_worker_pool_get_n_condemned (pool) == 0);
}

static void
test_third_condemned_worker_kills_the_oldest (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  int pids[3];

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (RectoTestResult) result = { 0 };

      pids[i] = begin_stubborn (fixture->document, cancellable, &result);
      g_cancellable_cancel (cancellable);
      recto_test_wait (result.n_calls > 0);
      g_assert_cmpuint (recto_worker_pool_get_n_condemned (pool), <=, 2);
    }
  for (guint i = 0; i < 3; i++)
    recto_test_wait (!recto_test_is_alive (pids[i]));
}

static void
test_second_stop_kills_at_once (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  g_auto (RectoTestResult) result = { 0 };
  int pid = begin_stubborn (fixture->document, NULL, &result);

  g_assert_true (recto_document_stop (fixture->document));
  g_main_context_iteration (NULL, FALSE);
  recto_test_assert_cancelled (&result, RECTO_CANCEL_USER_STOP);
  g_assert_cmpuint (recto_worker_pool_get_n_condemned (pool), ==, 1);
  g_assert_false (recto_task_cancel (result.task, RECTO_CANCEL_USER_STOP));

  /* The grace is measured by the main loop, which does not turn here. */
  g_assert_true (recto_document_stop (fixture->document));
  g_assert_cmpuint (recto_worker_pool_get_n_condemned (pool), ==, 0);
  recto_test_wait (!recto_test_is_alive (pid));
  g_assert_false (recto_document_stop (fixture->document));
}

static void
test_others_go_on_when_a_bad_page_is_killed (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) many = recto_test_open (fixture->engine, "ten-thousand-pages.pdf");
  RectoRenderRequest slow = recto_test_request (many, 9000, 4);
  RectoRenderRequest light = recto_test_small_tile (4, RECTO_PRIORITY_VISIBLE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) bad = { 0 };
  g_auto (RectoTestResult) same_document = { 0 };
  g_auto (RectoTestResult) other_document = { 0 };
  int pid = begin_stubborn (fixture->document, cancellable, &bad);

  /* Facts of the many pages are being read all the while. */
  recto_test_begin (many, &slow, NULL, &other_document);
  recto_test_begin (fixture->document, &light, NULL, &same_document);
  g_cancellable_cancel (cancellable);
  recto_test_wait (bad.n_calls > 0);
  recto_test_assert_cancelled (&bad, RECTO_CANCEL_CALLER);
  recto_test_wait_for_tile (&same_document);
  recto_test_wait_for_tile (&other_document);
  recto_test_wait (!recto_test_is_alive (pid));
  recto_test_wait_for_pages (many);
  g_assert_true (recto_test_is_color (recto_test_pixel (other_document.value, 297 * 4, 421 * 4),
                                      recto_test_color_of (9001)));
  recto_document_close (many);
}

/* ---- Half a page is no page ---- */

static void
test_cancelled_page_is_rendered_anew (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 1, 0.5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) cancelled = { 0 };
  g_auto (RectoTestResult) whole = { 0 };

  recto_test_wait_for_pages (fixture->document);
  recto_test_begin (fixture->document, &request, cancellable, &cancelled);
  recto_test_wait (recto_task_get_progress (cancelled.task) > 0.1);
  g_cancellable_cancel (cancellable);
  recto_test_wait (cancelled.n_calls > 0);
  recto_test_assert_cancelled (&cancelled, RECTO_CANCEL_CALLER);

  recto_test_begin (fixture->document, &request, NULL, &whole);
  recto_test_wait_for_tile (&whole);
  g_assert_false (recto_tile_is_incomplete (whole.value));
  g_assert_true (recto_test_is_color (recto_test_pixel (whole.value, request.rect.width / 2,
                                                        request.rect.height / 2),
                                      recto_test_color_of (2)));
}

static gboolean
a_worker_has_answered (void)
{
  guint n = recto_test_count_descriptors () + 64;

  for (guint fd = 3; fd < n; fd++)
    {
      struct pollfd wanted = { .fd = fd, .events = POLLIN };
      int type = 0;
      socklen_t size = sizeof type;

      if (getsockopt (fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET &&
          poll (&wanted, 1, 0) == 1)
        return TRUE;
    }
  return FALSE;
}

/* The worker is done, and nobody has looked at its answer yet: the cancel comes first. */
static void
test_answer_after_a_cancel_is_dropped (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) result = { 0 };

  recto_test_wait_for_pages (fixture->document);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  recto_test_begin (fixture->document, &request, cancellable, &result);
  recto_test_wait (recto_task_get_state (result.task) != RECTO_TASK_PENDING);
  while (result.n_calls == 0 && !a_worker_has_answered ())
    g_usleep (100);
  g_assert_cmpuint (result.n_calls, ==, 0);
  g_cancellable_cancel (cancellable);
  recto_test_wait (result.n_calls > 0);
  recto_test_assert_cancelled (&result, RECTO_CANCEL_CALLER);
}

/* ---- At any moment ---- */

static void
cancel_now (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gpointer
cancel_in_thread (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
cancel_from_four_threads (GCancellable *cancellable)
{
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("cancel", cancel_in_thread, cancellable);
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

static void
cancel_twice (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
  g_cancellable_cancel (cancellable);
}

typedef void (*CancelFunc) (GCancellable *cancellable);

/* Cancels after some turns of the main loop; page 1 may be done by then, page 2 never is. */
static void
try_moment (RectoDocument *document, guint page, guint turns, CancelFunc cancel)
{
  RectoRenderRequest request = recto_test_small_tile (page, RECTO_PRIORITY_VISIBLE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) result = { 0 };

  recto_document_render_async (document, &request, cancellable, recto_test_rendered_cb, &result);
  for (guint i = 0; i < turns; i++)
    recto_test_iterate ();
  cancel (cancellable);
  recto_test_wait (result.n_calls > 0);
  for (guint i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
  if (page == 0 && result.error == NULL)
    g_assert_nonnull (result.value);
  else
    recto_test_assert_cancelled (&result, RECTO_CANCEL_CALLER);
  g_assert_cmpuint (result.n_calls, ==, 1);
}

static void
test_any_moment_gives_one_answer (RectoTestFixture *fixture, gconstpointer name)
{
  static const CancelFunc funcs[] = { cancel_now, cancel_twice, cancel_from_four_threads };

  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    for (guint page = 0; page < 2; page++)
      for (guint turns = 0; turns < 6; turns++)
        try_moment (fixture->document, page, turns, funcs[i]);
}

static void
test_cancelled_before_it_was_asked (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file = recto_test_file ("three-pages.pdf");
  g_auto (RectoTestResult) opened = { 0 };
  g_auto (RectoTestResult) rendered = { 0 };
  guint n_started;

  recto_test_wait_for_pages (fixture->document);
  n_started = recto_worker_pool_get_n_started (pool);
  g_cancellable_cancel (cancellable);
  recto_document_render_async (fixture->document, &request, cancellable, recto_test_rendered_cb,
                               &rendered);
  recto_document_open_async (fixture->engine, file, NULL, cancellable, recto_test_opened_cb,
                             &opened);
  g_assert_cmpuint (rendered.n_calls, ==, 0);
  g_assert_cmpuint (opened.n_calls, ==, 0);
  recto_test_wait (rendered.n_calls > 0 && opened.n_calls > 0);
  recto_test_assert_cancelled (&rendered, RECTO_CANCEL_CALLER);
  recto_test_assert_cancelled (&opened, RECTO_CANCEL_CALLER);
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started);
}

static void
test_cancel_after_the_end_changes_nothing (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) result = { 0 };

  recto_test_begin (fixture->document, &request, cancellable, &result);
  recto_test_wait_for_tile (&result);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 3; i++)
    recto_test_iterate ();
  g_assert_cmpuint (result.n_calls, ==, 1);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_nonnull (result.value);
}

/* ---- Limits ---- */

static void
test_endless_page_runs_out_of_time (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_part_of_page_2 (0);
  g_auto (RectoTestResult) result = { 0 };
  int pid;

  recto_test_wait_for_pages (fixture->document);
  request.time_limit_ms = 300;
  recto_test_begin (fixture->document, &request, NULL, &result);
  recto_test_wait (recto_test_is_running (&result));
  pid = recto_worker_pool_get_busy_pid (recto_test_pool (fixture->document));
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_TIMED_OUT);
  g_assert_cmpint (recto_task_get_elapsed (result.task), >=, 300 * 1000);
  /* The worker was told, too. */
  g_assert_cmpint (recto_worker_pool_get_busy_pid (recto_test_pool (fixture->document)), !=, pid);
  g_assert_true (recto_document_is_costly (fixture->document, request.location));
}

/* Milliseconds until the main loop's next timer; -1: there is none. */
static int
next_timer (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[64];
  int priority;
  int timeout;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);
  return timeout;
}

static void
test_fast_page_leaves_no_timer (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  g_auto (RectoTestResult) result = { 0 };

  recto_test_wait_for_pages (fixture->document);
  request.time_limit_ms = 3600 * 1000;
  recto_test_begin (fixture->document, &request, NULL, &result);
  recto_test_wait_for_tile (&result);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_SUCCEEDED);
  recto_test_wait (next_timer () == -1);
}

static void
test_first_of_stop_and_limit_counts (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  g_auto (RectoTestResult) stopped = { 0 };
  g_auto (RectoTestResult) timed_out = { 0 };

  /* Stopped before its limit: cancelled, and the limit does not strike later. */
  request = recto_test_part_of_page_2 (0);
  request.time_limit_ms = 200;
  recto_test_begin (fixture->document, &request, NULL, &stopped);
  recto_test_wait (recto_test_is_running (&stopped));
  recto_task_cancel (stopped.task, RECTO_CANCEL_USER_STOP);
  recto_test_wait (stopped.n_calls > 0);
  request.rect.x = 16;
  request.time_limit_ms = 400;
  recto_test_begin (fixture->document, &request, NULL, &timed_out);
  recto_test_wait (timed_out.n_calls > 0);
  recto_test_assert_cancelled (&stopped, RECTO_CANCEL_USER_STOP);
  /* Stopped after its limit: timed out. */
  g_assert_false (recto_task_cancel (timed_out.task, RECTO_CANCEL_USER_STOP));
  g_assert_error (timed_out.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* ---- The log ---- */

static void
test_both_ends_are_logged (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) result = { 0 };
  int pid;

  recto_test_log_begin ();
  pid = begin_stubborn (fixture->document, cancellable, &result);
  g_cancellable_cancel (cancellable);
  recto_test_wait (result.n_calls > 0);
  recto_test_wait (recto_test_log_count (result.task, "detached") > 0);
  g_assert_cmpuint (recto_test_log_count (result.task, "detached"), ==, 1);
  if (recto_worker_pool_get_n_condemned (pool) > 0)
    g_assert_cmpuint (recto_test_log_count (result.task, "stopped"), ==, 0);
  recto_test_wait (recto_test_log_count (result.task, "stopped") > 0);
  g_assert_cmpuint (recto_worker_pool_get_n_condemned (pool), ==, 0);
  recto_test_wait (!recto_test_is_alive (pid));
  g_assert_cmpuint (recto_test_log_count (result.task, "stopped"), ==, 1);
  recto_test_log_end ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  recto_test_log_install ();

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/cancel/G-1/call-without-a-cancellable-works", "endless.pdf",
       test_call_without_a_cancellable_works);
  ADD ("/cancel/A-4/polite-page-keeps-its-worker", "endless.pdf",
       test_polite_page_keeps_its_worker);
  ADD ("/cancel/A-4/stubborn-page-is-killed", "stubborn.pdf", test_stubborn_page_is_killed);
  ADD ("/cancel/A-4/blanks-are-killed", "blanks.pdf", test_stubborn_page_is_killed);
  ADD ("/cancel/A-8/answer-does-not-wait-for-the-worker", "stubborn.pdf",
       test_answer_does_not_wait_for_the_worker);
  ADD ("/cancel/H-3/next-page-does-not-wait-for-stubborn-ones", "stubborn.pdf",
       test_next_page_does_not_wait_for_stubborn_ones);
  ADD ("/cancel/H-3/third-condemned-worker-kills-the-oldest", "stubborn.pdf",
       test_third_condemned_worker_kills_the_oldest);
  ADD ("/cancel/S-10/second-stop-kills-at-once", "stubborn.pdf", test_second_stop_kills_at_once);
  ADD ("/cancel/H-4/others-go-on-when-a-bad-page-is-killed", "stubborn.pdf",
       test_others_go_on_when_a_bad_page_is_killed);
  ADD ("/cancel/H-8/cancelled-page-is-rendered-anew", "slow.pdf",
       test_cancelled_page_is_rendered_anew);
  ADD ("/cancel/G-5/answer-after-a-cancel-is-dropped", "three-pages.pdf",
       test_answer_after_a_cancel_is_dropped);
  ADD ("/cancel/G-2/any-moment-gives-one-answer", "endless.pdf", test_any_moment_gives_one_answer);
  ADD ("/cancel/G-2/cancelled-before-it-was-asked", "three-pages.pdf",
       test_cancelled_before_it_was_asked);
  ADD ("/cancel/G-2/cancel-after-the-end-changes-nothing", "three-pages.pdf",
       test_cancel_after_the_end_changes_nothing);
  ADD ("/cancel/G-4/endless-page-runs-out-of-time", "endless.pdf",
       test_endless_page_runs_out_of_time);
  ADD ("/cancel/G-4/fast-page-leaves-no-timer", "three-pages.pdf", test_fast_page_leaves_no_timer);
  ADD ("/cancel/H-7/first-of-stop-and-limit-counts", "endless.pdf",
       test_first_of_stop_and_limit_counts);
  ADD ("/cancel/H-2/both-ends-are-logged", "stubborn.pdf", test_both_ends_are_logged);
#undef ADD

  return g_test_run ();
}
