/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-pool.h"

#include <string.h>
#include <sys/resource.h>

#include "recto-engine-private.h"
#include "recto-test-heavy.h"

/* A nice value. */
#define LEAST_URGENT 19
/* A worker that has worked longer than so many microseconds stays, for what it has cached. */
#define LITTLE_WORK_US (500 * 1000)

/* Which work real workers are given, and when: what is equal once, what nobody wants never, and
 * what is in view first. */

static void
test_equal_requests_are_one_job (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  RectoRenderRequest request = recto_test_request (fixture->document, 1, 0.5);
  RectoTestResult results[100] = { 0 };
  guint n_started;

  recto_test_wait_for_pages (fixture->document);
  n_started = recto_worker_pool_get_n_started (pool);
  for (guint i = 0; i < 100; i++)
    {
      /* Not the same number, but the same pixels. */
      request.scale = 0.5 + i * 1e-6;
      recto_test_begin (fixture->document, &request, NULL, &results[i]);
      /* Half of them come while it waits, half while it runs. */
      if (i == 50)
        recto_test_wait (recto_test_is_running (&results[0]));
    }
  for (guint i = 0; i < 100; i++)
    {
      recto_test_wait_for_tile (&results[i]);
      g_assert_true (results[i].value == results[0].value);
    }
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started + 1);
  g_assert_cmpuint (recto_worker_pool_get_n_condemned (pool), ==, 0);
  for (guint i = 0; i < 100; i++)
    recto_test_result_clear (&results[i]);
}

static void
test_request_joins_a_running_job (RectoTestFixture *fixture, gconstpointer name)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  RectoRenderRequest request = recto_test_part_of_page_2 (0);
  g_autoptr (GCancellable) first_cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) second_cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) first = { 0 };
  g_auto (RectoTestResult) second = { 0 };
  guint n_started;

  recto_test_wait_for_pages (fixture->document);
  recto_test_begin (fixture->document, &request, first_cancellable, &first);
  recto_test_wait (recto_test_is_running (&first));
  n_started = recto_worker_pool_get_n_started (pool);
  recto_test_begin (fixture->document, &request, second_cancellable, &second);
  g_assert_true (recto_test_is_running (&second));
  /* As long as somebody wants it the job goes on. */
  g_cancellable_cancel (first_cancellable);
  recto_test_wait (first.n_calls > 0);
  recto_test_assert_cancelled (&first, RECTO_CANCEL_CALLER);
  g_assert_cmpuint (recto_worker_pool_get_n_condemned (pool), ==, 0);
  g_assert_true (recto_test_is_running (&second));
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started);
  g_cancellable_cancel (second_cancellable);
  recto_test_wait (second.n_calls > 0);
  recto_test_assert_cancelled (&second, RECTO_CANCEL_CALLER);
}

static void
test_only_the_last_neighborhood_is_rendered (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) endless = recto_test_open (fixture->engine, "endless.pdf");
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  RectoTestResult results[300] = { 0 };
  RectoTestBlockade blockade;
  guint n_started;

  memset (&blockade, 0, sizeof blockade);
  recto_test_wait_for_pages (fixture->document);
  recto_test_wait_for_pages (endless);
  recto_test_blockade_begin (&blockade, fixture->engine, endless);
  n_started = recto_worker_pool_get_n_started (pool);
  for (guint jump = 0; jump < 100; jump++)
    {
      for (guint i = 0; i < 3; i++)
        {
          RectoRenderRequest request =
              recto_test_small_tile (4 * jump + i,
                                     i == 1 ? RECTO_PRIORITY_VISIBLE : RECTO_PRIORITY_NEAR);

          recto_test_begin (fixture->document, &request, NULL, &results[3 * jump + i]);
          if (jump > 0)
            recto_task_cancel (results[3 * jump - 3 + i].task, RECTO_CANCEL_SUPERSEDED);
        }
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started);
  recto_test_blockade_end (&blockade);
  for (guint i = 0; i < 300; i++)
    {
      recto_test_wait (results[i].n_calls > 0);
      if (i < 297)
        recto_test_assert_cancelled (&results[i], RECTO_CANCEL_SUPERSEDED);
      else
        g_assert_no_error (results[i].error);
      recto_test_result_clear (&results[i]);
    }
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started + 3);
  recto_document_close (endless);
}

static void
test_what_is_cancelled_while_it_waits_never_runs (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) endless = recto_test_open (fixture->engine, "endless.pdf");
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  RectoTestResult results[500] = { 0 };
  RectoTestBlockade blockade;
  guint n_started;

  memset (&blockade, 0, sizeof blockade);
  recto_test_wait_for_pages (fixture->document);
  recto_test_wait_for_pages (endless);
  recto_test_blockade_begin (&blockade, fixture->engine, endless);
  n_started = recto_worker_pool_get_n_started (pool);
  for (guint i = 0; i < 500; i++)
    {
      RectoRenderRequest request = recto_test_small_tile (i, RECTO_PRIORITY_VISIBLE);

      recto_test_begin (fixture->document, &request, NULL, &results[i]);
    }
  for (guint i = 0; i < 500; i++)
    if (i != 321)
      g_assert_true (recto_task_cancel (results[i].task, RECTO_CANCEL_USER_STOP));
  recto_test_blockade_end (&blockade);
  for (guint i = 0; i < 500; i++)
    recto_test_wait (results[i].n_calls > 0);
  g_assert_no_error (results[321].error);
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started + 1);
  for (guint i = 0; i < 500; i++)
    recto_test_result_clear (&results[i]);
  recto_document_close (endless);
}

