/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-pace.h"
#include "recto-test-clock.h"

#define FRAME_MS 16

typedef struct
{
  RectoTestClock clock;
  RectoPace *pace;
  double travel;
  guint n_slowed;
} Fixture;

static void
slowed_cb (gpointer data)
{
  ((Fixture *) data)->n_slowed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_clock_init (&fixture->clock);
  fixture->pace = recto_pace_new (&fixture->clock.clock, slowed_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->pace, recto_pace_free);
}

/* At so many heights of the view in a second. */
static void
scroll (Fixture *fixture, double speed, guint n_frames)
{
  for (guint i = 0; i < n_frames; i++)
    {
      recto_test_clock_advance_ms (&fixture->clock, FRAME_MS);
      fixture->travel += speed * FRAME_MS / 1000;
      recto_pace_tell (fixture->pace, fixture->travel);
    }
}

static void
test_reading_is_no_fling (Fixture *fixture, gconstpointer data)
{
  scroll (fixture, 1, 100);
  g_assert_false (recto_pace_is_fling (fixture->pace));
  g_assert_cmpfloat_with_epsilon (recto_pace_get_speed (fixture->pace), 1, 0.2);
}

static void
test_a_fling_ends_where_it_slows_down (Fixture *fixture, gconstpointer data)
{
  scroll (fixture, 10, 20);
  g_assert_true (recto_pace_is_fling (fixture->pace));
  g_assert_cmpfloat_with_epsilon (recto_pace_get_speed (fixture->pace), 10, 1);
  scroll (fixture, 3, 20);
  g_assert_true (recto_pace_is_fling (fixture->pace));
  scroll (fixture, 1, 20);
  g_assert_false (recto_pace_is_fling (fixture->pace));
  /* Whoever tells it knows by himself. */
  recto_test_clock_advance_ms (&fixture->clock, 1000);
  g_assert_cmpuint (fixture->n_slowed, ==, 0);
}

static void
test_a_fling_that_is_caught_ends_soon (Fixture *fixture, gconstpointer data)
{
  scroll (fixture, 10, 20);
  recto_test_clock_advance_ms (&fixture->clock, 20);
  g_assert_true (recto_pace_is_fling (fixture->pace));
  recto_test_clock_advance_ms (&fixture->clock, 40);
  g_assert_false (recto_pace_is_fling (fixture->pace));
  g_assert_cmpuint (fixture->n_slowed, ==, 1);
}

/* Frames are drawn for other reasons, too. */
static void
test_frames_without_movement_are_rest (Fixture *fixture, gconstpointer data)
{
  scroll (fixture, 10, 20);
  scroll (fixture, 0, 4);
  g_assert_false (recto_pace_is_fling (fixture->pace));
}

static void
test_a_jump_is_no_fling (Fixture *fixture, gconstpointer data)
{
  scroll (fixture, 0, 20);
  scroll (fixture, 5000, 1);
  g_assert_false (recto_pace_is_fling (fixture->pace));
  scroll (fixture, 0, 2);
  g_assert_false (recto_pace_is_fling (fixture->pace));
}

static void
test_what_goes_is_told_nothing (Fixture *fixture, gconstpointer data)
{
  scroll (fixture, 10, 20);
  g_clear_pointer (&fixture->pace, recto_pace_free);
  recto_test_clock_advance_ms (&fixture->clock, 1000);
  g_assert_cmpuint (fixture->n_slowed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/pace/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("reading-is-no-fling", test_reading_is_no_fling);
  ADD ("a-fling-ends-where-it-slows-down", test_a_fling_ends_where_it_slows_down);
  ADD ("a-fling-that-is-caught-ends-soon", test_a_fling_that_is_caught_ends_soon);
  ADD ("frames-without-movement-are-rest", test_frames_without_movement_are_rest);
  ADD ("a-jump-is-no-fling", test_a_jump_is_no_fling);
  ADD ("what-goes-is-told-nothing", test_what_goes_is_told_nothing);

  return g_test_run ();
}
