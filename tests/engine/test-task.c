/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-error.h"
#include "recto-test-task.h"

/* P-1 */
static void
test_finish_gives_cancelled (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));

  g_assert_false (recto_test_task_wait (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
}

/* P-2 */
static void
test_cancelling_the_finished_changes_nothing (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  g_assert_false (recto_task_is_done (fixture->task));
  g_assert_true (recto_task_succeed (fixture->task));
  g_assert_true (recto_task_is_done (fixture->task));

  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_NONE);
  g_assert_false (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
  g_assert_true (recto_test_task_wait (fixture, &error));
  g_assert_no_error (error);
}

/* P-4 */
static void
test_time_is_told_while_waiting (RectoTestTask *fixture, gconstpointer data)
{
  recto_task_set_timeout_ms (fixture->task, 5000);
  recto_test_task_set_time (&fixture->fake, 1);
  g_assert_cmpint (recto_task_get_elapsed (fixture->task), ==, 0);
  recto_task_start (fixture->task);
  recto_test_task_drain ();

  recto_test_task_set_time (&fixture->fake, 4);
  g_assert_cmpint (recto_task_get_elapsed (fixture->task), ==, 3 * G_USEC_PER_SEC);
  g_assert_cmpfloat (recto_task_get_progress (fixture->task), ==, -1);
  recto_task_set_progress (fixture->task, 0.25);
  g_assert_cmpfloat (recto_task_get_progress (fixture->task), ==, 0.25);
  recto_test_task_drain ();
  /* Nothing is looked at again and again: the main context has nothing to do. */
  g_assert_false (g_main_context_pending (NULL));
  g_assert_cmpuint (fixture->fake.timers->len, ==, 1);

  recto_test_task_set_time (&fixture->fake, 5.999);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);
  recto_test_task_set_time (&fixture->fake, 6);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_TIMED_OUT);
  recto_test_task_set_time (&fixture->fake, 9);
  g_assert_cmpint (recto_task_get_elapsed (fixture->task), ==, 5 * G_USEC_PER_SEC);
}

/* P-5 */
static void
test_no_limit_strikes_after_the_end (RectoTestTask *fixture, gconstpointer data)
{
  recto_task_set_timeout_ms (fixture->task, 3000);
  recto_task_start (fixture->task);
  g_assert_cmpuint (recto_test_task_count_timers (&fixture->fake), ==, 1);

  recto_test_task_set_time (&fixture->fake, 2.9);
  recto_task_succeed (fixture->task);
  g_assert_cmpuint (recto_test_task_count_timers (&fixture->fake), ==, 0);
  recto_test_task_set_time (&fixture->fake, 3.1);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_false (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
}

/* P-7 */
static void
test_every_kind_has_a_limit (RectoTestTask *fixture, gconstpointer data)
{
  const guint seconds[] = {
    [RECTO_TASK_OPEN] = 60,        [RECTO_TASK_FETCH] = 3600,    [RECTO_TASK_RENDER] = 30,
    [RECTO_TASK_THUMBNAIL] = 2,    [RECTO_TASK_PAGE_FACTS] = 30, [RECTO_TASK_LAYOUT] = 60,
    [RECTO_TASK_ATTACHMENTS] = 60, [RECTO_TASK_SAVE] = 3600,     [RECTO_TASK_SAVE_ALL] = 86400,
    [RECTO_TASK_OUTLINE] = 60,     [RECTO_TASK_LINKS] = 30,      [RECTO_TASK_RESOLVE] = 60,
    [RECTO_TASK_TEXT] = 30,        [RECTO_TASK_SEARCH] = 3600,   [RECTO_TASK_ANNOTATIONS] = 3600,
    [RECTO_TASK_LAYERS] = 60,      [RECTO_TASK_PROPERTIES] = 30, [RECTO_TASK_FONTS] = 600,
    [RECTO_TASK_SIGNATURES] = 30,  [RECTO_TASK_INSPECT] = 15,
  };
  GEnumClass *kinds = g_type_class_get (RECTO_TYPE_TASK_KIND);

  g_assert_cmpuint (kinds->n_values, ==, G_N_ELEMENTS (seconds));
  for (guint kind = 0; kind < kinds->n_values; kind++)
    {
      g_autoptr (RectoTask) task = recto_task_new (kind, RECTO_TASK_FLAGS_NONE, NULL);

      g_assert_cmpuint (recto_task_kind_default_timeout_ms (kind), ==, seconds[kind] * 1000);
      g_assert_cmpuint (recto_task_get_timeout_ms (task), ==, seconds[kind] * 1000);
    }

  recto_task_start (fixture->task);
  g_assert_cmpuint (recto_test_task_count_timers (&fixture->fake), ==, 1);
  recto_task_set_timeout_ms (fixture->task, 0);
  g_assert_cmpuint (recto_test_task_count_timers (&fixture->fake), ==, 0);
  recto_test_task_set_time (&fixture->fake, 1e6);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);
}

