/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-error.h"
#include "recto-task.h"

/* What a function that runs in a thread and its test tell each other. */
typedef struct
{
  RectoTask *task;
  GAsyncResult *result;
  guint n_answers;
  int n_calls;     /* atomic, as are all that follow */
  int n_freed;     /* of the data */
  int n_destroyed; /* of the values */
  GMutex lock;
  GCond changed;
  gboolean reached; /* the function is in its middle */
  gboolean may_go;  /* it may go on from there */
  GWeakRef weak;    /* the task */
  int n_outlived;   /* atomic: data that were freed after their task */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->changed);
  fixture->task = recto_task_new (RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
}

/* Threads may still hold the task for a moment after they have answered. */
static void
wait_for_freed (Fixture *fixture, int n_freed)
{
  while (g_atomic_int_get (&fixture->n_freed) < n_freed)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  wait_for_freed (fixture, 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (fixture->n_freed, ==, 1);
  g_clear_object (&fixture->task);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->changed);
}

static void
count_freed (gpointer data)
{
  Fixture *fixture = data;

  g_atomic_int_inc (&fixture->n_freed);
  g_main_context_wakeup (NULL);
}

/* The values that the functions return are fixtures, too. */
static void
count_destroyed (gpointer data)
{
  Fixture *fixture = data;

  g_atomic_int_inc (&fixture->n_destroyed);
}

static void
store_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_answers++;
  g_set_object (&fixture->result, result);
}

static void
run (Fixture *fixture, RectoTaskFunc func)
{
  recto_task_run_async (fixture->task, func, fixture, count_freed, count_destroyed, store_result_cb,
                        fixture);
}

static gpointer
finish (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (&fixture->result);
  return recto_task_run_finish (fixture->task, result, error);
}

static gpointer
return_value (RectoTask *task, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  g_atomic_int_inc (&fixture->n_calls);
  return fixture;
}

static gpointer
return_error (RectoTask *task, gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, RECTO_ERROR, RECTO_ERROR_DAMAGED, "torn");
  return NULL;
}

static void
set_flag (Fixture *fixture, gboolean *flag)
{
  g_mutex_lock (&fixture->lock);
  *flag = TRUE;
  g_cond_signal (&fixture->changed);
  g_mutex_unlock (&fixture->lock);
}

static void
wait_for_flag (Fixture *fixture, gboolean *flag)
{
  g_mutex_lock (&fixture->lock);
  while (!*flag)
    g_cond_wait (&fixture->changed, &fixture->lock);
  g_mutex_unlock (&fixture->lock);
}

/* Takes no notice of being cancelled. */
static gpointer
return_value_when_told (RectoTask *task, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  set_flag (fixture, &fixture->reached);
  wait_for_flag (fixture, &fixture->may_go);
  return return_value (task, data, cancellable, error);
}

/* P-3 */
static void
test_cancelled_before_its_start_never_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    {
      RectoTask *task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

      g_ptr_array_add (tasks, task);
      if (i != 250)
        recto_task_cancel (task, RECTO_CANCEL_SUPERSEDED);
      recto_task_run_async (task, return_value, fixture, count_freed, NULL, store_result_cb,
                            fixture);
    }
  g_assert_cmpuint (fixture->n_answers, ==, 0);
  while (fixture->n_answers < 500)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->result);
  wait_for_freed (fixture, 500);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_calls), ==, 1);

  fixture->n_freed = 0;
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  run (fixture, return_value);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The first look at the clock that is not the test's own is that of the thread that begins. */
static gint64
cancel_and_get_now (gpointer data)
{
  Fixture *fixture = data;

  if (!g_main_context_is_owner (NULL) && !fixture->reached)
    {
      fixture->reached = TRUE;
      g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
    }
  return g_get_monotonic_time ();
}

/* P-3 */
static void
test_cancelled_while_its_thread_begins_never_runs (Fixture *fixture, gconstpointer data)
{
  const RectoClock clock = { cancel_and_get_now, recto_clock_monotonic.timer, fixture };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_main_context_acquire (NULL));
  recto_task_set_clock (fixture->task, &clock);
  run (fixture, return_value);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_for_freed (fixture, 1);
  g_assert_true (fixture->reached);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_calls), ==, 0);
  g_main_context_release (NULL);
}

/* P-6 */
static void
test_value_comes_exactly_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  run (fixture, return_value);
  g_assert_null (fixture->result);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  result = g_steal_pointer (&fixture->result);
  g_assert_true (recto_task_run_finish (fixture->task, result, &error) == fixture);
  g_assert_no_error (error);

  g_test_expect_message ("GLib-GIO", G_LOG_LEVEL_CRITICAL, "*result_set*");
  g_assert_null (recto_task_run_finish (fixture->task, result, NULL));
  g_test_assert_expected_messages ();
  g_clear_object (&result);
  wait_for_freed (fixture, 1);
  g_assert_cmpint (fixture->n_destroyed, ==, 0);
}

static void
test_value_that_nobody_takes_is_destroyed (Fixture *fixture, gconstpointer data)
{
  run (fixture, return_value);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->result);
  wait_for_freed (fixture, 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (g_atomic_int_get (&fixture->n_destroyed), ==, 1);
}

