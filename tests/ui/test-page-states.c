/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-states.h"

#define PAGE(number) RECTO_LOCATION_INIT (0, (number))

typedef struct
{
  RectoPageStates *states;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->states = recto_page_states_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->states, recto_page_states_free);
}

static RectoPageCondition
get (Fixture *fixture, guint number)
{
  return recto_page_states_get (fixture->states, PAGE (number));
}

static void
set_view (Fixture *fixture, guint first, guint last, gboolean navigated)
{
  recto_page_states_set_view (fixture->states, PAGE (first), PAGE (last), navigated);
}

static void
test_a_stopped_page_stays_stopped_while_in_view (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (5), RECTO_PAGE_STOPPED, NULL);
  set_view (fixture, 3, 5, TRUE);
  set_view (fixture, 5, 6, TRUE);
  g_assert_cmpint (get (fixture, 5), ==, RECTO_PAGE_STOPPED);
  g_assert_false (recto_page_states_may_render (fixture->states, PAGE (5)));
}

static void
test_a_stopped_page_that_comes_back_goes_on (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (5), RECTO_PAGE_STOPPED, NULL);
  set_view (fixture, 6, 7, TRUE);
  g_assert_false (recto_page_states_may_render (fixture->states, PAGE (5)));
  set_view (fixture, 4, 5, TRUE);
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (5)));
  g_assert_cmpint (get (fixture, 5), ==, RECTO_PAGE_FINE);
}

/* Zooming in leads away from the page, zooming out back to it. */
static void
test_a_stopped_page_stays_stopped_through_zoom (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (5), RECTO_PAGE_STOPPED, NULL);
  set_view (fixture, 6, 6, FALSE);
  set_view (fixture, 5, 7, FALSE);
  g_assert_cmpint (get (fixture, 5), ==, RECTO_PAGE_STOPPED);
  /* It is still the same look at it. */
  set_view (fixture, 5, 6, TRUE);
  g_assert_cmpint (get (fixture, 5), ==, RECTO_PAGE_STOPPED);
  set_view (fixture, 6, 6, FALSE);
  set_view (fixture, 5, 6, TRUE);
  g_assert_cmpint (get (fixture, 5), ==, RECTO_PAGE_FINE);
}

static void
test_other_troubles_stay_when_the_page_comes_back (Fixture *fixture, gconstpointer data)
{
  const RectoPageCondition troubles[] = {
    RECTO_PAGE_TIMED_OUT,     RECTO_PAGE_CRASHED,   RECTO_PAGE_FAILED,
    RECTO_PAGE_OUT_OF_MEMORY, RECTO_PAGE_TOO_LARGE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    recto_page_states_set (fixture->states, PAGE (i), troubles[i], "why");
  set_view (fixture, 50, 50, TRUE);
  set_view (fixture, 0, 9, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_assert_cmpint (get (fixture, i), ==, troubles[i]);
      g_assert_cmpstr (recto_page_states_get_message (fixture->states, PAGE (i)), ==, "why");
      g_assert_false (recto_page_states_may_render (fixture->states, PAGE (i)));
      recto_page_states_retry (fixture->states, PAGE (i));
      g_assert_true (recto_page_states_may_render (fixture->states, PAGE (i)));
    }
}

static void
test_limits_are_lifted_for_one_page (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (1), RECTO_PAGE_TIMED_OUT, NULL);
  recto_page_states_lift_time_limit (fixture->states, PAGE (1));
  recto_page_states_set (fixture->states, PAGE (2), RECTO_PAGE_TOO_LARGE, NULL);
  recto_page_states_lift_size_limit (fixture->states, PAGE (2));
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (1)));
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (2)));
  g_assert_false (recto_page_states_has_time_limit (fixture->states, PAGE (1)));
  g_assert_true (recto_page_states_has_time_limit (fixture->states, PAGE (2)));
  g_assert_true (recto_page_states_has_size_limit (fixture->states, PAGE (1)));
  g_assert_false (recto_page_states_has_size_limit (fixture->states, PAGE (2)));
  recto_page_states_reset (fixture->states);
  g_assert_true (recto_page_states_has_time_limit (fixture->states, PAGE (1)));
  g_assert_true (recto_page_states_has_size_limit (fixture->states, PAGE (2)));
}

