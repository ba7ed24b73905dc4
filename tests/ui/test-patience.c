/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-patience.h"
#include "recto-test-clock.h"

typedef struct
{
  RectoTestClock clock;
  RectoPatience *patience;
  guint n_told;
} Fixture;

static void
ran_out_cb (gpointer data)
{
  ((Fixture *) data)->n_told++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_clock_init (&fixture->clock);
  fixture->patience = recto_patience_new (&fixture->clock.clock, 100, ran_out_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->patience, recto_patience_free);
}

static void
test_it_runs_out_once (Fixture *fixture, gconstpointer data)
{
  recto_patience_begin (fixture->patience);
  recto_test_clock_advance_ms (&fixture->clock, 60);
  recto_patience_begin (fixture->patience);
  g_assert_false (recto_patience_is_out (fixture->patience));
  recto_test_clock_advance_ms (&fixture->clock, 60);
  g_assert_true (recto_patience_is_out (fixture->patience));
  recto_patience_begin (fixture->patience);
  recto_test_clock_advance_ms (&fixture->clock, 1000);
  g_assert_cmpuint (fixture->n_told, ==, 1);
}

static void
test_it_can_be_renewed (Fixture *fixture, gconstpointer data)
{
  recto_patience_begin (fixture->patience);
  recto_test_clock_advance_ms (&fixture->clock, 60);
  recto_patience_renew (fixture->patience);
  recto_test_clock_advance_ms (&fixture->clock, 60);
  g_assert_cmpuint (fixture->n_told, ==, 0);
  recto_patience_begin (fixture->patience);
  recto_test_clock_advance_ms (&fixture->clock, 100);
  g_assert_true (recto_patience_is_out (fixture->patience));
  recto_patience_renew (fixture->patience);
  g_assert_false (recto_patience_is_out (fixture->patience));
}

static void
test_what_goes_is_told_nothing (Fixture *fixture, gconstpointer data)
{
  recto_patience_begin (fixture->patience);
  g_clear_pointer (&fixture->patience, recto_patience_free);
  recto_test_clock_advance_ms (&fixture->clock, 1000);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/patience/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("it-runs-out-once", test_it_runs_out_once);
  ADD ("it-can-be-renewed", test_it_can_be_renewed);
  ADD ("what-goes-is-told-nothing", test_what_goes_is_told_nothing);

  return g_test_run ();
}
