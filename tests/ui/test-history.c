/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-history.h"

static RectoPlace
at (guint page)
{
  return (RectoPlace) { .location = RECTO_LOCATION_INIT (0, page) };
}

static RectoKeptPlace
kept_at (guint page)
{
  return (RectoKeptPlace) { .place = at (page), .character = -1 };
}

static gboolean
jump (RectoHistory *history, guint from, guint to)
{
  const RectoKeptPlace here = kept_at (from);

  return recto_history_jump (history, &here, at (to));
}

static gboolean
back (RectoHistory *history, guint from, RectoKeptPlace *place)
{
  const RectoKeptPlace here = kept_at (from);

  return recto_history_back (history, &here, place);
}

static gboolean
forward (RectoHistory *history, guint from, RectoKeptPlace *place)
{
  const RectoKeptPlace here = kept_at (from);

  return recto_history_forward (history, &here, place);
}

static void
test_back_returns_to_where_one_jumped_from (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  const RectoKeptPlace from = { .place = { RECTO_LOCATION_INIT (2, 7), 0.25 }, .character = 1200 };
  RectoKeptPlace place;

  g_assert_false (recto_history_can_go_back (history));
  g_assert_true (recto_history_jump (history, &from, at (40)));
  g_assert_true (back (history, 40, &place));
  g_assert_true (recto_location_equal (place.place.location, from.place.location));
  g_assert_cmpfloat (place.place.fraction, ==, 0.25);
  g_assert_cmpint (place.character, ==, 1200);
  g_assert_false (recto_history_can_go_back (history));
}

static void
test_forward_returns_to_where_one_came_back_from (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoKeptPlace place;

  jump (history, 1, 40);
  /* One has read on since the jump. */
  g_assert_true (back (history, 43, &place));
  g_assert_true (forward (history, 1, &place));
  g_assert_cmpuint (place.place.location.page, ==, 43);
  g_assert_false (recto_history_can_go_forward (history));
}

static void
test_a_place_one_has_not_come_to_stays (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoKeptPlace place;

  jump (history, 1, 2);
  jump (history, 2, 3);
  g_assert_true (back (history, 4, &place));
  g_assert_true (recto_history_back (history, NULL, &place));
  g_assert_cmpuint (place.place.location.page, ==, 1);
  g_assert_true (recto_history_forward (history, NULL, &place));
  g_assert_cmpuint (place.place.location.page, ==, 2);
  g_assert_true (recto_history_forward (history, NULL, &place));
  g_assert_cmpuint (place.place.location.page, ==, 4);
}

static void
test_a_jump_forgets_what_lay_ahead (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoKeptPlace place;

  jump (history, 1, 2);
  jump (history, 2, 3);
  g_assert_true (back (history, 3, &place));
  jump (history, 2, 9);
  g_assert_false (recto_history_can_go_forward (history));
  g_assert_true (back (history, 9, &place));
  g_assert_cmpuint (place.place.location.page, ==, 2);
  g_assert_true (back (history, 2, &place));
  g_assert_cmpuint (place.place.location.page, ==, 1);
}

static void
test_a_jump_to_where_one_is_is_none (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();

  g_assert_false (jump (history, 5, 5));
  g_assert_false (recto_history_can_go_back (history));
}

static void
test_the_ends_change_nothing (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoKeptPlace place = kept_at (77);

  g_assert_false (back (history, 1, &place));
  g_assert_false (forward (history, 1, &place));
  g_assert_cmpuint (place.place.location.page, ==, 77);
}

static void
test_only_the_latest_places_are_kept (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoKeptPlace place = kept_at (0);
  guint n_back = 0;

  for (guint i = 0; i < 10 * RECTO_HISTORY_MAX; i++)
    jump (history, i, i + 1);
  while (recto_history_back (history, &place, &place))
    n_back++;
  g_assert_cmpuint (n_back, ==, RECTO_HISTORY_MAX - 1);
  g_assert_cmpuint (place.place.location.page, ==, 9 * RECTO_HISTORY_MAX + 1);
}

static void
test_a_character_is_kept_wherever_its_place_is (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();
  RectoKeptPlace known = kept_at (2);
  RectoKeptPlace place;

  jump (history, 2, 9);
  jump (history, 9, 2);
  jump (history, 2, 30);
  known.character = 77;
  recto_history_set_character (history, &known);
  /* Laid out otherwise, this is another place. */
  known.n_pages = 40;
  known.character = 5;
  recto_history_set_character (history, &known);
  g_assert_true (back (history, 30, &place));
  g_assert_cmpint (place.character, ==, 77);
  g_assert_true (back (history, 2, &place));
  g_assert_cmpint (place.character, ==, -1);
  g_assert_true (back (history, 9, &place));
  g_assert_cmpint (place.character, ==, 77);
}

static void
test_clearing_leaves_nowhere_to_go (void)
{
  g_autoptr (RectoHistory) history = recto_history_new ();

  jump (history, 1, 2);
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
  g_test_add_func ("/history/a-place-one-has-not-come-to-stays",
                   test_a_place_one_has_not_come_to_stays);
  g_test_add_func ("/history/a-jump-forgets-what-lay-ahead", test_a_jump_forgets_what_lay_ahead);
  g_test_add_func ("/history/a-jump-to-where-one-is-is-none", test_a_jump_to_where_one_is_is_none);
  g_test_add_func ("/history/the-ends-change-nothing", test_the_ends_change_nothing);
  g_test_add_func ("/history/only-the-latest-places-are-kept",
                   test_only_the_latest_places_are_kept);
  g_test_add_func ("/history/a-character-is-kept-wherever-its-place-is",
                   test_a_character_is_kept_wherever_its_place_is);
  g_test_add_func ("/history/clearing-leaves-nowhere-to-go", test_clearing_leaves_nowhere_to_go);

  return g_test_run ();
}
