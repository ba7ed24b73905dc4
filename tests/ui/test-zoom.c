/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-zoom.h"

#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0

static void
test_steps_cover_the_range (void)
{
  double zoom = RECTO_ZOOM_MIN;
  guint n_steps = 0;

  while (zoom < RECTO_ZOOM_MAX)
    {
      double next = recto_zoom_step_in (zoom);

      g_assert_cmpfloat (next, >, zoom);
      g_assert_cmpfloat (next, <=, zoom * 2);
      g_assert_cmpfloat_with_epsilon (recto_zoom_step_out (next), zoom, 1e-9);
      zoom = next;
      n_steps++;
    }
  g_assert_cmpuint (n_steps, >, 10);
  g_assert_cmpfloat (recto_zoom_step_in (RECTO_ZOOM_MAX), ==, RECTO_ZOOM_MAX);
  g_assert_cmpfloat (recto_zoom_step_out (RECTO_ZOOM_MIN), ==, RECTO_ZOOM_MIN);
}

static void
test_a_step_from_between_goes_to_the_nearest (void)
{
  g_assert_cmpfloat (recto_zoom_step_in (1.03), ==, 1.1);
  g_assert_cmpfloat (recto_zoom_step_out (1.03), ==, 1);
  /* As near to 100 % as nobody can tell: the step is not lost on it. */
  g_assert_cmpfloat (recto_zoom_step_in (1.0000001), ==, 1.1);
  g_assert_cmpfloat (recto_zoom_step_out (0.9999999), ==, 0.9);
}

static void
test_hundred_percent_is_one_of_the_steps (void)
{
  g_assert_cmpfloat (recto_zoom_step_in (0.9), ==, 1);
  g_assert_cmpfloat (recto_zoom_step_out (1.1), ==, 1);
}

static void
test_fit_page_shows_all_of_it (void)
{
  double zoom = recto_zoom_fit (RECTO_FIT_PAGE, A4_WIDTH, A4_HEIGHT, 1000, 800, 5);

  g_assert_cmpfloat_with_epsilon (A4_HEIGHT * zoom * RECTO_PIXELS_PER_POINT, 800, 1e-6);
  zoom = recto_zoom_fit (RECTO_FIT_PAGE, A4_WIDTH, A4_HEIGHT, 300, 800, 5);
  g_assert_cmpfloat_with_epsilon (A4_WIDTH * zoom * RECTO_PIXELS_PER_POINT, 300, 1e-6);
}

static void
test_fit_width_fills_the_width (void)
{
  double zoom = recto_zoom_fit (RECTO_FIT_WIDTH, A4_WIDTH, A4_HEIGHT, 2000, 100, 1);

  g_assert_cmpfloat_with_epsilon (A4_WIDTH * zoom * RECTO_PIXELS_PER_POINT, 2000, 1e-6);
}

static void
test_automatic_never_magnifies (void)
{
  g_assert_cmpfloat (recto_zoom_fit (RECTO_FIT_AUTOMATIC, A4_WIDTH, A4_HEIGHT, 2000, 900, 3), ==,
                     1);
  g_assert_cmpfloat (recto_zoom_fit (RECTO_FIT_AUTOMATIC, A4_WIDTH, A4_HEIGHT, 400, 900, 3), <, 1);
}

static void
test_without_fitting_or_room_the_zoom_stays (void)
{
  g_assert_cmpfloat (recto_zoom_fit (RECTO_FIT_NONE, A4_WIDTH, A4_HEIGHT, 2000, 900, 3), ==, 3);
  g_assert_cmpfloat (recto_zoom_fit (RECTO_FIT_PAGE, A4_WIDTH, A4_HEIGHT, 0, 900, 3), ==, 3);
  g_assert_cmpfloat (recto_zoom_fit (RECTO_FIT_WIDTH, A4_WIDTH, A4_HEIGHT, -24, 900, 3), ==, 3);
}

static void
test_fitting_stays_in_the_range (void)
{
  g_assert_cmpfloat (recto_zoom_fit (RECTO_FIT_PAGE, 1e7, 1e7, 100, 100, 1), ==, RECTO_ZOOM_MIN);
  g_assert_cmpfloat (recto_zoom_fit (RECTO_FIT_WIDTH, 1, 1, 5000, 100, 1), ==, RECTO_ZOOM_MAX);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zoom/steps-cover-the-range", test_steps_cover_the_range);
  g_test_add_func ("/zoom/a-step-from-between-goes-to-the-nearest",
                   test_a_step_from_between_goes_to_the_nearest);
  g_test_add_func ("/zoom/hundred-percent-is-one-of-the-steps",
                   test_hundred_percent_is_one_of_the_steps);
  g_test_add_func ("/zoom/fit-page-shows-all-of-it", test_fit_page_shows_all_of_it);
  g_test_add_func ("/zoom/fit-width-fills-the-width", test_fit_width_fills_the_width);
  g_test_add_func ("/zoom/automatic-never-magnifies", test_automatic_never_magnifies);
  g_test_add_func ("/zoom/without-fitting-or-room-the-zoom-stays",
                   test_without_fitting_or_room_the_zoom_stays);
  g_test_add_func ("/zoom/fitting-stays-in-the-range", test_fitting_stays_in_the_range);

  return g_test_run ();
}
