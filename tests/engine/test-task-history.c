/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-history.h"

#define MAX_TASKS 3

typedef struct
{
  RectoTaskHistory *history;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->history = recto_task_history_new (MAX_TASKS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->history);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* (transfer full) */
static RectoTask *
run_task (Fixture *fixture, const char *document)
{
  RectoTask *task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

  recto_task_set_location (task, RECTO_LOCATION_INIT (1, 2));
  recto_task_history_follow (fixture->history, task, document);
  recto_task_start (task);
  drain ();
  return task;
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->history));
}

static gboolean
holds (Fixture *fixture, guint position, RectoTask *wanted)
{
  g_autoptr (RectoTask) task = g_list_model_get_item (G_LIST_MODEL (fixture->history), position);

  return task == wanted;
}

static void
test_lists_what_has_ended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) first = run_task (fixture, "book.pdf");
  g_autoptr (RectoTask) second = run_task (fixture, NULL);

  g_assert_cmpuint (count (fixture), ==, 0);
  recto_task_cancel (second, RECTO_CANCEL_USER_STOP);
  drain ();
  recto_task_succeed (first);
  drain ();
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (holds (fixture, 0, second));
  g_assert_true (holds (fixture, 1, first));
  g_assert_null (recto_task_history_get_document (fixture->history, 0));
  g_assert_cmpstr (recto_task_history_get_document (fixture->history, 1), ==, "book.pdf");
}

static void
test_the_oldest_leave (Fixture *fixture, gconstpointer data)
{
  RectoTask *tasks[MAX_TASKS + 2];

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      tasks[i] = run_task (fixture, NULL);
      recto_task_succeed (tasks[i]);
      drain ();
    }
  g_assert_cmpuint (count (fixture), ==, MAX_TASKS);
  for (guint i = 0; i < MAX_TASKS; i++)
    g_assert_true (holds (fixture, i, tasks[i + 2]));
  g_assert_finalize_object (tasks[0]);
  g_assert_finalize_object (tasks[1]);
  for (guint i = 2; i < G_N_ELEMENTS (tasks); i++)
    g_object_unref (tasks[i]);
}

static void
test_keeps_nothing_alive_that_runs (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (run_task (fixture, "book.pdf"));
  drain ();
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_a_task_outlives_it (Fixture *fixture, gconstpointer data)
{
  RectoTaskHistory *brief = recto_task_history_new (MAX_TASKS);
  g_autoptr (RectoTask) task = run_task (fixture, NULL);

  recto_task_history_follow (brief, task, NULL);
  g_assert_finalize_object (brief);
  recto_task_succeed (task);
  drain ();
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* G-12: what a report of something wrong says of a task. */
static void
test_a_line_tells_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = run_task (fixture, "secret.pdf");
  g_autofree char *running = recto_task_describe (task);
  g_autofree char *start = g_strdup_printf ("task %" G_GUINT64_FORMAT ", render of page 1:2: ",
                                            recto_task_get_id (task));
  g_autofree char *ended = NULL;

  g_assert_true (g_str_has_prefix (running, start));
  g_assert_true (g_regex_match_simple (": running, began \\d\\d:\\d\\d:\\d\\d\\.\\d{3}, "
                                       "\\d+\\.\\d{3} ms$",
                                       running, 0, 0));
  g_assert_cmpint (recto_task_get_latency (task), <, 0);
  recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
  recto_task_log_stopped (task);
  ended = recto_task_describe (task);
  g_assert_true (g_str_has_prefix (ended, start));
  g_assert_true (g_regex_match_simple (": cancelled, reason user-stop, began [0-9:.]+, "
                                       "[0-9.]+ ms, gone after [0-9.]+ ms$",
                                       ended, 0, 0));
  g_assert_cmpint (recto_task_get_latency (task), >=, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/task-history/lists-what-has-ended", test_lists_what_has_ended);
  ADD ("/task-history/the-oldest-leave", test_the_oldest_leave);
  ADD ("/task-history/keeps-nothing-alive-that-runs", test_keeps_nothing_alive_that_runs);
  ADD ("/task-history/a-task-outlives-it", test_a_task_outlives_it);
  ADD ("/task-history/G-12/a-line-tells-all", test_a_line_tells_all);
#undef ADD

  return g_test_run ();
}
