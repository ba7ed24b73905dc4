/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-states.h"
#include "recto-test-clock.h"

#define PAGE(number) RECTO_LOCATION_INIT (0, (number))

typedef struct
{
  RectoTestClock clock;
  RectoPageStates *states;
  guint n_changed;
} Fixture;

static void
changed_cb (gpointer data)
{
  ((Fixture *) data)->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_clock_init (&fixture->clock);
  fixture->states = recto_page_states_new (&fixture->clock.clock, changed_cb, fixture);
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

/* P-4: the hint comes after three seconds, not before, and one timer is all it takes. */
static void
test_a_page_is_slow_after_three_seconds (Fixture *fixture, gconstpointer data)
{
  recto_page_states_begin_wait (fixture->states, PAGE (4));
  recto_test_clock_advance_ms (&fixture->clock, RECTO_SLOW_MS - 1);
  g_assert_cmpint (get (fixture, 4), ==, RECTO_PAGE_FINE);
  recto_test_clock_advance_ms (&fixture->clock, 2);
  g_assert_cmpint (get (fixture, 4), ==, RECTO_PAGE_SLOW);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_false (recto_page_states_has_timer (fixture->states));
  recto_page_states_end_wait (fixture->states, PAGE (4));
  g_assert_cmpint (get (fixture, 4), ==, RECTO_PAGE_FINE);
}

/* P-5: what is done in time leaves no timer. */
static void
test_a_page_done_in_time_leaves_no_timer (Fixture *fixture, gconstpointer data)
{
  recto_page_states_begin_wait (fixture->states, PAGE (4));
  g_assert_true (recto_page_states_has_timer (fixture->states));
  recto_test_clock_advance_ms (&fixture->clock, 2900);
  recto_page_states_end_wait (fixture->states, PAGE (4));
  g_assert_false (recto_page_states_has_timer (fixture->states));
  recto_test_clock_advance_ms (&fixture->clock, 10000);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_each_page_has_three_seconds_of_its_own (Fixture *fixture, gconstpointer data)
{
  recto_page_states_begin_wait (fixture->states, PAGE (1));
  recto_test_clock_advance_ms (&fixture->clock, 2000);
  recto_page_states_begin_wait (fixture->states, PAGE (2));
  recto_test_clock_advance_ms (&fixture->clock, 1500);
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_SLOW);
  g_assert_cmpint (get (fixture, 2), ==, RECTO_PAGE_FINE);
  recto_test_clock_advance_ms (&fixture->clock, 1600);
  g_assert_cmpint (get (fixture, 2), ==, RECTO_PAGE_SLOW);
  recto_page_states_end_wait (fixture->states, PAGE (1));
  recto_page_states_end_wait (fixture->states, PAGE (2));
}

static void
test_tiles_of_a_page_are_one_wait (Fixture *fixture, gconstpointer data)
{
  recto_page_states_begin_wait (fixture->states, PAGE (1));
  recto_test_clock_advance_ms (&fixture->clock, 2000);
  recto_page_states_begin_wait (fixture->states, PAGE (1));
  recto_page_states_end_wait (fixture->states, PAGE (1));
  recto_test_clock_advance_ms (&fixture->clock, 1500);
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_SLOW);
  recto_page_states_end_wait (fixture->states, PAGE (1));
}

static void
test_a_stopped_page_stays_stopped_while_in_view (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (5), RECTO_PAGE_STOPPED, NULL);
  recto_page_states_set_view (fixture->states, PAGE (3), PAGE (5));
  recto_page_states_set_view (fixture->states, PAGE (5), PAGE (6));
  g_assert_cmpint (get (fixture, 5), ==, RECTO_PAGE_STOPPED);
  g_assert_false (recto_page_states_may_render (fixture->states, PAGE (5)));
}

static void
test_a_stopped_page_that_comes_back_goes_on (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (5), RECTO_PAGE_STOPPED, NULL);
  recto_page_states_set_view (fixture->states, PAGE (6), PAGE (7));
  g_assert_false (recto_page_states_may_render (fixture->states, PAGE (5)));
  recto_page_states_set_view (fixture->states, PAGE (4), PAGE (5));
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (5)));
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
  recto_page_states_set_view (fixture->states, PAGE (50), PAGE (50));
  recto_page_states_set_view (fixture->states, PAGE (0), PAGE (9));
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
  recto_page_states_set_view (fixture->states, PAGE (6), PAGE (6));
  g_assert_true (recto_page_states_was_left (fixture->states, PAGE (5)));
  g_assert_true (recto_page_states_may_render (fixture->states, PAGE (5)));
  recto_page_states_set_view (fixture->states, PAGE (4), PAGE (5));
  g_assert_false (recto_page_states_was_left (fixture->states, PAGE (5)));
}

static void
test_reset_makes_all_fine_and_waits_go_on (Fixture *fixture, gconstpointer data)
{
  recto_page_states_set (fixture->states, PAGE (1), RECTO_PAGE_STOPPED, NULL);
  recto_page_states_begin_wait (fixture->states, PAGE (2));
  recto_page_states_reset (fixture->states);
  g_assert_cmpint (get (fixture, 1), ==, RECTO_PAGE_FINE);
  recto_test_clock_advance_ms (&fixture->clock, RECTO_SLOW_MS + 1);
  g_assert_cmpint (get (fixture, 2), ==, RECTO_PAGE_SLOW);
  recto_page_states_end_wait (fixture->states, PAGE (2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/page-states/P-4/a-page-is-slow-after-three-seconds",
       test_a_page_is_slow_after_three_seconds);
  ADD ("/page-states/P-5/a-page-done-in-time-leaves-no-timer",
       test_a_page_done_in_time_leaves_no_timer);
  ADD ("/page-states/each-page-has-three-seconds-of-its-own",
       test_each_page_has_three_seconds_of_its_own);
  ADD ("/page-states/tiles-of-a-page-are-one-wait", test_tiles_of_a_page_are_one_wait);
  ADD ("/page-states/a-stopped-page-stays-stopped-while-in-view",
       test_a_stopped_page_stays_stopped_while_in_view);
  ADD ("/page-states/a-stopped-page-that-comes-back-goes-on",
       test_a_stopped_page_that_comes_back_goes_on);
  ADD ("/page-states/other-troubles-stay-when-the-page-comes-back",
       test_other_troubles_stay_when_the_page_comes_back);
  ADD ("/page-states/limits-are-lifted-for-one-page", test_limits_are_lifted_for_one_page);
  ADD ("/page-states/an-incomplete-page-can-be-dismissed",
       test_an_incomplete_page_can_be_dismissed);
  ADD ("/page-states/a-page-left-unfinished-is-so-until-it-comes-back",
       test_a_page_left_unfinished_is_so_until_it_comes_back);
  ADD ("/page-states/reset-makes-all-fine-and-waits-go-on",
       test_reset_makes_all_fine_and_waits_go_on);

  return g_test_run ();
}
