/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-error.h"
#include "recto-test-task.h"

/* G-12 */
static void
test_cancel_logs_one_line (RectoTestTask *fixture, gconstpointer data)
{
  g_autofree char *lines = NULL;

  recto_task_start (fixture->task);
  recto_task_cancel (fixture->task, RECTO_CANCEL_SUPERSEDED);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  recto_task_succeed (fixture->task);

  lines = recto_test_task_dup_log ();
  g_assert_cmpstr (lines, ==, "ended cancelled superseded of render 1:2\n");
  g_assert_cmpint (recto_test_task_get_log_levels (), ==, G_LOG_LEVEL_INFO);
}

/* H-2 */
static void
test_detached_and_stopped_are_logged (RectoTestTask *fixture, gconstpointer data)
{
  g_autofree char *lines = NULL;

  recto_task_start (fixture->task);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  recto_test_task_drain ();
  recto_task_log_stopped (fixture->task);

  lines = recto_test_task_dup_log ();
  g_assert_cmpstr (lines, ==,
                   "ended cancelled user-stop of render 1:2\n"
                   "detached cancelled user-stop of render 1:2\n"
                   "stopped cancelled user-stop of render 1:2\n");
}

/* Ends the task in the way that gives this reason. */
static void
end_for (RectoTask *task, RectoTestTaskClock *fake, RectoCancelReason reason)
{
  RectoTask *parent;

  switch (reason)
    {
    case RECTO_CANCEL_CALLER:
      g_cancellable_cancel (recto_task_get_cancellable (task));
      break;
    case RECTO_CANCEL_TIMEOUT:
      recto_test_task_set_time (fake, 1e6);
      break;
    case RECTO_CANCEL_PARENT:
      parent = recto_task_get_parent (task);
      recto_task_cancel (parent, RECTO_CANCEL_USER_STOP);
      g_assert_cmpint (recto_task_get_reason (parent), ==, RECTO_CANCEL_USER_STOP);
      break;
    /* These two come by a cancellable, which carries the reason. */
    case RECTO_CANCEL_SUPERSEDED:
    case RECTO_CANCEL_DOCUMENT_CLOSED:
      recto_cancellable_cancel (recto_task_get_cancellable (task), reason);
      break;
    case RECTO_CANCEL_USER_STOP:
    case RECTO_CANCEL_QUIT:
    case RECTO_CANCEL_LIMIT:
      recto_task_cancel (task, reason);
      break;
    case RECTO_CANCEL_NONE:
    default:
      g_assert_not_reached ();
    }
}

/* H-9 */
static void
test_reason_is_kept_and_logged (RectoTestTask *fixture, gconstpointer data)
{
  GEnumClass *reasons = g_type_class_get (RECTO_TYPE_CANCEL_REASON);

  for (guint reason = RECTO_CANCEL_CALLER; reason < reasons->n_values; reason++)
    {
      g_autoptr (RectoTask) parent = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, NULL);
      g_autoptr (RectoTask) task =
          recto_task_new_child (parent, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
      g_autofree char *line = NULL;
      g_autofree char *lines = NULL;
      RectoCancelReason seen;

      recto_test_task_drain ();
      recto_test_task_clear_log ();
      recto_task_set_clock (task, &fixture->fake.clock);
      recto_task_start (task);
      end_for (task, &fixture->fake, reason);
      g_object_get (task, "reason", &seen, NULL);
      g_assert_cmpint (seen, ==, reason);

      line = g_strdup_printf ("ended %s %s of fetch \n",
                              recto_task_state_to_string (recto_task_get_state (task)),
                              recto_cancel_reason_to_string (reason));
      lines = recto_test_task_dup_log ();
      g_assert_true (g_str_has_prefix (lines, line));
    }
}

static void
test_first_reason_of_a_cancellable_stays (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) late = NULL;

  recto_cancellable_cancel (cancellable, RECTO_CANCEL_QUIT);
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_USER_STOP);
  late = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);
  g_assert_true (recto_task_is_cancelled (late));
  g_assert_cmpint (recto_task_get_reason (late), ==, RECTO_CANCEL_QUIT);
}

/* */
static void
test_cleanup_runs_once_on_every_end (RectoTestTask *fixture, gconstpointer data)
{
  for (RectoTaskState state = RECTO_TASK_SUCCEEDED; state <= RECTO_TASK_TIMED_OUT; state++)
    {
      g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
      g_autoptr (GError) error = g_error_new_literal (RECTO_ERROR, RECTO_ERROR_PAGE, "no page");
      guint n_cleanups = 0;

      recto_task_set_clock (task, &fixture->fake.clock);
      recto_task_set_timeout_ms (task, 1000);
      recto_task_add_cleanup (task, recto_test_task_count_cleanup_cb, &n_cleanups);
      recto_task_start (task);
      g_assert_cmpuint (n_cleanups, ==, 0);
      if (state == RECTO_TASK_SUCCEEDED)
        recto_task_succeed (task);
      else if (state == RECTO_TASK_FAILED)
        recto_task_fail (task, error);
      else if (state == RECTO_TASK_CANCELLED)
        recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
      else
        recto_test_task_set_time (&fixture->fake, fixture->fake.now / (double) G_USEC_PER_SEC + 1);
      g_assert_cmpint (recto_task_get_state (task), ==, state);
      g_assert_cmpuint (n_cleanups, ==, 1);

      recto_task_cancel (task, RECTO_CANCEL_QUIT);
      recto_test_task_drain ();
      g_assert_cmpuint (n_cleanups, ==, 1);
      recto_task_add_cleanup (task, recto_test_task_count_cleanup_cb, &n_cleanups);
      g_assert_cmpuint (n_cleanups, ==, 2);
    }
}

static gboolean
fail_cleanup (RectoTask *task, gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the cellar is full");
  return FALSE;
}

/* */
static void
test_failing_cleanup_changes_nothing (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;
  guint n_cleanups = 0;

  recto_task_add_cleanup (fixture->task, recto_test_task_count_cleanup_cb, &n_cleanups);
  recto_task_add_cleanup (fixture->task, fail_cleanup, NULL);
  recto_task_start (fixture->task);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  lines = recto_test_task_dup_log ();

  g_assert_false (recto_test_task_wait (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_cleanups, ==, 1);
  g_assert_nonnull (strstr (lines, "could not clean up: the cellar is full"));
}

int
main (int argc, char *argv[])
{
  recto_test_task_init (&argc, &argv);

#define ADD(path, func)                                                                            \
  g_test_add (path, RectoTestTask, NULL, recto_test_task_set_up, func, recto_test_task_tear_down)
  ADD ("/task/G-12/cancel-logs-one-line", test_cancel_logs_one_line);
  ADD ("/task/H-2/detached-and-stopped-are-logged", test_detached_and_stopped_are_logged);
  ADD ("/task/H-9/reason-is-kept-and-logged", test_reason_is_kept_and_logged);
  ADD ("/task/A-5/cleanup-runs-once-on-every-end", test_cleanup_runs_once_on_every_end);
  ADD ("/task/A-6/failing-cleanup-changes-nothing", test_failing_cleanup_changes_nothing);
  ADD ("/task/first-reason-of-a-cancellable-stays", test_first_reason_of_a_cancellable_stays);
#undef ADD

  return g_test_run ();
}
