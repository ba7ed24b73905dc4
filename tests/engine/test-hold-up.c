/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-hold-up.h"

#define MS 1000

static void
test_it_lasts_while_there_is_one_part (void)
{
  RectoHoldUp it = { 0 };

  g_assert_true (recto_hold_up_look (&it, TRUE, 0));
  g_assert_true (recto_hold_up_look (&it, TRUE, 40 * MS));
  g_assert_true (recto_hold_up_look (&it, TRUE, 60000 * MS));
}

static void
test_a_page_of_many_parts_is_none (void)
{
  RectoHoldUp it = { 0 };

  g_assert_false (recto_hold_up_look (&it, FALSE, 40 * MS));
  g_assert_false (recto_hold_up_look (&it, FALSE, 5000 * MS));
}

static void
test_a_short_one_is_over_at_once (void)
{
  RectoHoldUp it = { 0 };

  g_assert_true (recto_hold_up_look (&it, TRUE, 120 * MS));
  g_assert_false (recto_hold_up_look (&it, FALSE, 130 * MS));
}

/* What comes after it is not worth sharing; but a worker that was late only has a page of many
 * parts before it. */
static void
test_a_long_one_is_over_after_as_long_again (void)
{
  RectoHoldUp it = { 0 };

  g_assert_true (recto_hold_up_look (&it, TRUE, 200 * MS));
  g_assert_true (recto_hold_up_look (&it, FALSE, 240 * MS));
  g_assert_true (recto_hold_up_look (&it, FALSE, 399 * MS));
  g_assert_false (recto_hold_up_look (&it, FALSE, 400 * MS));
  g_assert_false (recto_hold_up_look (&it, FALSE, 60000 * MS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/hold-up/" name, func)
  ADD ("it-lasts-while-there-is-one-part", test_it_lasts_while_there_is_one_part);
  ADD ("a-page-of-many-parts-is-none", test_a_page_of_many_parts_is_none);
  ADD ("a-short-one-is-over-at-once", test_a_short_one_is_over_at_once);
  ADD ("a-long-one-is-over-after-as-long-again", test_a_long_one_is_over_after_as_long_again);
#undef ADD

  return g_test_run ();
}
