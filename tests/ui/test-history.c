/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-history.h"

static RectoPlace
at (guint page)
{
  return (RectoPlace) { .location = RECTO_LOCATION_INIT (0, page) };
}

static void
test_back_returns_to_where_one_jumped_from (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoPlace from = { RECTO_LOCATION_INIT (2, 7), 0.25 };
  RectoPlace place;

  g_assert_false (recto_history_can_go_back (history));
  recto_history_jump (history, from, at (40));
  g_assert_true (recto_history_back (history, at (40), &place));
  g_assert_true (recto_location_equal (place.location, from.location));
  g_assert_cmpfloat (place.fraction, ==, 0.25);
  g_assert_false (recto_history_can_go_back (history));
}

static void
test_forward_returns_to_where_one_came_back_from (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoPlace place;

  recto_history_jump (history, at (1), at (40));
  /* One has read on since the jump. */
  g_assert_true (recto_history_back (history, at (43), &place));
  g_assert_true (recto_history_forward (history, at (1), &place));
  g_assert_cmpuint (place.location.page, ==, 43);
  g_assert_false (recto_history_can_go_forward (history));
}

static void
test_a_jump_forgets_what_lay_ahead (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoPlace place;

  recto_history_jump (history, at (1), at (2));
  recto_history_jump (history, at (2), at (3));
  g_assert_true (recto_history_back (history, at (3), &place));
  recto_history_jump (history, at (2), at (9));
  g_assert_false (recto_history_can_go_forward (history));
  g_assert_true (recto_history_back (history, at (9), &place));
  g_assert_cmpuint (place.location.page, ==, 2);
  g_assert_true (recto_history_back (history, at (2), &place));
  g_assert_cmpuint (place.location.page, ==, 1);
}

static void
test_a_jump_to_where_one_is_is_none (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();

  recto_history_jump (history, at (5), at (5));
  g_assert_false (recto_history_can_go_back (history));
}

static void
test_the_ends_change_nothing (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoPlace place = at (77);

  g_assert_false (recto_history_back (history, at (1), &place));
  g_assert_false (recto_history_forward (history, at (1), &place));
  g_assert_cmpuint (place.location.page, ==, 77);
}

static void
test_only_the_latest_places_are_kept (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoPlace place = at (0);
  guint n_back = 0;

  for (guint i = 0; i < 10 * RECTO_HISTORY_MAX; i++)
    recto_history_jump (history, at (i), at (i + 1));
  while (recto_history_back (history, place, &place))
    n_back++;
  g_assert_cmpuint (n_back, ==, RECTO_HISTORY_MAX - 1);
  g_assert_cmpuint (place.location.page, ==, 9 * RECTO_HISTORY_MAX + 1);
}

static void
test_clearing_leaves_nowhere_to_go (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();

  recto_history_jump (history, at (1), at (2));
  recto_history_clear (history);
  g_assert_false (recto_history_can_go_back (history));
  g_assert_false (recto_history_can_go_forward (history));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/back-returns-to-where-one-jumped-from",
                   test_back_returns_to_where_one_jumped_from);
  g_test_add_func ("/history/forward-returns-to-where-one-came-back-from",
                   test_forward_returns_to_where_one_came_back_from);
  g_test_add_func ("/history/a-jump-forgets-what-lay-ahead", test_a_jump_forgets_what_lay_ahead);
  g_test_add_func ("/history/a-jump-to-where-one-is-is-none", test_a_jump_to_where_one_is_is_none);
  g_test_add_func ("/history/the-ends-change-nothing", test_the_ends_change_nothing);
  g_test_add_func ("/history/only-the-latest-places-are-kept",
                   test_only_the_latest_places_are_kept);
  g_test_add_func ("/history/clearing-leaves-nowhere-to-go", test_clearing_leaves_nowhere_to_go);

  return g_test_run ();
}
