/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <pthread.h>

#include "recto-test-task.h"

#define N_RACES 10000
#define N_RACERS 4

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

typedef enum
{
  BEFORE_IT_IS_MADE,
  BEFORE_START,
  AFTER_START,
  AFTER_THE_END,
} Moment;

static void
cancel_from_threads (GCancellable *cancellable)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("canceller", cancel_thread, cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* G-2 */
static void
test_any_cancel_answers_once (RectoTestTask *fixture, gconstpointer data)
{
  for (Moment moment = BEFORE_IT_IS_MADE; moment <= AFTER_THE_END; moment++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RectoTask) task = NULL;
      g_autoptr (GError) error = NULL;

      fixture->n_answers = 0;
      if (moment == BEFORE_IT_IS_MADE)
        g_cancellable_cancel (cancellable);
      task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, cancellable);
      recto_task_wait_async (task, NULL, recto_test_task_store_result_cb, fixture);
      if (moment == BEFORE_START)
        cancel_from_threads (cancellable);
      g_assert_true (recto_task_start (task) == (moment > BEFORE_START));
      if (moment == AFTER_START)
        cancel_from_threads (cancellable);
      g_assert_true (recto_task_succeed (task) == (moment > AFTER_START));
      cancel_from_threads (cancellable);

      g_assert_cmpuint (fixture->n_answers, ==, 0);
      recto_test_task_drain ();
      g_assert_cmpuint (fixture->n_answers, ==, 1);
      g_assert_true (recto_task_wait_finish (task, fixture->result, &error) ==
                     (moment == AFTER_THE_END));
      g_clear_object (&fixture->result);
      /* The caller may keep its cancellable for long: nothing of the task stays at it. */
      g_assert_false (g_signal_has_handler_pending (cancellable,
                                                    g_signal_lookup ("cancelled",
                                                                     G_TYPE_CANCELLABLE),
                                                    0, TRUE));
      g_assert_finalize_object (g_steal_pointer (&task));
    }
}

typedef struct
{
  RectoTestTask *fixture;
  pthread_barrier_t *barrier;
  guint index;
  gboolean won[N_RACES];
  RectoTask **tasks;
} Racer;

/* S-1: the first racer finishes the tasks, the others cancel them. */
static gpointer
race_thread (gpointer data)
{
  Racer *racer = data;

  for (guint i = 0; i < N_RACES; i++)
    {
      pthread_barrier_wait (racer->barrier);
      if (racer->index == 0)
        racer->won[i] = recto_task_succeed (racer->tasks[i]);
      else
        racer->won[i] = recto_task_cancel (racer->tasks[i], RECTO_CANCEL_LIMIT);
    }
  return NULL;
}

static void
check_race (Racer *racers[], guint i)
{
  RectoTask *task = racers[0]->tasks[i];
  guint n_winners = 0;

  for (guint j = 0; j < N_RACERS; j++)
    if (racers[j]->won[i])
      n_winners++;
  g_assert_cmpuint (n_winners, ==, 1);
  g_assert_cmpint (recto_task_get_state (task), ==,
                   racers[0]->won[i] ? RECTO_TASK_SUCCEEDED : RECTO_TASK_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (task), ==,
                   racers[0]->won[i] ? RECTO_CANCEL_NONE : RECTO_CANCEL_LIMIT);
}

/* S-1 */
static void
test_true_exactly_when_it_won (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  GThread *threads[N_RACERS];
  Racer *racers[N_RACERS];
  pthread_barrier_t barrier;
  guint n_cancelled = 0;

  pthread_barrier_init (&barrier, NULL, N_RACERS);
  for (guint i = 0; i < N_RACES; i++)
    {
      RectoTask *task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

      g_ptr_array_add (tasks, task);
      /* They all run from here on, and the last may have to wait for long. */
      recto_task_set_timeout_ms (task, 3600 * 1000);
      recto_task_start (task);
      recto_task_wait_async (task, NULL, recto_test_task_store_result_cb, fixture);
    }
  for (guint i = 0; i < N_RACERS; i++)
    {
      racers[i] = g_new0 (Racer, 1);
      racers[i]->barrier = &barrier;
      racers[i]->index = i;
      racers[i]->tasks = (RectoTask **) tasks->pdata;
      threads[i] = g_thread_new ("racer", race_thread, racers[i]);
    }
  while (fixture->n_answers < N_RACES)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_RACERS; i++)
    g_thread_join (threads[i]);

  for (guint i = 0; i < N_RACES; i++)
    {
      check_race (racers, i);
      n_cancelled += recto_task_is_cancelled (racers[0]->tasks[i]);
    }
  g_test_message ("%u of %u were cancelled", n_cancelled, N_RACES);
  recto_test_task_drain ();
  g_assert_cmpuint (fixture->n_answers, ==, N_RACES);
  for (guint i = 0; i < N_RACERS; i++)
    g_free (racers[i]);
  pthread_barrier_destroy (&barrier);
}

static gpointer
unref_thread (gpointer data)
{
  g_object_unref (data);
  return NULL;
}

/* Tasks that end by their cancellable in one thread while another drops them. */
static void
test_dropping_races_with_cancelling (RectoTestTask *fixture, gconstpointer data)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RectoTask) parent =
          recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);
      RectoTask *child =
          recto_task_new_child (parent, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, cancellable);
      guint n_cleanups = 0;
      GThread *thread;

      recto_task_add_cleanup (child, recto_test_task_count_cleanup_cb, &n_cleanups);
      thread = g_thread_new ("dropper", unref_thread, child);
      g_cancellable_cancel (cancellable);
      g_thread_join (thread);
      recto_test_task_drain ();
      g_assert_true (recto_task_is_cancelled (parent));
      g_assert_cmpuint (n_cleanups, ==, 1);
      g_assert_finalize_object (g_steal_pointer (&parent));
    }
}

int
main (int argc, char *argv[])
{
  recto_test_task_init (&argc, &argv);

#define ADD(path, func)                                                                            \
  g_test_add (path, RectoTestTask, NULL, recto_test_task_set_up, func, recto_test_task_tear_down)
  ADD ("/task/G-2/any-cancel-answers-once", test_any_cancel_answers_once);
  ADD ("/task/S-1/true-exactly-when-it-won", test_true_exactly_when_it_won);
  ADD ("/task/dropping-races-with-cancelling", test_dropping_races_with_cancelling);
#undef ADD

  return g_test_run ();
}
