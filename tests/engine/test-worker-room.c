/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-pool.h"

#include <string.h>

#include "recto-engine-private.h"
#include "recto-test-heavy.h"

/* Which work has the places that there are: what makes room for what, and what waits. */

static void
stop (RectoTestResult *result)
{
  recto_task_cancel (result->task, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result->n_calls > 0);
  recto_test_result_clear (result);
}

/* Endless renders of what is near take all places that they may have, visible ones the others. */
static void
begin_near_and_visible (RectoTestFixture *fixture, RectoTestResult *near, RectoTestResult *visible)
{
  guint max = recto_worker_limits_get_max (recto_engine_get_limits (fixture->engine));
  RectoRenderRequest request = recto_test_part_of_page_2 (0);

  request.priority = RECTO_PRIORITY_NEAR;
  recto_test_begin (fixture->document, &request, NULL, near);
  recto_test_wait (recto_test_is_running (near));
  for (guint i = 1; i < max; i++)
    {
      request = recto_test_part_of_page_2 (i);
      recto_test_begin (fixture->document, &request, NULL, &visible[i]);
      recto_test_wait (recto_test_is_running (&visible[i]));
    }
}

static void
end_visible (RectoTestFixture *fixture, RectoTestResult *visible)
{
  guint max = recto_worker_limits_get_max (recto_engine_get_limits (fixture->engine));

  for (guint i = 1; i < max; i++)
    {
      g_assert_true (recto_test_is_running (&visible[i]));
      stop (&visible[i]);
    }
}

static void
test_least_urgent_job_makes_room (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  RectoTestResult visible[RECTO_TEST_MAX_PLACES] = { 0 };
  g_auto (RectoTestResult) near = { 0 };
  g_auto (RectoTestResult) result = { 0 };

  recto_test_wait_for_pages (fixture->document);
  begin_near_and_visible (fixture, &near, visible);
  /* After so much work it is not begun again by itself. */
  recto_test_wait (recto_task_get_elapsed (near.task) > 300 * 1000);
  recto_test_begin (fixture->document, &request, NULL, &result);
  recto_test_wait_for_tile (&result);
  recto_test_wait (near.n_calls > 0);
  recto_test_assert_cancelled (&near, RECTO_CANCEL_SUPERSEDED);
  g_assert_true (recto_document_is_costly (fixture->document, RECTO_LOCATION_INIT (0, 1)));
  g_assert_false (recto_document_is_costly (fixture->document, RECTO_LOCATION_INIT (0, 0)));
  end_visible (fixture, visible);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_set_object ((GAsyncResult **) data, result);
}

static void
read_text (RectoTestFixture *fixture,
           guint page,
           RectoPriority priority,
           GCancellable *cancellable,
           GAsyncResult **result)
{
  recto_document_read_text_async (fixture->document, RECTO_LOCATION_INIT (0, page), priority,
                                  cancellable, text_cb, result);
}

static void
test_what_is_wanted_takes_the_last_place_and_gives_it_up (RectoTestFixture *fixture,
                                                          gconstpointer name)
{
  RectoRenderRequest first = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  RectoTestResult visible[RECTO_TEST_MAX_PLACES] = { 0 };
  g_auto (RectoTestResult) near = { 0 };
  g_auto (RectoTestResult) tile = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) text = NULL;
  g_autoptr (GAsyncResult) endless = NULL;
  guint max = recto_worker_limits_get_max (recto_engine_get_limits (fixture->engine));

  recto_test_wait_for_pages (fixture->document);
  begin_near_and_visible (fixture, &near, visible);
  stop (&visible[max - 1]);
  read_text (fixture, 2, RECTO_PRIORITY_WANTED, NULL, &text);
  recto_test_wait (text != NULL);
  g_assert_true (recto_test_is_running (&near));
  read_text (fixture, 1, RECTO_PRIORITY_WANTED, cancellable, &endless);
  recto_test_begin (fixture->document, &first, NULL, &tile);
  recto_test_wait_for_tile (&tile);
  g_assert_null (endless);
  g_cancellable_cancel (cancellable);
  recto_test_wait (endless != NULL);
  stop (&near);
  for (guint i = 1; i + 1 < max; i++)
    stop (&visible[i]);
}

