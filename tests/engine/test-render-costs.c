/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-render-costs.h"

#define MS 1000
#define PAGE(number) RECTO_LOCATION_INIT (0, number)

typedef struct
{
  RectoRenderCosts *costs;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->costs = recto_render_costs_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_render_costs_free (fixture->costs);
}

static void
test_what_ends_early_after_much_work_is_costly (Fixture *fixture, gconstpointer data)
{
  recto_render_costs_tell (fixture->costs, PAGE (1), FALSE, 200 * MS);
  recto_render_costs_tell (fixture->costs, PAGE (2), FALSE, 201 * MS);
  g_assert_false (recto_render_costs_is_costly (fixture->costs, PAGE (0)));
  g_assert_false (recto_render_costs_is_costly (fixture->costs, PAGE (1)));
  g_assert_true (recto_render_costs_is_costly (fixture->costs, PAGE (2)));
}

static void
test_what_is_rendered_is_costly_no_more (Fixture *fixture, gconstpointer data)
{
  recto_render_costs_tell (fixture->costs, PAGE (1), FALSE, 60000 * MS);
  recto_render_costs_tell (fixture->costs, PAGE (2), FALSE, 60000 * MS);
  recto_render_costs_tell (fixture->costs, PAGE (1), TRUE, 60000 * MS);
  g_assert_false (recto_render_costs_is_costly (fixture->costs, PAGE (1)));
  g_assert_true (recto_render_costs_is_costly (fixture->costs, PAGE (2)));
}

/* What was given up too early is found to have been so, too. */
static void
test_how_much_is_too_much_hangs_on_the_others (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (recto_render_costs_get_limit (fixture->costs), ==, 250);
  recto_render_costs_tell (fixture->costs, PAGE (2), FALSE, 250 * MS);
  g_assert_true (recto_render_costs_is_costly (fixture->costs, PAGE (2)));
  recto_render_costs_tell (fixture->costs, PAGE (1), TRUE, 330 * MS);
  g_assert_cmpuint (recto_render_costs_get_limit (fixture->costs), ==, 660);
  g_assert_false (recto_render_costs_is_costly (fixture->costs, PAGE (2)));
  recto_render_costs_tell (fixture->costs, PAGE (2), FALSE, 529 * MS);
  g_assert_true (recto_render_costs_is_costly (fixture->costs, PAGE (2)));
}

static void
test_pages_that_take_long_make_others_none_that_may (Fixture *fixture, gconstpointer data)
{
  recto_render_costs_tell (fixture->costs, PAGE (1), TRUE, 500 * MS);
  g_assert_cmpuint (recto_render_costs_get_limit (fixture->costs), ==, 1000);
  for (guint i = 0; i < 16; i++)
    recto_render_costs_tell (fixture->costs, PAGE (i), TRUE, 501 * MS);
  g_assert_cmpuint (recto_render_costs_get_limit (fixture->costs), ==, 250);
}

/* Light ones in between, as the other tiles of the same page, do not count; but not for ever. */
static void
test_the_last_ones_count (Fixture *fixture, gconstpointer data)
{
  recto_render_costs_tell (fixture->costs, PAGE (1), TRUE, 330 * MS);
  for (guint i = 0; i < 15; i++)
    recto_render_costs_tell (fixture->costs, PAGE (1), TRUE, MS);
  g_assert_cmpuint (recto_render_costs_get_limit (fixture->costs), ==, 660);
  g_assert_cmpint (recto_render_costs_get_most (fixture->costs), ==, 330 * MS);
  recto_render_costs_tell (fixture->costs, PAGE (2), TRUE, MS);
  g_assert_cmpuint (recto_render_costs_get_limit (fixture->costs), ==, 250);
  g_assert_cmpint (recto_render_costs_get_most (fixture->costs), ==, MS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/render-costs/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-ends-early-after-much-work-is-costly", test_what_ends_early_after_much_work_is_costly);
  ADD ("what-is-rendered-is-costly-no-more", test_what_is_rendered_is_costly_no_more);
  ADD ("how-much-is-too-much-hangs-on-the-others", test_how_much_is_too_much_hangs_on_the_others);
  ADD ("pages-that-take-long-make-others-none-that-may",
       test_pages_that_take_long_make_others_none_that_may);
  ADD ("the-last-ones-count", test_the_last_ones_count);
#undef ADD

  return g_test_run ();
}