static void
test_an_incomplete_page_can_be_dismissed (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (1), RECTO_PAGE_INCOMPLETE, NULL);
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_INCOMPLETE);
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (1)));
  recto_page_states_dismiss (fixture->states, PAGE (1));
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_FINE);
  /* The next of its tiles does not bring the bar back. */
  recto_page_states_set (fixture->states, PAGE (1), RECTO_PAGE_INCOMPLETE, NULL);
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_FINE);
  /* Another trouble is told all the same. */
  recto_page_states_set (fixture->states, PAGE (1), RECTO_PAGE_CRASHED, NULL);
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_CRASHED);
}

static void
test_a_page_left_unfinished_is_so_until_it_comes_back (Fixture *fixture, gconstpointer data)
{
  recto_page_states_leave (fixture->states, PAGE (5));
  g_assert_true (recto_page_states_was_left (fixture->states, PAGE (5)));
  set_view (fixture, 6, 6, TRUE);
  g_assert_true (recto_page_states_was_left (fixture->states, PAGE (5)));
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (5)));
  set_view (fixture, 4, 5, TRUE);
  g_assert_false (recto_page_states_was_left (fixture->states, PAGE (5)));
}

static void
test_what_was_slow_when_small_stands_in_no_more (Fixture *fixture, gconstpointer data)
{
  g_assert_true (recto_page_states_may_stand_in (fixture->states, PAGE (1)));
  recto_page_states_note_slow_stand_in (fixture->states, PAGE (1));
  set_view (fixture, 2, 3, TRUE);
  set_view (fixture, 1, 1, TRUE);
  g_assert_false (recto_page_states_may_stand_in (fixture->states, PAGE (1)));
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (1)));
  recto_page_states_retry (fixture->states, PAGE (1));
  g_assert_true (recto_page_states_may_stand_in (fixture->states, PAGE (1)));
  recto_page_states_note_slow_stand_in (fixture->states, PAGE (1));
  recto_page_states_reset (fixture->states);
  g_assert_true (recto_page_states_may_stand_in (fixture->states, PAGE (1)));
}

static void
test_what_is_not_to_be_drawn_does_not_stand_in (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (1), RECTO_PAGE_STOPPED, NULL);
  recto_page_states_leave (fixture->states, PAGE (2));
  g_assert_false (recto_page_states_may_stand_in (fixture->states, PAGE (1)));
  g_assert_false (recto_page_states_may_stand_in (fixture->states, PAGE (2)));
  g_assert_true (recto_page_states_may_stand_in (fixture->states, PAGE (3)));
}

static void
test_reset_makes_all_fine (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (1), RECTO_PAGE_STOPPED, NULL);
  recto_page_states_leave (fixture->states, PAGE (2));
  recto_page_states_reset (fixture->states);
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_FINE);
  g_assert_false (recto_page_states_was_left (fixture->states, PAGE (2)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/page-states/a-stopped-page-stays-stopped-while-in-view",
       test_a_stopped_page_stays_stopped_while_in_view);
  ADD ("/page-states/a-stopped-page-that-comes-back-goes-on",
       test_a_stopped_page_that_comes_back_goes_on);
  ADD ("/page-states/a-stopped-page-stays-stopped-through-zoom",
       test_a_stopped_page_stays_stopped_through_zoom);
  ADD ("/page-states/other-troubles-stay-when-the-page-comes-back",
       test_other_troubles_stay_when_the_page_comes_back);
  ADD ("/page-states/limits-are-lifted-for-one-page", test_limits_are_lifted_for_one_page);
  ADD ("/page-states/an-incomplete-page-can-be-dismissed",
       test_an_incomplete_page_can_be_dismissed);
  ADD ("/page-states/a-page-left-unfinished-is-so-until-it-comes-back",
       test_a_page_left_unfinished_is_so_until_it_comes_back);
  ADD ("/page-states/what-was-slow-when-small-stands-in-no-more",
       test_what_was_slow_when_small_stands_in_no_more);
  ADD ("/page-states/what-is-not-to-be-drawn-does-not-stand-in",
       test_what_is_not_to_be_drawn_does_not_stand_in);
  ADD ("/page-states/reset-makes-all-fine", test_reset_makes_all_fine);

  return g_test_run ();
}