/* Endless renders of what is near take all places but the last. */
static guint
begin_near (RectoTestFixture *fixture, RectoTestResult *near)
{
  guint n = recto_worker_limits_get_max (recto_engine_get_limits (fixture->engine)) - 1;

  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < n; i++)
    {
      RectoRenderRequest request = recto_test_part_of_page_2 (i);

      request.priority = RECTO_PRIORITY_NEAR;
      recto_test_begin (fixture->document, &request, NULL, &near[i]);
      recto_test_wait (recto_test_is_running (&near[i]));
    }
  return n;
}

static void
end_near (RectoTestResult *near, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (recto_test_is_running (&near[i]));
      stop (&near[i]);
    }
}

static void
test_what_is_not_in_view_waits_for_nothing_endless (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTestResult near[RECTO_TEST_MAX_PLACES] = { 0 };
  guint n = begin_near (fixture, near);
  g_autoptr (GAsyncResult) text = NULL;

  read_text (fixture, 0, RECTO_PRIORITY_THUMBNAIL, NULL, &text);
  recto_test_wait (text != NULL);
  end_near (near, n);
}

/* What holds the place that is given away, too; `endless` is set when that is over. */
static void
begin_endless_text (RectoTestFixture *fixture, GCancellable *cancellable, GAsyncResult **endless)
{
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  const guint n_started = recto_worker_pool_get_n_started (pool);

  read_text (fixture, 1, RECTO_PRIORITY_THUMBNAIL, cancellable, endless);
  recto_test_wait (recto_worker_pool_get_n_started (pool) > n_started);
}

static void
test_more_of_an_endless_page_takes_no_place (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTestResult near[RECTO_TEST_MAX_PLACES] = { 0 };
  guint n = begin_near (fixture, near);
  RectoRenderRequest request = recto_test_part_of_page_2 (n);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) more = { 0 };
  g_autoptr (GAsyncResult) text = NULL;
  g_autoptr (GAsyncResult) endless = NULL;

  /* It came first, and is more urgent. */
  request.priority = RECTO_PRIORITY_NEAR;
  recto_test_begin (fixture->document, &request, NULL, &more);
  read_text (fixture, 0, RECTO_PRIORITY_THUMBNAIL, NULL, &text);
  recto_test_wait (text != NULL);
  g_assert_cmpint (recto_task_get_state (more.task), ==, RECTO_TASK_PENDING);
  begin_endless_text (fixture, cancellable, &endless);
  /* What is asked for now looks for a place in the next turn. */
  request = recto_test_part_of_page_2 (n + 1);
  request.priority = RECTO_PRIORITY_NEAR;
  stop (&more);
  recto_test_begin (fixture->document, &request, NULL, &more);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (endless);
  g_assert_cmpint (recto_task_get_state (more.task), ==, RECTO_TASK_PENDING);
  stop (&more);
  g_cancellable_cancel (cancellable);
  recto_test_wait (endless != NULL);
  end_near (near, n);
}

static void
test_what_is_in_view_has_a_place_that_was_given_away (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTestResult near[RECTO_TEST_MAX_PLACES] = { 0 };
  guint n = begin_near (fixture, near);
  RectoRenderRequest request = recto_test_small_tile (0, RECTO_PRIORITY_VISIBLE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestResult) tile = { 0 };
  g_autoptr (GAsyncResult) endless = NULL;

  begin_endless_text (fixture, cancellable, &endless);
  recto_test_begin (fixture->document, &request, NULL, &tile);
  recto_test_wait_for_tile (&tile);
  g_cancellable_cancel (cancellable);
  recto_test_wait (endless != NULL);
  end_near (near, n);
}

