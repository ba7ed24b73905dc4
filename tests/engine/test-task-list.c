/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-list.h"

typedef struct
{
  RectoTaskList *list;
  GListModel *model;
  GString *changes;      /* "position-removed+added" of each change */
  GString *n_foreground; /* each number that was notified */
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
n_foreground_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint n_foreground;

  g_object_get (object, "n-foreground", &n_foreground, NULL);
  g_assert_cmpuint (n_foreground, ==, recto_task_list_get_n_foreground (RECTO_TASK_LIST (object)));
  g_string_append_printf (user_data, "%u ", n_foreground);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = recto_task_list_new ();
  fixture->model = G_LIST_MODEL (fixture->list);
  fixture->changes = g_string_new (NULL);
  fixture->n_foreground = g_string_new (NULL);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb),
                    fixture->changes);
  g_signal_connect (fixture->list, "notify::n-foreground", G_CALLBACK (n_foreground_changed_cb),
                    fixture->n_foreground);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  drain ();
  g_assert_finalize_object (fixture->list);
  g_string_free (fixture->changes, TRUE);
  g_string_free (fixture->n_foreground, TRUE);
}

static RectoTask *
add_task (Fixture *fixture, RectoTaskFlags flags)
{
  RectoTask *task = recto_task_new (RECTO_TASK_RENDER, flags, NULL);

  recto_task_list_add (fixture->list, task);
  return task;
}

static gpointer
succeed_thread (gpointer data)
{
  g_assert_true (recto_task_succeed (data));
  return NULL;
}

/* H-1 */
static void
test_task_is_listed_until_it_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) first = add_task (fixture, RECTO_TASK_FLAGS_NONE);
  g_autoptr (RectoTask) second = add_task (fixture, RECTO_TASK_FLAGS_NONE);
  g_autoptr (RectoTask) third = add_task (fixture, RECTO_TASK_FLAGS_NONE);
  g_autoptr (RectoTask) item = g_list_model_get_item (fixture->model, 1);

  g_assert_true (item == second);
  g_assert_true (g_list_model_get_item_type (fixture->model) == RECTO_TYPE_TASK);
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+1 1-0+1 2-0+1 ");
  g_string_truncate (fixture->changes, 0);

  recto_task_start (first);
  recto_task_start (second);
  drain ();
  g_assert_cmpstr (fixture->changes->str, ==, "");
  g_thread_join (g_thread_new ("worker", succeed_thread, second));
  g_assert_true (recto_task_is_done (second));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 3);
  drain ();
  g_assert_cmpstr (fixture->changes->str, ==, "1-1+0 ");
  recto_task_cancel (third, RECTO_CANCEL_USER_STOP);
  recto_task_cancel (first, RECTO_CANCEL_USER_STOP);
  drain ();
  g_assert_cmpstr (fixture->changes->str, ==, "1-1+0 1-1+0 0-1+0 ");
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 0);
  g_assert_null (g_list_model_get_item (fixture->model, 0));
  g_assert_finalize_object (g_steal_pointer (&first));
}

static void
check_unlisted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 0);
  g_string_append (fixture->changes, "told ");
}

static void
test_task_has_left_when_its_end_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_FLAGS_NONE);

  recto_task_wait_async (task, NULL, check_unlisted_cb, fixture);
  recto_task_start (task);
  recto_task_succeed (task);
  drain ();
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+1 0-1+0 told ");
}

static void
test_ended_task_is_not_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FOREGROUND, NULL);

  recto_task_cancel (task, RECTO_CANCEL_QUIT);
  recto_task_list_add (fixture->list, task);
  drain ();
  recto_task_list_add (fixture->list, task);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 0);
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

/* P-2: Stop is there exactly while foreground work runs. */
static void
test_foreground_work_is_counted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) front = add_task (fixture, RECTO_TASK_FOREGROUND);
  g_autoptr (RectoTask) back = add_task (fixture, RECTO_TASK_FLAGS_NONE);

  g_assert_cmpuint (recto_task_list_get_n_foreground (fixture->list), ==, 1);
  recto_task_set_foreground (back, TRUE);
  drain ();
  recto_task_set_foreground (front, FALSE);
  drain ();
  recto_task_succeed (front);
  drain ();
  g_assert_cmpstr (fixture->n_foreground->str, ==, "1 2 1 ");
  recto_task_cancel (back, RECTO_CANCEL_USER_STOP);
  drain ();
  g_assert_cmpstr (fixture->n_foreground->str, ==, "1 2 1 0 ");
}

/* H-9, S-6 */
static void
test_closing_ends_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) parent = add_task (fixture, RECTO_TASK_FOREGROUND);
  g_autoptr (RectoTask) detached =
      recto_task_new_child (parent, RECTO_TASK_THUMBNAIL, RECTO_TASK_DETACHED, NULL);
  g_autoptr (RectoTask) ended = add_task (fixture, RECTO_TASK_FLAGS_NONE);

  recto_task_list_add (fixture->list, detached);
  recto_task_start (detached);
  recto_task_succeed (ended);
  recto_task_cancel (parent, RECTO_CANCEL_USER_STOP);
  drain ();
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 1);
  g_assert_false (recto_task_is_done (detached));

  g_assert_cmpuint (recto_task_list_cancel_all (fixture->list, RECTO_CANCEL_DOCUMENT_CLOSED), ==,
                    1);
  g_assert_cmpint (recto_task_get_reason (detached), ==, RECTO_CANCEL_DOCUMENT_CLOSED);
  g_assert_cmpuint (recto_task_list_cancel_all (fixture->list, RECTO_CANCEL_DOCUMENT_CLOSED), ==,
                    0);
  drain ();
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 0);
}

static void
test_list_may_go_before_its_tasks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTaskList) list = recto_task_list_new ();
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

  recto_task_list_add (list, task);
  g_assert_finalize_object (g_steal_pointer (&list));
  recto_task_start (task);
  recto_task_succeed (task);
  drain ();
  g_assert_finalize_object (g_steal_pointer (&task));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/task-list/H-1/task-is-listed-until-it-ends", test_task_is_listed_until_it_ends);
  ADD ("/task-list/P-2/foreground-work-is-counted", test_foreground_work_is_counted);
  ADD ("/task-list/S-6/closing-ends-all", test_closing_ends_all);
  ADD ("/task-list/task-has-left-when-its-end-is-told", test_task_has_left_when_its_end_is_told);
  ADD ("/task-list/ended-task-is-not-added", test_ended_task_is_not_added);
  ADD ("/task-list/list-may-go-before-its-tasks", test_list_may_go_before_its_tasks);
#undef ADD

  return g_test_run ();
}