/* G-1 */
static void
test_no_cancellable_is_needed (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) with = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);

  g_assert_nonnull (recto_task_get_cancellable (fixture->task));
  g_assert_true (recto_task_get_cancellable (with) != cancellable);
  recto_task_start (fixture->task);
  recto_task_start (with);
  g_cancellable_cancel (cancellable);
  g_assert_true (recto_task_is_cancelled (with));
  g_assert_false (recto_task_is_done (fixture->task));
  g_assert_true (recto_task_succeed (fixture->task));
}

/* G-4, A-2 */
static void
test_limit_ends_as_timed_out (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, NULL);
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  recto_task_set_timeout_ms (task, 20);
  g_set_object (&fixture->task, task);
  recto_task_start (task);

  g_assert_false (recto_test_task_wait (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - started, >=, 20 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (recto_task_get_elapsed (task), >=, 20 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_TIMED_OUT);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_TIMEOUT);
  g_assert_false (recto_task_is_cancelled (task));
  g_assert_true (g_cancellable_is_cancelled (recto_task_get_cancellable (task)));
}

/* How long the context would sleep; -1 when no timer is left in it. */
static int
get_next_timeout (GMainContext *context)
{
  GPollFD fds[8];
  int timeout = 0;
  int priority;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);
  return timeout;
}

/* G-4 */
static void
test_fast_task_leaves_no_timer (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (RectoTask) task = NULL;

  g_main_context_push_thread_default (context);
  task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);
  g_main_context_pop_thread_default (context);
  recto_task_set_timeout_ms (task, 1000);
  recto_task_start (task);
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_assert_cmpint (get_next_timeout (context), >=, 0);

  g_assert_true (recto_task_succeed (task));
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_assert_cmpint (get_next_timeout (context), ==, -1);
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_SUCCEEDED);
}

static void
test_limit_may_change_while_it_runs (RectoTestTask *fixture, gconstpointer data)
{
  recto_task_set_timeout_ms (fixture->task, 3000);
  recto_task_start (fixture->task);
  recto_test_task_set_time (&fixture->fake, 2);
  recto_task_set_timeout_ms (fixture->task, 9000);
  g_assert_cmpuint (recto_test_task_count_timers (&fixture->fake), ==, 1);
  recto_test_task_set_time (&fixture->fake, 8);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);
  recto_task_set_timeout_ms (fixture->task, 7000);
  recto_test_task_set_time (&fixture->fake, 8);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_TIMED_OUT);
}

/* G-5 */
static void
test_inner_cancelled_makes_outer_cancelled (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) swallowing =
      recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, cancellable);
  g_autoptr (GError) inner =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the work was stopped");

  recto_task_start (fixture->task);
  g_assert_true (recto_task_fail (fixture->task, inner));
  g_assert_true (recto_task_is_cancelled (fixture->task));

  /* Work that takes no notice and ends as if nothing had been is cancelled all the same. */
  recto_task_start (swallowing);
  g_cancellable_cancel (cancellable);
  g_assert_false (recto_task_succeed (swallowing));
  g_assert_true (recto_task_is_cancelled (swallowing));
}

static void
test_failure_is_told (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GError) damaged = g_error_new_literal (RECTO_ERROR, RECTO_ERROR_DAMAGED, "torn");
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  g_assert_null (recto_task_dup_error (fixture->task));
  g_assert_true (recto_task_fail (fixture->task, damaged));
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_FAILED);
  g_assert_false (recto_test_task_wait (fixture, &error));
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "torn");
}

