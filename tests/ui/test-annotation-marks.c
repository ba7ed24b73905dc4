/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation-marks.h"

#include <signal.h>

#include "recto-test-view.h"
#include "recto-test.h"

/* As a pointer does that comes to the middle of the view. */
static void
point (RectoTestView *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));
  const double x = gtk_widget_get_width (GTK_WIDGET (fixture->view)) / 2.0;
  const double y = gtk_widget_get_height (GTK_WIDGET (fixture->view)) / 2.0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", x, y);
    }
}

static gboolean
are_being_read (RectoTestView *fixture)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_kind (task) == RECTO_TASK_ANNOTATIONS)
        return TRUE;
    }
  return FALSE;
}

static void
test_annotations_of_a_document_that_was_given_up_are_read_again (RectoTestView *fixture,
                                                                 gconstpointer name)
{
  g_autoptr (RectoAnnotationMarks) marks =
      recto_annotation_marks_new (fixture->view, fixture->window);
  g_autoptr (GArray) workers = NULL;

  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  recto_annotation_marks_set_document (marks, fixture->document);
  workers = recto_test_children (recto_test_host_pid (fixture->document));
  for (guint i = 0; i < workers->len; i++)
    kill (g_array_index (workers, int, i), SIGSTOP);
  point (fixture);
  g_assert_true (are_being_read (fixture));
  recto_test_kill_until_given_up (fixture->document);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  recto_document_reopen (fixture->document);
  recto_test_wait (recto_document_get_error (fixture->document) == NULL);
  point (fixture);
  g_assert_true (are_being_read (fixture));
  recto_test_wait (!are_being_read (fixture));
  /* They are known now. */
  point (fixture);
  g_assert_false (are_being_read (fixture));
  recto_annotation_marks_set_document (marks, NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/annotation-marks/annotations-of-a-document-that-was-given-up-are-read-again",
              RectoTestView, "notes.pdf", recto_test_view_set_up,
              test_annotations_of_a_document_that_was_given_up_are_read_again,
              recto_test_view_tear_down);

  return g_test_run ();
}
