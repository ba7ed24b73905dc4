/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-task.h"

static void
tell_end_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RectoTask *task = RECTO_TASK (object);

  g_string_append_printf (user_data, "%s %s(%s)\n",
                          recto_task_get_parent (task) != NULL ? "child" : "parent",
                          recto_task_state_to_string (recto_task_get_state (task)),
                          recto_cancel_reason_to_string (recto_task_get_reason (task)));
}

static gboolean
tell_cleanup (RectoTask *task, gpointer data, GError **error)
{
  g_string_append_printf (data, "%s cleanup\n",
                          recto_task_get_parent (task) != NULL ? "child" : "parent");
  return TRUE;
}

/* S-5; also when the parent still has to tell that it began, and from another thread. */
static void
test_child_ends_before_its_parent (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (GString) story = g_string_new (NULL);
  g_autoptr (RectoTask) child =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);

  recto_task_wait_async (fixture->task, NULL, tell_end_cb, story);
  recto_task_wait_async (child, NULL, tell_end_cb, story);
  recto_task_add_cleanup (fixture->task, tell_cleanup, story);
  recto_task_add_cleanup (child, tell_cleanup, story);
  recto_task_start (fixture->task);
  g_string_append (story, "parent starts\n");
  recto_task_start (child);
  if (GPOINTER_TO_INT (data))
    g_thread_join (g_thread_new ("other", recto_test_task_cancel_thread, fixture->task));
  else
    recto_task_cancel (fixture->task, RECTO_CANCEL_LIMIT);
  recto_test_task_drain ();

  g_assert_cmpstr (story->str, ==,
                   "parent starts\n"
                   "child cleanup\n"
                   "parent cleanup\n"
                   "child cancelled(parent)\n"
                   "parent cancelled(limit)\n");
  g_assert_finalize_object (g_steal_pointer (&child));
}

static void
test_child_of_a_cancelled_parent_is_cancelled (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) child = NULL;

  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  child = recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
  g_assert_true (recto_task_is_cancelled (child));
  g_assert_cmpint (recto_task_get_reason (child), ==, RECTO_CANCEL_PARENT);
}

static void
test_ended_child_is_forgotten (RectoTestTask *fixture, gconstpointer data)
{
  RectoTask *ended =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
  RectoTask *dropped =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);

  g_assert_true (recto_task_get_parent (ended) == fixture->task);
  recto_task_succeed (ended);
  recto_test_task_drain ();
  g_assert_finalize_object (ended);
  g_assert_finalize_object (dropped);
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
}

/* S-6 */
static void
test_detached_child_survives (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) detached =
      recto_task_new_child (fixture->task, RECTO_TASK_RENDER, RECTO_TASK_DETACHED, NULL);
  g_autoptr (RectoTask) attached =
      recto_task_new_child (fixture->task, RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

  recto_task_start (detached);
  recto_task_start (attached);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  g_assert_true (recto_task_is_cancelled (attached));
  g_assert_false (recto_task_is_done (detached));
  g_assert_true (recto_task_succeed (detached));
}

static void
await_child_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_assert_false (recto_task_wait_finish (RECTO_TASK (object), result, user_data));
}

/* A-7, S-7 */
static void
test_parent_sees_its_childs_end (RectoTestTask *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) child =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  recto_task_start (child);
  recto_task_wait_async (child, NULL, await_child_cb, &error);
  recto_task_cancel (child, RECTO_CANCEL_USER_STOP);
  recto_test_task_drain ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);

  /* It decides for itself: here it ends as its child did. */
  if (GPOINTER_TO_INT (data))
    {
      g_assert_true (recto_task_fail (fixture->task, error));
      g_assert_true (recto_task_is_cancelled (fixture->task));
    }
  else
    g_assert_true (recto_task_succeed (fixture->task));
}

int
main (int argc, char *argv[])
{
  recto_test_task_init (&argc, &argv);

#define ADD_WITH(path, func, data)                                                                 \
  g_test_add (path, RectoTestTask, GINT_TO_POINTER (data), recto_test_task_set_up, func,           \
              recto_test_task_tear_down)
#define ADD(path, func) ADD_WITH (path, func, 0)
  ADD_WITH ("/task/A-7/parent-passes-on-its-childs-end", test_parent_sees_its_childs_end, TRUE);
  ADD_WITH ("/task/S-5/child-ends-before-its-parent", test_child_ends_before_its_parent, FALSE);
  ADD_WITH ("/task/S-5/child-ends-first-from-another-thread", test_child_ends_before_its_parent,
            TRUE);
  ADD ("/task/S-5/child-of-a-cancelled-parent-is-cancelled",
       test_child_of_a_cancelled_parent_is_cancelled);
  ADD ("/task/ended-child-is-forgotten", test_ended_child_is_forgotten);
  ADD ("/task/S-6/detached-child-survives", test_detached_child_survives);
  ADD_WITH ("/task/S-7/cancelled-child-leaves-its-parent", test_parent_sees_its_childs_end, FALSE);
#undef ADD
#undef ADD_WITH

  return g_test_run ();
}
