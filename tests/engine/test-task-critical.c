/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-error.h"
#include "recto-task.h"

#define N_RACES 10000

typedef struct
{
  GCancellable *outer;
  RectoTask *parent;
  RectoTask *task; /* a child of parent, on outer */
  guint n_answers;
  GError *error; /* of the answer */
} Fixture;

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_answers++;
  g_clear_error (&fixture->error);
  recto_task_wait_finish (RECTO_TASK (object), result, &fixture->error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->outer = g_cancellable_new ();
  fixture->parent = recto_task_new (RECTO_TASK_SAVE_ALL, RECTO_TASK_FLAGS_NONE, NULL);
  fixture->task = recto_task_new_child (fixture->parent, RECTO_TASK_SAVE, RECTO_TASK_FLAGS_NONE,
                                        fixture->outer);
  fixture->n_answers = 0;
  recto_task_wait_async (fixture->task, NULL, answered_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  drain ();
  g_assert_cmpuint (fixture->n_answers, ==, recto_task_is_done (fixture->task) ? 1 : 0);
  if (fixture->n_answers == 0)
    {
      recto_task_cancel (fixture->task, RECTO_CANCEL_CALLER);
      g_assert_false (recto_task_leave_critical (fixture->task));
      drain ();
    }
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->task);
  g_assert_finalize_object (fixture->parent);
  g_assert_finalize_object (fixture->outer);
}

static void
begin (Fixture *fixture)
{
  g_assert_true (recto_task_start (fixture->parent));
  g_assert_true (recto_task_start (fixture->task));
  g_assert_true (recto_task_enter_critical (fixture->task));
}

static void
assert_only_noted (RectoTask *task)
{
  gboolean cancelling;

  g_object_get (task, "cancelling", &cancelling, NULL);
  g_assert_true (cancelling);
  g_assert_true (recto_task_is_cancelling (task));
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_RUNNING);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_NONE);
  g_assert_true (g_cancellable_is_cancelled (recto_task_get_cancellable (task)));
}

static void
test_what_was_finished_has_succeeded (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_assert_false (recto_task_is_cancelling (fixture->task));
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  assert_only_noted (fixture->task);
  drain ();
  g_assert_cmpuint (fixture->n_answers, ==, 0);

  g_assert_true (recto_task_succeed (fixture->task));
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_NONE);
  g_assert_false (recto_task_is_cancelling (fixture->task));
  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  drain ();
  g_assert_no_error (fixture->error);
}

static void
test_what_could_not_finish_is_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) full = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");

  begin (fixture);
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_QUIT));
  recto_task_fail (fixture->task, full);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_USER_STOP);
  drain ();
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_failing_without_a_cancel_is_failing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) full = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");

  begin (fixture);
  g_assert_true (recto_task_fail (fixture->task, full));
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_FAILED);
  drain ();
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* H-7 holds there too. */
static void
test_running_out_of_time_is_put_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) full = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");

  begin (fixture);
  recto_task_set_timeout_ms (fixture->task, 1);
  while (!recto_task_is_cancelling (fixture->task))
    g_main_context_iteration (NULL, TRUE);
  assert_only_noted (fixture->task);
  recto_task_fail (fixture->task, full);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_TIMED_OUT);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_TIMEOUT);
  drain ();
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_what_has_ended_does_not_enter (Fixture *fixture, gconstpointer data)
{
  g_assert_false (recto_task_enter_critical (fixture->task));
  g_assert_true (recto_task_start (fixture->task));
  g_cancellable_cancel (fixture->outer);
  g_assert_false (recto_task_enter_critical (fixture->task));
  g_assert_true (recto_task_is_cancelled (fixture->task));
  g_assert_false (recto_task_is_cancelling (fixture->task));
}

static void
test_work_goes_on_after_the_section (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_assert_true (recto_task_leave_critical (fixture->task));
  g_assert_true (recto_task_enter_critical (fixture->task));
  recto_task_cancel (fixture->task, RECTO_CANCEL_SUPERSEDED);
  assert_only_noted (fixture->task);
  g_assert_false (recto_task_leave_critical (fixture->task));
  g_assert_true (recto_task_is_cancelled (fixture->task));
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_SUPERSEDED);
  g_assert_false (recto_task_succeed (fixture->task));
}

static void
test_children_hear_of_it_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) detached =
      recto_task_new_child (fixture->parent, RECTO_TASK_SAVE, RECTO_TASK_DETACHED, NULL);

  begin (fixture);
  g_assert_true (recto_task_enter_critical (fixture->parent));
  recto_task_cancel (fixture->parent, RECTO_CANCEL_USER_STOP);
  assert_only_noted (fixture->parent);
  assert_only_noted (fixture->task);
  g_assert_false (recto_task_is_done (detached));
  g_assert_true (recto_task_succeed (fixture->task));
  g_assert_false (recto_task_leave_critical (fixture->parent));
  g_assert_true (recto_task_is_cancelled (fixture->parent));
}