static void
test_failure_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (fixture, return_error);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_FAILED);
}

static RectoTask *
ask_deep_down (guint depth)
{
  return depth == 0 ? recto_task_current () : ask_deep_down (depth - 1);
}

static gpointer
ask_for_itself (RectoTask *task, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (ask_deep_down (5) == task);
  g_assert_true (recto_task_get_cancellable (task) == cancellable);
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_RUNNING);
  return return_value (task, data, cancellable, error);
}

/* S-2 */
static void
test_function_knows_its_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (recto_task_current ());
  run (fixture, ask_for_itself);
  g_assert_null (recto_task_current ());
  g_assert_true (finish (fixture, &error) == fixture);
  g_assert_no_error (error);
  g_assert_null (recto_task_current ());
}

static gpointer
give_up_at_the_next_check (RectoTask *task,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_assert_false (g_cancellable_set_error_if_cancelled (cancellable, error));
  g_assert_true (recto_task_cancel (recto_task_current (), RECTO_CANCEL_LIMIT));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return return_value (task, data, cancellable, error);
}

/* S-3 */
static void
test_task_gives_up_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (fixture, give_up_at_the_next_check);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_LIMIT);
  wait_for_freed (fixture, 1);
  g_assert_cmpint (fixture->n_calls, ==, 0);
}

static gpointer
cancel_and_return (RectoTask *task, gpointer data, GCancellable *cancellable, GError **error)
{
  recto_task_cancel (task, RECTO_CANCEL_LIMIT);
  return return_value (task, data, cancellable, error);
}

/* S-4 */
static void
test_value_after_a_cancel_is_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (fixture, cancel_and_return);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_for_freed (fixture, 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (g_atomic_int_get (&fixture->n_calls), ==, 1);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_destroyed), ==, 1);
  g_assert_true (recto_task_is_cancelled (fixture->task));
}

/* G-5: the caller has its answer although the function does not give way, and what that returns
 * long after changes nothing. */
static void
test_caller_does_not_wait_for_the_function (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (fixture, return_value_when_told);
  wait_for_flag (fixture, &fixture->reached);
  g_cancellable_cancel (recto_task_get_cancellable (fixture->task));
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_calls), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_freed), ==, 0);

  set_flag (fixture, &fixture->may_go);
  wait_for_freed (fixture, 1);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_calls), ==, 1);
  g_assert_true (recto_task_is_cancelled (fixture->task));
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

static void
look_for_task_and_count_freed (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (RectoTask) task = g_weak_ref_get (&fixture->weak);

  g_atomic_int_add (&fixture->n_outlived, task == NULL);
  count_freed (fixture);
}

/* The task asks its clock as it goes, and the data may be what that clock looks at. */
static void
test_data_outlive_the_task (Fixture *fixture, gconstpointer data)
{
  g_weak_ref_init (&fixture->weak, fixture->task);
  recto_task_run_async (fixture->task, return_value_when_told, fixture,
                        look_for_task_and_count_freed, NULL, store_result_cb, fixture);
  wait_for_flag (fixture, &fixture->reached);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->task);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  set_flag (fixture, &fixture->may_go);
  wait_for_freed (fixture, 1);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_outlived), ==, 1);
  g_weak_ref_clear (&fixture->weak);
}

static gpointer
cancel_parent_while_awaiting (RectoTask *task,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (RectoTask) child =
      recto_task_new_child (task, RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, NULL);
  g_autoptr (GError) inner = NULL;

  recto_task_start (child);
  recto_task_cancel (task, RECTO_CANCEL_LIMIT);
  inner = recto_task_dup_error (child);
  g_assert_error (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (child), ==, RECTO_CANCEL_PARENT);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/* S-5 */
static void
test_self_cancel_ends_the_awaited_child (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (fixture, cancel_parent_while_awaiting);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_LIMIT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/task-run/P-3/cancelled-before-its-start-never-runs",
       test_cancelled_before_its_start_never_runs);
  ADD ("/task-run/P-3/cancelled-while-its-thread-begins-never-runs",
       test_cancelled_while_its_thread_begins_never_runs);
  ADD ("/task-run/P-6/value-comes-exactly-once", test_value_comes_exactly_once);
  ADD ("/task-run/S-2/function-knows-its-task", test_function_knows_its_task);
  ADD ("/task-run/S-3/task-gives-up-by-itself", test_task_gives_up_by_itself);
  ADD ("/task-run/S-4/value-after-a-cancel-is-dropped", test_value_after_a_cancel_is_dropped);
  ADD ("/task-run/S-5/self-cancel-ends-the-awaited-child", test_self_cancel_ends_the_awaited_child);
  ADD ("/task-run/G-5/caller-does-not-wait-for-the-function",
       test_caller_does_not_wait_for_the_function);
  ADD ("/task-run/data-outlive-the-task", test_data_outlive_the_task);
  ADD ("/task-run/value-that-nobody-takes-is-destroyed", test_value_that_nobody_takes_is_destroyed);
  ADD ("/task-run/failure-is-told", test_failure_is_told);
#undef ADD

  return g_test_run ();
}