static void
test_visible_page_begins_before_thumbnails (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) endless = recto_test_open (fixture->engine, "endless.pdf");
  RectoRenderRequest visible = recto_test_small_tile (400, RECTO_PRIORITY_VISIBLE);
  RectoTestResult thumbnails[50] = { 0 };
  g_auto (RectoTestResult) result = { 0 };
  RectoTestBlockade blockade;
  guint n_begun = 0;

  memset (&blockade, 0, sizeof blockade);
  recto_test_wait_for_pages (fixture->document);
  recto_test_wait_for_pages (endless);
  recto_test_blockade_begin (&blockade, fixture->engine, endless);
  for (guint i = 0; i < 50; i++)
    {
      RectoRenderRequest request = recto_test_small_tile (i, RECTO_PRIORITY_THUMBNAIL);

      recto_test_begin (fixture->document, &request, NULL, &thumbnails[i]);
    }
  recto_test_begin (fixture->document, &visible, NULL, &result);
  recto_test_blockade_end (&blockade);
  recto_test_wait (recto_task_get_state (result.task) != RECTO_TASK_PENDING);
  for (guint i = 0; i < 50; i++)
    n_begun += recto_task_get_state (thumbnails[i].task) != RECTO_TASK_PENDING;
  /* One place is never a thumbnail's. */
  g_assert_cmpuint (n_begun, <, blockade.n);
  for (guint i = 0; i < 50; i++)
    {
      recto_test_wait_for_tile (&thumbnails[i]);
      recto_test_result_clear (&thumbnails[i]);
    }
  recto_test_wait_for_tile (&result);
  recto_document_close (endless);
}

static guint
count_children (int pid)
{
  g_autoptr (GArray) children = recto_test_children (pid);

  return children->len;
}

static gboolean
any_is_alive (GArray *pids)
{
  for (guint i = 0; i < pids->len; i++)
    if (recto_test_is_alive (g_array_index (pids, int, i)))
      return TRUE;
  return FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer listed)
{
  g_autoptr (GError) error = NULL;

  recto_document_list_attachments_finish (RECTO_DOCUMENT (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) listed = TRUE;
}

/* The host does one thing after the other; for the attachments it makes a process of their own. */
static void
wait_for_host (RectoDocument *document)
{
  gboolean listed = FALSE;

  recto_document_list_attachments_async (document, NULL, listed_cb, &listed);
  recto_test_wait (listed);
}

/* Draws a page; returns what it took, microseconds. */
static guint
draw (RectoDocument *document, guint page)
{
  RectoRenderRequest request = recto_test_request (document, page, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile = recto_test_render (document, &request, &error);

  g_assert_no_error (error);
  return recto_tile_get_work (tile);
}

/* Waits until all workers go that are there now. FALSE when they had worked too much for that. */
static gboolean
wait_until_they_go (RectoDocument *document)
{
  const int host = recto_test_host_pid (document);
  g_autoptr (GArray) before = NULL;
  guint work;

  recto_test_wait (count_children (host) > 0);
  before = recto_test_children (host);
  work = draw (document, 0);
  /* Now the host reads the tree. */
  wait_for_host (document);
  work += draw (document, 1);
  if (work > LITTLE_WORK_US)
    return FALSE;
  recto_test_wait (!any_is_alive (before));
  return TRUE;
}

/* Those that were there before the host read the tree of all pages have to read it themselves, and
 * keep it. */
static void
test_workers_from_before_the_page_tree_make_way (RectoTestFixture *fixture, gconstpointer name)
{
  gboolean gone = wait_until_they_go (fixture->document);

  while (!gone)
    {
      g_autoptr (RectoDocument) again = recto_test_open (fixture->engine, name);

      gone = wait_until_they_go (again);
      recto_document_close (again);
    }
}

static gboolean
any_is_behind (GArray *pids)
{
  for (guint i = 0; i < pids->len; i++)
    if (getpriority (PRIO_PROCESS, g_array_index (pids, int, i)) > getpriority (PRIO_PROCESS, 0))
      return TRUE;
  return FALSE;
}

/* It says so itself, a moment after it has sent the tile. */
static void
test_worker_goes_behind_the_window_after_a_tile (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 0.1);
  g_autoptr (GArray) workers = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile = NULL;

  if (getpriority (PRIO_PROCESS, 0) >= LEAST_URGENT)
    {
      g_test_skip ("this process is behind all others already");
      return;
    }
  tile = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  workers = recto_test_children (recto_test_host_pid (fixture->document));
  recto_test_wait (any_is_behind (workers));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/worker-pool/A-1/equal-requests-are-one-job", "slow.pdf", test_equal_requests_are_one_job);
  ADD ("/worker-pool/A-1/request-joins-a-running-job", "endless.pdf",
       test_request_joins_a_running_job);
  ADD ("/worker-pool/A-1/only-the-last-neighborhood-is-rendered", "five-hundred-pages.pdf",
       test_only_the_last_neighborhood_is_rendered);
  ADD ("/worker-pool/P-3/what-is-cancelled-while-it-waits-never-runs", "five-hundred-pages.pdf",
       test_what_is_cancelled_while_it_waits_never_runs);
  ADD ("/worker-pool/H-11/visible-page-begins-before-thumbnails", "five-hundred-pages.pdf",
       test_visible_page_begins_before_thumbnails);
  ADD ("/worker-pool/workers-from-before-the-page-tree-make-way", "ten-thousand-pages.pdf",
       test_workers_from_before_the_page_tree_make_way);
  ADD ("/worker-pool/worker-goes-behind-the-window-after-a-tile", "five-hundred-pages.pdf",
       test_worker_goes_behind_the_window_after_a_tile);
#undef ADD

  return g_test_run ();
}