static void
store_name_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_cancelling_notifies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new (NULL);

  begin (fixture);
  drain ();
  g_signal_connect (fixture->task, "notify", G_CALLBACK (store_name_cb), names);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  drain ();
  g_assert_cmpstr (names->str, ==, "cancelling ");
  recto_task_succeed (fixture->task);
  drain ();
  g_assert_cmpstr (names->str, ==, "cancelling cancelling state ");
}

static void
test_dropped_in_the_section_is_cancelled (Fixture *fixture, gconstpointer data)
{
  RectoTask *task = recto_task_new (RECTO_TASK_SAVE, RECTO_TASK_FLAGS_NONE, NULL);
  g_autoptr (GCancellable) cancellable = g_object_ref (recto_task_get_cancellable (task));

  recto_task_start (task);
  drain ();
  recto_task_enter_critical (task);
  g_assert_finalize_object (task);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
}

/* ---- Amounts ---- */

static void
test_amounts_are_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint64 done = 7;
  guint64 total = 7;

  g_assert_false (recto_task_get_amount (fixture->task, &done, &total));
  g_assert_cmpuint (done, ==, 0);
  g_assert_cmpuint (total, ==, 0);
  begin (fixture);
  drain ();
  g_signal_connect (fixture->task, "notify", G_CALLBACK (store_name_cb), names);

  recto_task_set_amount (fixture->task, 10, 0);
  g_assert_true (recto_task_get_amount (fixture->task, NULL, NULL));
  g_assert_cmpfloat (recto_task_get_progress (fixture->task), ==, -1);
  drain ();
  recto_task_set_amount (fixture->task, 25, 100);
  g_assert_cmpfloat (recto_task_get_progress (fixture->task), ==, 0.25);
  drain ();
  /* More than was claimed. */
  recto_task_set_amount (fixture->task, 250, 100);
  g_assert_cmpfloat (recto_task_get_progress (fixture->task), ==, 1);
  drain ();
  recto_task_set_amount (fixture->task, 250, 100);
  drain ();
  g_assert_true (recto_task_get_amount (fixture->task, &done, &total));
  g_assert_cmpuint (done, ==, 250);
  g_assert_cmpuint (total, ==, 100);
  g_assert_cmpstr (names->str, ==, "progress progress progress ");

  recto_task_succeed (fixture->task);
  recto_task_set_amount (fixture->task, 251, 100);
  recto_task_get_amount (fixture->task, &done, NULL);
  g_assert_cmpuint (done, ==, 250);
  drain ();
}

/* ---- A cancel at every transition ---- */

typedef enum
{
  BY_TASK,
  BY_OWN_CANCELLABLE,
  BY_OUTER_CANCELLABLE,
  BY_PARENT,
  N_WAYS,
} Way;

typedef enum
{
  AT_ITS_MAKING,
  AT_START,
  AT_PROGRESS,
  AT_ENTER,
  AT_LEAVE,
  AT_SECOND_ENTER,
  AT_ITS_END,
  AFTER_ITS_END,
  N_MOMENTS,
} Moment;

static void
cancel_by (Fixture *fixture, Way way)
{
  if (way == BY_TASK)
    recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  else if (way == BY_OWN_CANCELLABLE)
    g_cancellable_cancel (recto_task_get_cancellable (fixture->task));
  else if (way == BY_OUTER_CANCELLABLE)
    g_cancellable_cancel (fixture->outer);
  else
    recto_task_cancel (fixture->parent, RECTO_CANCEL_USER_STOP);
}

static void
cancel_if (Fixture *fixture, Way way, Moment now, Moment moment, gboolean turn)
{
  if (now == moment)
    cancel_by (fixture, way);
  if (turn)
    drain ();
}

/* What a writer does, with a cancel before the step `moment`. TRUE: it has done what must not be
 * torn. */