static void
check_final_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RectoTask *task = RECTO_TASK (object);
  g_autoptr (GError) error = NULL;

  g_assert_true (recto_task_is_done (task));
  g_assert_true (recto_task_is_cancelled (task));
  g_assert_false (recto_task_wait_finish (task, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ++*(guint *) user_data;
}

/* G-14 */
static void
test_state_is_final_in_the_callback (RectoTestTask *fixture, gconstpointer data)
{
  guint n_calls = 0;

  recto_task_start (fixture->task);
  recto_task_wait_async (fixture->task, NULL, check_final_cb, &n_calls);
  recto_test_task_drain ();
  g_assert_cmpuint (n_calls, ==, 0);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  g_assert_cmpuint (n_calls, ==, 0);
  recto_test_task_drain ();
  g_assert_cmpuint (n_calls, ==, 1);

  /* Who asks after the end is answered later, too. */
  recto_task_wait_async (fixture->task, NULL, check_final_cb, &n_calls);
  g_assert_cmpuint (n_calls, ==, 1);
  recto_test_task_drain ();
  g_assert_cmpuint (n_calls, ==, 2);
}

static void
test_waiting_can_be_cancelled_alone (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  recto_task_wait_async (fixture->task, cancellable, recto_test_task_store_result_cb, fixture);
  g_cancellable_cancel (cancellable);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (recto_task_wait_finish (fixture->task, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (recto_task_is_done (fixture->task));

  g_assert_true (recto_task_succeed (fixture->task));
  recto_test_task_drain ();
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

/* H-7 */
static void
test_first_of_stop_and_limit_wins (RectoTestTask *fixture, gconstpointer data)
{
  const gboolean stop_first = GPOINTER_TO_INT (data);
  const int code = stop_first ? G_IO_ERROR_CANCELLED : G_IO_ERROR_TIMED_OUT;
  g_autoptr (GError) error = NULL;

  recto_task_set_timeout_ms (fixture->task, 3000);
  recto_task_start (fixture->task);
  recto_test_task_set_time (&fixture->fake, 2.9);
  if (stop_first)
    g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  recto_test_task_set_time (&fixture->fake, 3);
  if (!stop_first)
    g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));

  g_assert_cmpint (recto_task_get_state (fixture->task), ==,
                   stop_first ? RECTO_TASK_CANCELLED : RECTO_TASK_TIMED_OUT);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==,
                   stop_first ? RECTO_CANCEL_USER_STOP : RECTO_CANCEL_TIMEOUT);
  g_assert_false (recto_test_task_wait (fixture, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_true (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
}

static void
note_state_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  RectoTaskState state;

  g_assert_true (g_main_context_is_owner (NULL));
  g_object_get (object, "state", &state, NULL);
  g_assert_cmpint (state, ==, recto_task_get_state (RECTO_TASK (object)));
  g_string_append_printf (user_data, "%s ", recto_task_state_to_string (state));
}

/* S-8 */
static void
test_state_is_a_property (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GString) states = g_string_new (NULL);

  g_signal_connect (fixture->task, "notify::state", G_CALLBACK (note_state_cb), states);
  recto_task_start (fixture->task);
  g_assert_cmpstr (states->str, ==, "");
  recto_test_task_drain ();
  g_thread_join (g_thread_new ("other", recto_test_task_cancel_thread, fixture->task));
  g_assert_true (recto_task_is_cancelled (fixture->task));
  g_assert_cmpstr (states->str, ==, "running ");
  recto_test_task_drain ();
  g_assert_cmpstr (states->str, ==, "running cancelled ");
}

static void
note_name_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_changes_are_notified_once (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (fixture->task, "notify", G_CALLBACK (note_name_cb), names);
  recto_task_start (fixture->task);
  recto_task_set_progress (fixture->task, 0.5);
  recto_task_set_progress (fixture->task, 0.75);
  recto_task_set_foreground (fixture->task, TRUE);
  recto_test_task_drain ();
  g_assert_cmpstr (names->str, ==, "progress foreground state ");
  g_assert_cmpint (recto_task_get_flags (fixture->task), ==, RECTO_TASK_FOREGROUND);

  g_string_truncate (names, 0);
  recto_task_set_progress (fixture->task, 0.75);
  recto_task_set_foreground (fixture->task, TRUE);
  recto_test_task_drain ();
  g_assert_cmpstr (names->str, ==, "");
  recto_task_cancel (fixture->task, RECTO_CANCEL_QUIT);
  recto_task_set_progress (fixture->task, 1);
  recto_test_task_drain ();
  g_assert_cmpstr (names->str, ==, "reason state ");
}

/* S-10 */
static void
test_cancelling_again_tells_so (RectoTestTask *fixture, gconstpointer data)
{
  recto_task_start (fixture->task);
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_SUPERSEDED));
  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_SUPERSEDED);
  recto_test_task_drain ();
  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
}

static void
end_again_cb (GCancellable *cancellable, gpointer user_data)
{
  g_assert_false (recto_task_cancel (user_data, RECTO_CANCEL_QUIT));
  g_assert_false (recto_task_succeed (user_data));
}

