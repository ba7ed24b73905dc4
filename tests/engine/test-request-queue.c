/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-request-queue.h"

typedef struct
{
  RectoRequestQueue *queue;
  guint n_abandoned;
  guint n_answers;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->queue = recto_request_queue_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_request_queue_free (fixture->queue);
}

static void
abandoned_cb (RectoJob *job, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_abandoned++;
  recto_request_queue_remove (fixture->queue, job);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture->n_answers++;
}

static RectoTask *
wait_for (Fixture *fixture, RectoJob *job, RectoPriority priority, GCancellable *cancellable)
{
  RectoTask *task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, cancellable);

  recto_job_add_waiter (job, task, g_task_new (NULL, NULL, answer_cb, fixture), priority);
  return task;
}

static RectoJob *
add (Fixture *fixture, guint page, RectoPriority priority, RectoTask **task)
{
  RectoQuestion question = { .kind = RECTO_JOB_RENDER, .location = { 0, page } };
  g_autoptr (RectoJob) job = recto_job_new (&question, abandoned_cb, fixture);
  g_autoptr (RectoTask) made = wait_for (fixture, job, priority, NULL);

  recto_request_queue_add (fixture->queue, job);
  g_set_object (task, made);
  return job;
}

static void
cancel_all (Fixture *fixture, RectoTask **tasks, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      recto_task_cancel (tasks[i], RECTO_CANCEL_SUPERSEDED);
      g_clear_object (&tasks[i]);
    }
  while (fixture->n_answers < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_most_urgent_first_then_oldest (Fixture *fixture, gconstpointer data)
{
  static const RectoPriority priorities[] = { RECTO_PRIORITY_THUMBNAIL, RECTO_PRIORITY_NEAR,
                                              RECTO_PRIORITY_VISIBLE, RECTO_PRIORITY_NEAR,
                                              RECTO_PRIORITY_VISIBLE };
  static const guint expected[] = { 2, 4, 1, 3, 0 };
  RectoTask *tasks[5] = { NULL };
  g_autoptr (GPtrArray) sorted = NULL;

  for (guint i = 0; i < 5; i++)
    add (fixture, i, priorities[i], &tasks[i]);
  sorted = recto_request_queue_list (fixture->queue);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (recto_job_get_question (sorted->pdata[i])->location.page, ==, expected[i]);
  cancel_all (fixture, tasks, 5);
}

static void
test_a_more_urgent_waiter_raises_its_job (Fixture *fixture, gconstpointer data)
{
  RectoTask *tasks[2] = { NULL };
  RectoJob *job = add (fixture, 0, RECTO_PRIORITY_NEAR, &tasks[0]);

  tasks[1] = wait_for (fixture, job, RECTO_PRIORITY_VISIBLE, NULL);
  g_assert_cmpint (recto_job_get_priority (job), ==, RECTO_PRIORITY_VISIBLE);
  cancel_all (fixture, tasks, 2);
}

static void
test_the_same_question_is_found (Fixture *fixture, gconstpointer data)
{
  RectoTask *task = NULL;
  RectoJob *job = add (fixture, 3, RECTO_PRIORITY_NEAR, &task);
  RectoQuestion same = { .kind = RECTO_JOB_RENDER, .location = { 0, 3 } };
  RectoQuestion other = same;

  g_assert_true (recto_request_queue_find (fixture->queue, &same) == job);
  other.page_width = 1;
  g_assert_null (recto_request_queue_find (fixture->queue, &other));
  /* Scales that come to the same device pixels ask for the same. */
  same.scale = 1.0000001;
  g_assert_true (recto_request_queue_find (fixture->queue, &same) == job);
  cancel_all (fixture, &task, 1);
}

/* P-3: a task cancelled before its first step never begins. */
static void
test_cancelled_waiting_job_is_dropped (Fixture *fixture, gconstpointer data)
{
  RectoTask *task = NULL;
  g_autoptr (RectoTask) kept = NULL;

  add (fixture, 0, RECTO_PRIORITY_NEAR, &task);
  kept = g_object_ref (task);
  cancel_all (fixture, &task, 1);
  g_assert_cmpuint (fixture->n_abandoned, ==, 1);
  g_assert_cmpuint (recto_request_queue_get_length (fixture->queue), ==, 0);
  g_assert_cmpint (recto_task_get_elapsed (kept), ==, 0);
}

static void
test_a_shared_job_outlives_one_waiter (Fixture *fixture, gconstpointer data)
{
  RectoTask *tasks[2] = { NULL };
  RectoJob *job = add (fixture, 0, RECTO_PRIORITY_VISIBLE, &tasks[0]);

  tasks[1] = wait_for (fixture, job, RECTO_PRIORITY_NEAR, NULL);
  cancel_all (fixture, tasks, 1);
  g_assert_cmpuint (fixture->n_abandoned, ==, 0);
  g_assert_cmpint (recto_job_get_priority (job), ==, RECTO_PRIORITY_NEAR);
  recto_task_cancel (tasks[1], RECTO_CANCEL_SUPERSEDED);
  while (fixture->n_answers < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_abandoned, ==, 1);
  g_clear_object (&tasks[1]);
}

static void
test_sweeping_answers_at_once (Fixture *fixture, gconstpointer data)
{
  RectoTask *task = NULL;

  add (fixture, 0, RECTO_PRIORITY_NEAR, &task);
  recto_task_cancel (task, RECTO_CANCEL_SUPERSEDED);
  recto_request_queue_sweep (fixture->queue);
  g_assert_cmpuint (recto_request_queue_get_length (fixture->queue), ==, 0);
  while (fixture->n_answers < 1)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&task);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/request-queue/most-urgent-first-then-oldest", test_most_urgent_first_then_oldest);
  ADD ("/request-queue/a-more-urgent-waiter-raises-its-job",
       test_a_more_urgent_waiter_raises_its_job);
  ADD ("/request-queue/the-same-question-is-found", test_the_same_question_is_found);
  ADD ("/request-queue/P-3/cancelled-waiting-job-is-dropped",
       test_cancelled_waiting_job_is_dropped);
  ADD ("/request-queue/a-shared-job-outlives-one-waiter", test_a_shared_job_outlives_one_waiter);
  ADD ("/request-queue/sweeping-answers-at-once", test_sweeping_answers_at_once);
#undef ADD

  return g_test_run ();
}