static gboolean
go_through (Fixture *fixture, Way way, Moment moment, gboolean turn)
{
  cancel_if (fixture, way, AT_ITS_MAKING, moment, turn);
  recto_task_start (fixture->parent);
  cancel_if (fixture, way, AT_START, moment, turn);
  if (!recto_task_start (fixture->task))
    return FALSE;
  cancel_if (fixture, way, AT_PROGRESS, moment, turn);
  recto_task_set_amount (fixture->task, 1, 2);
  cancel_if (fixture, way, AT_ENTER, moment, turn);
  if (!recto_task_enter_critical (fixture->task))
    return FALSE;
  cancel_if (fixture, way, AT_LEAVE, moment, turn);
  if (!recto_task_leave_critical (fixture->task))
    return FALSE;
  cancel_if (fixture, way, AT_SECOND_ENTER, moment, turn);
  if (!recto_task_enter_critical (fixture->task))
    return FALSE;
  cancel_if (fixture, way, AT_ITS_END, moment, turn);
  g_assert_true (recto_task_succeed (fixture->task));
  cancel_if (fixture, way, AFTER_ITS_END, moment, turn);
  return TRUE;
}

static void
test_cancel_at_every_transition (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_WAYS * N_MOMENTS * 2; i++)
    {
      Fixture each = { 0 };
      Moment moment = i / 2 % N_MOMENTS;
      gboolean done;

      set_up (&each, NULL);
      done = go_through (&each, i / 2 / N_MOMENTS, moment, i % 2);
      drain ();
      g_assert_cmpuint (each.n_answers, ==, 1);
      g_assert_cmpint (done, ==, moment >= AT_ITS_END);
      g_assert_cmpint (recto_task_get_state (each.task), ==,
                       done ? RECTO_TASK_SUCCEEDED : RECTO_TASK_CANCELLED);
      g_assert_cmpint (recto_task_get_reason (each.task) == RECTO_CANCEL_NONE, ==, done);
      g_assert_false (recto_task_is_cancelling (each.task));
      tear_down (&each, NULL);
    }
}

/* ---- Races ---- */

typedef struct
{
  RectoTask *task;
  gboolean done; /* what must not be torn has been done */
  gboolean accepted;
} Race;

static gpointer
work_thread (gpointer data)
{
  Race *race = data;
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "undone");

  if (!recto_task_enter_critical (race->task))
    return NULL;
  race->done = !g_cancellable_is_cancelled (recto_task_get_cancellable (race->task));
  if (race->done)
    g_assert_true (recto_task_succeed (race->task));
  else
    recto_task_fail (race->task, error);
  return NULL;
}

static gpointer
stop_thread (gpointer data)
{
  Race *race = data;

  race->accepted = recto_task_cancel (race->task, RECTO_CANCEL_USER_STOP);
  return NULL;
}

/* S-1 is weaker inside: a cancel may be accepted and come too late, but nothing is half done. */
static void
test_done_or_cancelled (Fixture *fixture, gconstpointer data)
{
  guint n_done = 0;

  for (guint i = 0; i < N_RACES; i++)
    {
      Fixture each = { 0 };
      Race race = { NULL };
      GThread *threads[2];

      set_up (&each, NULL);
      race.task = each.task;
      recto_task_start (each.task);
      threads[i % 2] = g_thread_new ("work", work_thread, &race);
      threads[1 - i % 2] = g_thread_new ("stop", stop_thread, &race);
      g_thread_join (threads[0]);
      g_thread_join (threads[1]);
      g_assert_cmpint (recto_task_get_state (each.task), ==,
                       race.done ? RECTO_TASK_SUCCEEDED : RECTO_TASK_CANCELLED);
      g_assert_true (race.done || race.accepted);
      n_done += race.done;
      tear_down (&each, NULL);
    }
  g_test_message ("%u of %u were done before they were stopped", n_done, N_RACES);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/task-critical/S-9/what-was-finished-has-succeeded", test_what_was_finished_has_succeeded);
  ADD ("/task-critical/S-9/what-could-not-finish-is-cancelled",
       test_what_could_not_finish_is_cancelled);
  ADD ("/task-critical/S-9/failing-without-a-cancel-is-failing",
       test_failing_without_a_cancel_is_failing);
  ADD ("/task-critical/S-9/running-out-of-time-is-put-off", test_running_out_of_time_is_put_off);
  ADD ("/task-critical/what-has-ended-does-not-enter", test_what_has_ended_does_not_enter);
  ADD ("/task-critical/work-goes-on-after-the-section", test_work_goes_on_after_the_section);
  ADD ("/task-critical/children-hear-of-it-at-once", test_children_hear_of_it_at_once);
  ADD ("/task-critical/cancelling-notifies", test_cancelling_notifies);
  ADD ("/task-critical/dropped-in-the-section-is-cancelled",
       test_dropped_in_the_section_is_cancelled);
  ADD ("/task-critical/amounts-are-progress", test_amounts_are_progress);
  ADD ("/task-critical/S-9/cancel-at-every-transition", test_cancel_at_every_transition);
  ADD ("/task-critical/S-9/done-or-cancelled", test_done_or_cancelled);
#undef ADD

  return g_test_run ();
}