static void
test_spare_draws_the_page_after_a_slow_one (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest next = recto_test_small_tile (2, RECTO_PRIORITY_NEAR);
  g_auto (RectoTestResult) waiting = { 0 };
  g_auto (RectoTestResult) tile = { 0 };
  g_auto (RectoTestResult) another = { 0 };
  RectoRenderRequest more;
  RectoTestBlockade blockade;

  memset (&blockade, 0, sizeof blockade);
  recto_test_wait_for_pages (fixture->document);
  recto_test_blockade_begin (&blockade, fixture->engine, fixture->document);
  more = recto_test_part_of_page_2 (blockade.n);
  recto_test_begin (fixture->document, &more, NULL, &waiting);
  /* All are slow by then, and more of the page waits. */
  recto_test_wait (recto_task_get_elapsed (blockade.results[blockade.n - 1].task) > 100 * 1000);
  recto_test_begin (fixture->document, &next, NULL, &tile);
  next = recto_test_small_tile (3, RECTO_PRIORITY_NEAR);
  recto_test_begin (fixture->document, &next, NULL, &another);
  recto_test_wait_for_tile (&tile);
  recto_test_wait_for_tile (&another);
  g_assert_cmpint (recto_task_get_state (waiting.task), ==, RECTO_TASK_PENDING);
  stop (&waiting);
  recto_test_blockade_end (&blockade);
}

/* Takes the last place with a render that is near, and then from it with one that is visible. */
static gboolean
try_to_interrupt (RectoTestFixture *fixture, RectoDocument *slow)
{
  RectoWorkerPool *pool = recto_test_pool (slow);
  RectoRenderRequest request = recto_test_request (slow, 1, 0.5);
  RectoRenderRequest visible = recto_test_part_of_page_2 (0);
  g_auto (RectoTestResult) near = { 0 };
  g_auto (RectoTestResult) result = { 0 };
  guint n_started = recto_worker_pool_get_n_started (pool);
  gboolean had_just_begun;

  request.priority = RECTO_PRIORITY_NEAR;
  recto_test_begin (slow, &request, NULL, &near);
  recto_test_wait (recto_test_is_running (&near));
  recto_test_begin (fixture->document, &visible, NULL, &result);
  recto_test_wait (recto_test_is_running (&result));
  had_just_begun = near.n_calls == 0;
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started + 1);
  recto_task_cancel (result.task, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result.n_calls > 0 && near.n_calls > 0);
  if (!had_just_begun)
    return FALSE;
  g_assert_no_error (near.error);
  g_assert_cmpuint (recto_worker_pool_get_n_started (pool), ==, n_started + 2);
  return TRUE;
}

static void
test_job_that_had_just_begun_begins_again (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) slow = recto_test_open (fixture->engine, "slow.pdf");
  RectoTestResult visible[RECTO_TEST_MAX_PLACES] = { 0 };
  guint max = recto_worker_limits_get_max (recto_engine_get_limits (fixture->engine));
  gboolean interrupted = FALSE;

  recto_test_wait_for_pages (fixture->document);
  recto_test_wait_for_pages (slow);
  for (guint i = 1; i < max; i++)
    {
      RectoRenderRequest request = recto_test_part_of_page_2 (i);

      recto_test_begin (fixture->document, &request, NULL, &visible[i]);
      recto_test_wait (recto_test_is_running (&visible[i]));
    }
  /* On a busy machine the moment may be missed, but not each time. */
  for (guint i = 0; i < 10 && !interrupted; i++)
    interrupted = try_to_interrupt (fixture, slow);
  g_assert_true (interrupted);
  end_visible (fixture, visible);
  recto_document_close (slow);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/worker-room/H-11/least-urgent-job-makes-room", "endless.pdf",
       test_least_urgent_job_makes_room);
  ADD ("/worker-room/H-11/what-is-wanted-takes-the-last-place-and-gives-it-up", "endless.pdf",
       test_what_is_wanted_takes_the_last_place_and_gives_it_up);
  ADD ("/worker-room/H-11/what-is-not-in-view-waits-for-nothing-endless", "endless.pdf",
       test_what_is_not_in_view_waits_for_nothing_endless);
  ADD ("/worker-room/H-11/more-of-an-endless-page-takes-no-place", "endless.pdf",
       test_more_of_an_endless_page_takes_no_place);
  ADD ("/worker-room/H-11/what-is-in-view-has-a-place-that-was-given-away", "endless.pdf",
       test_what_is_in_view_has_a_place_that_was_given_away);
  ADD ("/worker-room/H-11/spare-draws-the-page-after-a-slow-one", "endless.pdf",
       test_spare_draws_the_page_after_a_slow_one);
  ADD ("/worker-room/H-11/job-that-had-just-begun-begins-again", "endless.pdf",
       test_job_that_had_just_begun_begins_again);
#undef ADD

  return g_test_run ();
}
