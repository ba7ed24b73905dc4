/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-stop-button.h"
#include "recto-task-list.h"
#include "recto-task-row.h"
#include "recto-test-clock.h"

typedef struct
{
  RectoTestClock clock;
  RectoTaskList *tasks;
  RectoStopButton *button;
  guint n_stops;
} Fixture;

static void
stop_cb (RectoStopButton *button, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_clock_init (&fixture->clock);
  fixture->tasks = recto_task_list_new ();
  fixture->button = g_object_ref_sink (RECTO_STOP_BUTTON (recto_stop_button_new ()));
  recto_stop_button_set_clock (fixture->button, &fixture->clock.clock);
  g_object_set (fixture->button, "tasks", fixture->tasks, NULL);
  g_signal_connect (fixture->button, "stop", G_CALLBACK (stop_cb), &fixture->n_stops);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->button);
  g_assert_finalize_object (fixture->tasks);
}

static GtkWidget *
get_press (Fixture *fixture)
{
  return gtk_widget_get_first_child (GTK_WIDGET (fixture->button));
}

static gboolean
can_press (Fixture *fixture)
{
  return gtk_widget_get_sensitive (get_press (fixture));
}

static RectoTask *
add_task (Fixture *fixture, RectoTaskFlags flags)
{
  RectoTask *task = recto_task_new (RECTO_TASK_RENDER, flags, NULL);

  recto_task_list_add (fixture->tasks, task);
  recto_task_start (task);
  return task;
}

/* Ends the task, and waits until that has been told. */
static void
end_task (Fixture *fixture, RectoTask *task)
{
  recto_task_succeed (task);
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_cannot_be_pressed_when_nothing_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = NULL;

  g_assert_false (can_press (fixture));
  task = add_task (fixture, RECTO_TASK_FOREGROUND);
  g_assert_true (can_press (fixture));
  end_task (fixture, task);
  g_assert_false (can_press (fixture));
}

static void
test_background_work_does_not_enable_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_FLAGS_NONE);

  recto_test_clock_advance_ms (&fixture->clock, 1000);
  g_assert_false (can_press (fixture));
  g_assert_false (recto_stop_button_get_active (fixture->button));

  recto_task_set_foreground (task, TRUE);
  while (!can_press (fixture))
    g_main_context_iteration (NULL, TRUE);
  end_task (fixture, task);
}

static void
test_looks_active_after_100_ms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_FOREGROUND);

  recto_test_clock_advance_ms (&fixture->clock, 99);
  g_assert_false (recto_stop_button_get_active (fixture->button));
  recto_test_clock_advance_ms (&fixture->clock, 1);
  g_assert_true (recto_stop_button_get_active (fixture->button));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->button), "active"));

  end_task (fixture, task);
  recto_test_clock_advance_ms (&fixture->clock, 100);
  g_assert_false (recto_stop_button_get_active (fixture->button));
}

static void
test_short_work_never_shows (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_FOREGROUND);

      recto_test_clock_advance_ms (&fixture->clock, 60);
      end_task (fixture, task);
      recto_test_clock_advance_ms (&fixture->clock, 60);
      g_assert_false (recto_stop_button_get_active (fixture->button));
    }
}

static void
test_short_pause_does_not_show (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) first = add_task (fixture, RECTO_TASK_FOREGROUND);
  g_autoptr (RectoTask) second = NULL;

  recto_test_clock_advance_ms (&fixture->clock, 100);
  end_task (fixture, first);
  recto_test_clock_advance_ms (&fixture->clock, 50);
  second = add_task (fixture, RECTO_TASK_FOREGROUND);
  recto_test_clock_advance_ms (&fixture->clock, 100);
  g_assert_true (recto_stop_button_get_active (fixture->button));
  end_task (fixture, second);
}

static void
test_size_never_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = NULL;
  GtkRequisition before;
  GtkRequisition after;

  gtk_widget_get_preferred_size (GTK_WIDGET (fixture->button), NULL, &before);
  task = add_task (fixture, RECTO_TASK_FOREGROUND);
  recto_test_clock_advance_ms (&fixture->clock, 100);
  g_assert_true (recto_stop_button_get_active (fixture->button));
  gtk_widget_get_preferred_size (GTK_WIDGET (fixture->button), NULL, &after);
  g_assert_cmpint (before.width, >, 0);
  g_assert_cmpint (before.width, ==, after.width);
  g_assert_cmpint (before.height, ==, after.height);
  end_task (fixture, task);
}

static void
test_pressing_says_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_FOREGROUND);

  g_signal_emit_by_name (get_press (fixture), "clicked");
  g_assert_cmpuint (fixture->n_stops, ==, 1);
  end_task (fixture, task);
}

static void
test_other_tasks_take_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTaskList) others = recto_task_list_new ();
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_FOREGROUND);

  g_object_set (fixture->button, "tasks", others, NULL);
  g_assert_false (can_press (fixture));
  g_object_set (fixture->button, "tasks", fixture->tasks, NULL);
  g_assert_true (can_press (fixture));
  end_task (fixture, task);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/stop-button/P-2/cannot-be-pressed-when-nothing-runs",
       test_cannot_be_pressed_when_nothing_runs);
  ADD ("/stop-button/background-work-does-not-enable-it", test_background_work_does_not_enable_it);
  ADD ("/stop-button/looks-active-after-100-ms", test_looks_active_after_100_ms);
  ADD ("/stop-button/short-work-never-shows", test_short_work_never_shows);
  ADD ("/stop-button/short-pause-does-not-show", test_short_pause_does_not_show);
  ADD ("/stop-button/size-never-changes", test_size_never_changes);
  ADD ("/stop-button/pressing-says-stop", test_pressing_says_stop);
  ADD ("/stop-button/other-tasks-take-its-place", test_other_tasks_take_its_place);
#undef ADD

  return g_test_run ();
}