static void
test_handlers_may_use_the_task (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);

  g_signal_connect (recto_task_get_cancellable (task), "cancelled", G_CALLBACK (end_again_cb),
                    task);
  recto_task_start (task);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_CALLER);
}

static void
test_abandoned_task_is_cancelled (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) outer = g_cancellable_new ();
  RectoTask *task = recto_task_new (RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, outer);
  g_autoptr (GCancellable) cancellable = g_object_ref (recto_task_get_cancellable (task));
  guint n_cleanups = 0;

  recto_task_add_cleanup (task, recto_test_task_count_cleanup_cb, &n_cleanups);
  g_assert_finalize_object (task);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_cmpuint (n_cleanups, ==, 1);
  g_cancellable_cancel (outer);
}

static void
test_facts_are_kept (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) bare = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FOREGROUND, NULL);
  g_autoptr (GTask) result = g_task_new (NULL, NULL, NULL, NULL);
  RectoLocation location;

  recto_task_set_subject (bare, "War and Peace");
  g_assert_cmpstr (recto_task_get_subject (bare), ==, "War and Peace");
  g_assert_false (recto_task_get_location (bare, NULL));
  g_assert_true (recto_task_is_foreground (bare));
  g_assert_cmpint (recto_task_get_kind (bare), ==, RECTO_TASK_OPEN);
  g_assert_true (recto_task_get_location (fixture->task, &location));
  g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (1, 2)));
  g_assert_cmpuint (recto_task_get_id (bare), >, recto_task_get_id (fixture->task));

  g_assert_null (recto_task_of_result (G_ASYNC_RESULT (result)));
  recto_task_attach_to_result (bare, result);
  g_assert_true (recto_task_of_result (G_ASYNC_RESULT (result)) == bare);
  g_task_return_boolean (result, TRUE);
}

int
main (int argc, char *argv[])
{
  recto_test_task_init (&argc, &argv);

#define ADD_WITH(path, func, data)                                                                 \
  g_test_add (path, RectoTestTask, GINT_TO_POINTER (data), recto_test_task_set_up, func,           \
              recto_test_task_tear_down)
#define ADD(path, func) ADD_WITH (path, func, 0)
  ADD ("/task/P-1/finish-gives-cancelled", test_finish_gives_cancelled);
  ADD ("/task/P-2/cancelling-the-finished-changes-nothing",
       test_cancelling_the_finished_changes_nothing);
  ADD ("/task/P-4/time-is-told-while-waiting", test_time_is_told_while_waiting);
  ADD ("/task/P-5/no-limit-strikes-after-the-end", test_no_limit_strikes_after_the_end);
  ADD ("/task/P-7/every-kind-has-a-limit", test_every_kind_has_a_limit);
  ADD ("/task/G-1/no-cancellable-is-needed", test_no_cancellable_is_needed);
  ADD ("/task/G-4/A-2/limit-ends-as-timed-out", test_limit_ends_as_timed_out);
  ADD ("/task/G-4/fast-task-leaves-no-timer", test_fast_task_leaves_no_timer);
  ADD ("/task/G-5/inner-cancelled-makes-outer-cancelled",
       test_inner_cancelled_makes_outer_cancelled);
  ADD ("/task/G-14/state-is-final-in-the-callback", test_state_is_final_in_the_callback);
  ADD_WITH ("/task/H-7/stop-before-the-limit-wins", test_first_of_stop_and_limit_wins, TRUE);
  ADD_WITH ("/task/H-7/limit-before-stop-wins", test_first_of_stop_and_limit_wins, FALSE);
  ADD ("/task/S-8/state-is-a-property", test_state_is_a_property);
  ADD ("/task/S-10/cancelling-again-tells-so", test_cancelling_again_tells_so);
  ADD ("/task/limit-may-change-while-it-runs", test_limit_may_change_while_it_runs);
  ADD ("/task/failure-is-told", test_failure_is_told);
  ADD ("/task/waiting-can-be-cancelled-alone", test_waiting_can_be_cancelled_alone);
  ADD ("/task/changes-are-notified-once", test_changes_are_notified_once);
  ADD ("/task/handlers-may-use-the-task", test_handlers_may_use_the_task);
  ADD ("/task/abandoned-task-is-cancelled", test_abandoned_task_is_cancelled);
  ADD ("/task/facts-are-kept", test_facts_are_kept);
#undef ADD
#undef ADD_WITH

  return g_test_run ();
}
