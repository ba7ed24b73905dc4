/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-view.h"
#include "recto-test.h"

static void
set_up (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_set_up (fixture, name);
  recto_test_view_wait_shown (fixture);
}

static void
tear_down (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_tear_down (fixture, NULL);
}

/* (transfer none): the view's own, by its type. */
static gpointer
find_controller (RectoTestView *fixture, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      /* Those that capture wait for a zoom to a selection. */
      if (G_OBJECT_TYPE (controller) == type &&
          gtk_event_controller_get_propagation_phase (GTK_EVENT_CONTROLLER (controller)) !=
              GTK_PHASE_CAPTURE)
        return controller;
    }
  g_assert_not_reached ();
}

static gboolean
turn_wheel (RectoTestView *fixture, double notches)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", 0.0,
                         notches, &taken);
  return taken;
}

static void
test_the_wheel_turns_a_single_page_past_its_end (RectoTestView *fixture, gconstpointer name)
{
  g_assert_true (turn_wheel (fixture, 1));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 1);
  recto_test_view_wait_shown (fixture);
  g_assert_true (turn_wheel (fixture, -1));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
}

/* A touchpad's small steps turn a page once they make a notch together. */
static void
test_small_steps_turn_a_page_together (RectoTestView *fixture, gconstpointer name)
{
  for (int i = 0; i < 3; i++)
    {
      g_assert_true (turn_wheel (fixture, 0.25));
      g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
    }
  g_assert_true (turn_wheel (fixture, 0.25));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 1);
}

static void
test_to_and_fro_turns_nothing (RectoTestView *fixture, gconstpointer name)
{
  for (int i = 0; i < 10; i++)
    {
      turn_wheel (fixture, 0.6);
      turn_wheel (fixture, -0.6);
    }
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
}

static void
test_the_wheel_scrolls_where_there_is_more_of_the_page (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_activate (fixture, "page.fit-width");
  recto_test_view_activate (fixture, "page.zoom-in");
  recto_test_view_wait_shown (fixture);
  g_assert_false (turn_wheel (fixture, 1));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
}

static void
test_the_wheel_turns_nothing_in_continuous_view (RectoTestView *fixture, gconstpointer name)
{
  recto_page_view_set_continuous (fixture->view, TRUE);
  recto_test_view_wait_shown (fixture);
  g_assert_false (turn_wheel (fixture, -1));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
}

static void
test_dragging_moves_the_page_along (RectoTestView *fixture, gconstpointer name)
{
  GtkGesture *drag = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));
  double before;

  recto_page_view_zoom_at (fixture->view, 3, 0, 0);
  recto_test_view_wait_shown (fixture);
  before = gtk_adjustment_get_value (adjustment);
  g_signal_emit_by_name (drag, "drag-begin", 100.0, 100.0);
  g_signal_emit_by_name (drag, "drag-update", 0.0, -40.0);
  g_signal_emit_by_name (drag, "drag-update", 0.0, -50.0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), before + 50, 1e-6);
  g_signal_emit_by_name (drag, "drag-end", 0.0, -50.0);
  recto_test_view_wait_frame (fixture);
}

static GtkShortcutController *
find_letter_keys (RectoTestView *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      g_autoptr (GtkShortcut) first = NULL;

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      first = g_list_model_get_item (G_LIST_MODEL (controller), 0);
      if (first != NULL &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (gtk_shortcut_get_trigger (first))) ==
              GDK_KEY_h)
        return GTK_SHORTCUT_CONTROLLER (controller);
    }
  return NULL;
}

static void
test_letters_scroll_where_it_is_wished (RectoTestView *fixture, gconstpointer name)
{
  g_assert_null (find_letter_keys (fixture));
  recto_page_view_set_letter_keys (fixture->view, TRUE);
  recto_page_view_set_letter_keys (fixture->view, TRUE);
  g_assert_nonnull (find_letter_keys (fixture));
  recto_page_view_set_letter_keys (fixture->view, FALSE);
  g_assert_null (find_letter_keys (fixture));
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/page-gestures/" name, RectoTestView, "three-pages.pdf", set_up, func, tear_down)
  ADD ("the-wheel-turns-a-single-page-past-its-end",
       test_the_wheel_turns_a_single_page_past_its_end);
  ADD ("small-steps-turn-a-page-together", test_small_steps_turn_a_page_together);
  ADD ("to-and-fro-turns-nothing", test_to_and_fro_turns_nothing);
  ADD ("the-wheel-scrolls-where-there-is-more-of-the-page",
       test_the_wheel_scrolls_where_there_is_more_of_the_page);
  ADD ("the-wheel-turns-nothing-in-continuous-view",
       test_the_wheel_turns_nothing_in_continuous_view);
  ADD ("letters-scroll-where-it-is-wished", test_letters_scroll_where_it_is_wished);
  ADD ("dragging-moves-the-page-along", test_dragging_moves_the_page_along);

  return g_test_run ();
}
