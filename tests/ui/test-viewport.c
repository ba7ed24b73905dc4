/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-viewport.h"

#include <math.h>

#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0

static void
set_pages (RectoViewport *viewport, guint n_chapters, guint n_pages, double height)
{
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));

  for (guint i = 0; i < n_chapters; i++)
    g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < n_chapters * n_pages; i++)
    {
      RectoPageSize size = { A4_WIDTH, height };

      g_array_append_val (sizes, size);
    }
  recto_viewport_set_pages (viewport, chapters, sizes);
}

static RectoViewport *
make_viewport (double scale)
{
  RectoViewport *viewport = recto_viewport_new ();

  recto_viewport_set_size (viewport, 1000, 800, scale);
  set_pages (viewport, 1, 100, A4_HEIGHT);
  recto_viewport_arrange (viewport);
  return viewport;
}

/* The point of a page that is at a point of the view. */
static RectoPageAnchor
look_at (RectoViewport *viewport, double x, double y)
{
  double scale = recto_viewport_get_scale (viewport);

  return recto_page_layout_get_anchor (recto_viewport_get_layout (viewport),
                                       (recto_viewport_get_x (viewport) + x) * scale,
                                       (recto_viewport_get_y (viewport) + y) * scale);
}

static void
test_zooming_keeps_the_point_under_the_pointer (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  RectoPageAnchor before;
  RectoPageAnchor after;

  recto_viewport_zoom_at (viewport, 3, 500, 400);
  recto_viewport_arrange (viewport);
  recto_viewport_scroll_to (viewport, 700, 40000);
  before = look_at (viewport, 333, 222);
  recto_viewport_zoom_at (viewport, 3.3, 333, 222);
  recto_viewport_arrange (viewport);
  after = look_at (viewport, 333, 222);
  g_assert_true (recto_location_equal (before.location, after.location));
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 1e-9);
  g_assert_cmpint (recto_viewport_get_fit_mode (viewport), ==, RECTO_FIT_NONE);
}

/* Fingers come down around one point of the view, and move to another while they spread. */
static void
test_a_pinch_keeps_what_is_between_the_fingers (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1.5);
  RectoPageAnchor before;

  recto_viewport_zoom_at (viewport, 2, 500, 400);
  recto_viewport_arrange (viewport);
  recto_viewport_scroll_to (viewport, 300, 30000);
  before = look_at (viewport, 400, 300);
  recto_viewport_begin_pinch (viewport, 400, 300);
  for (int i = 0; i <= 20; i++)
    {
      const double x = 400 + 5 * i;
      const double y = 300 - 7 * i;
      RectoPageAnchor after;

      /* Several in a frame, too. */
      recto_viewport_pinch (viewport, 1 + 0.02 * i, x + 30, y - 20);
      recto_viewport_pinch (viewport, 1 + 0.05 * i, x, y);
      recto_viewport_arrange (viewport);
      after = look_at (viewport, x, y);
      g_assert_cmpfloat_with_epsilon (recto_viewport_get_zoom (viewport), 2 * (1 + 0.05 * i), 1e-9);
      g_assert_true (recto_location_equal (before.location, after.location));
      g_assert_cmpfloat_with_epsilon (before.x, after.x, 1e-9);
      g_assert_cmpfloat_with_epsilon (before.y, after.y, 1e-9);
    }
  /* Back to where they were: as if nothing had been. */
  recto_viewport_pinch (viewport, 1, 400, 300);
  recto_viewport_arrange (viewport);
  g_assert_cmpfloat_with_epsilon (recto_viewport_get_x (viewport), 300, 1e-6);
  g_assert_cmpfloat_with_epsilon (recto_viewport_get_y (viewport), 30000, 1e-6);
}

static void
test_a_pinch_ends_at_the_largest_size (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  RectoPageAnchor before;
  RectoPageAnchor after;

  recto_viewport_zoom_at (viewport, 40, 500, 400);
  recto_viewport_arrange (viewport);
  recto_viewport_scroll_to (viewport, 9000, 100000);
  before = look_at (viewport, 500, 400);
  recto_viewport_begin_pinch (viewport, 500, 400);
  recto_viewport_pinch (viewport, 9, 520, 410);
  recto_viewport_arrange (viewport);
  after = look_at (viewport, 520, 410);
  g_assert_cmpfloat (recto_viewport_get_zoom (viewport), ==, RECTO_ZOOM_MAX);
  g_assert_cmpint (recto_viewport_get_fit_mode (viewport), ==, RECTO_FIT_NONE);
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 1e-6);
}

/* Fingers that come down before anything is arranged zoom all the same. */
static void
test_a_pinch_on_the_way_somewhere_zooms (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);

  recto_viewport_zoom_at (viewport, 2, 500, 400);
  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 50), RECTO_PAGE_TOP);
  recto_viewport_begin_pinch (viewport, 500, 400);
  recto_viewport_pinch (viewport, 1.5, 500, 400);
  recto_viewport_arrange (viewport);
  g_assert_cmpfloat (recto_viewport_get_zoom (viewport), ==, 3);
  g_assert_cmpuint (recto_viewport_get_location (viewport).page, ==, 50);
}

static void
test_zooming_many_times_in_a_frame_keeps_it_too (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1.25);
  RectoPageAnchor before;
  RectoPageAnchor after;

  recto_viewport_zoom_at (viewport, 4, 500, 400);
  recto_viewport_arrange (viewport);
  recto_viewport_scroll_to (viewport, 900, 50000);
  before = look_at (viewport, 100, 700);
  for (int i = 0; i < 20; i++)
    recto_viewport_zoom_at (viewport, recto_viewport_get_zoom (viewport) * 1.1, 100, 700);
  recto_viewport_arrange (viewport);
  after = look_at (viewport, 100, 700);
  g_assert_true (recto_location_equal (before.location, after.location));
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 1e-9);
}

static void
test_the_page_read_stays_when_sizes_become_known (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  RectoPlace before;
  RectoPlace after;

  recto_viewport_zoom_at (viewport, 1, 500, 400);
  recto_viewport_arrange (viewport);
  recto_viewport_scroll_to (viewport, 0, 60500);
  before = recto_viewport_get_place (viewport);
  g_assert_cmpuint (before.location.page, >, 40);
  set_pages (viewport, 1, 100, A4_HEIGHT / 2);
  recto_viewport_arrange (viewport);
  after = recto_viewport_get_place (viewport);
  g_assert_true (recto_location_equal (before.location, after.location));
  g_assert_cmpfloat_with_epsilon (before.fraction, after.fraction, 1e-9);
}

static void
test_the_page_read_stays_when_chapters_grow (void)
{
  g_autoptr (RectoViewport) viewport = recto_viewport_new ();
  RectoLocation location;

  recto_viewport_set_size (viewport, 1000, 800, 1);
  set_pages (viewport, 10, 2, A4_HEIGHT);
  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (5, 1), RECTO_PAGE_TOP);
  recto_viewport_arrange (viewport);
  set_pages (viewport, 10, 30, A4_HEIGHT);
  recto_viewport_arrange (viewport);
  location = recto_viewport_get_location (viewport);
  g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (5, 1)));
  location = look_at (viewport, 500, 20).location;
  g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (5, 1)));
}

static void
test_a_window_resized_shows_the_same_place (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  RectoPlace before;
  RectoPlace after;

  recto_viewport_set_fit_mode (viewport, RECTO_FIT_WIDTH);
  recto_viewport_arrange (viewport);
  recto_viewport_scroll_to (viewport, 0, 30300);
  before = recto_viewport_get_place (viewport);
  recto_viewport_set_size (viewport, 420, 700, 2);
  recto_viewport_arrange (viewport);
  after = recto_viewport_get_place (viewport);
  g_assert_true (recto_location_equal (before.location, after.location));
  g_assert_cmpfloat_with_epsilon (before.fraction, after.fraction, 1e-3);
  g_assert_cmpfloat (recto_viewport_get_content_width (viewport), <=, 420.5);
}

static void
test_the_page_gone_to_is_read_until_one_scrolls (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);

  /* So small that many pages show at once. */
  recto_viewport_zoom_at (viewport, 0.1, 500, 400);
  recto_viewport_arrange (viewport);
  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 99), RECTO_PAGE_TOP);
  recto_viewport_arrange (viewport);
  g_assert_cmpuint (recto_viewport_get_location (viewport).page, ==, 99);
  recto_viewport_scroll_to (viewport, 0, recto_viewport_get_y (viewport) - 300);
  g_assert_cmpuint (recto_viewport_get_location (viewport).page, <, 99);
  g_assert_cmpint (recto_viewport_get_direction (viewport), ==, -1);
}

static void
test_going_to_a_page_wins_over_scrolling (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);

  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 50), RECTO_PAGE_TOP);
  recto_viewport_scroll_to (viewport, 0, 3);
  recto_viewport_arrange (viewport);
  g_assert_cmpuint (recto_viewport_get_location (viewport).page, ==, 50);
  g_assert_cmpuint (look_at (viewport, 500, 100).location.page, ==, 50);
}

static void
test_a_place_is_found_again (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  RectoPlace place;
  RectoPlace again;

  recto_viewport_scroll_to (viewport, 0, 20777);
  place = recto_viewport_get_place (viewport);
  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 3), RECTO_PAGE_TOP);
  recto_viewport_arrange (viewport);
  recto_viewport_go_to_place (viewport, place);
  recto_viewport_arrange (viewport);
  again = recto_viewport_get_place (viewport);
  g_assert_true (recto_location_equal (place.location, again.location));
  g_assert_cmpfloat_with_epsilon (place.fraction, again.fraction, 1e-9);
}

static void
test_turning_back_shows_the_end (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  RectoPageRect view;
  RectoPageRect rect;

  recto_viewport_set_continuous (viewport, FALSE);
  recto_viewport_zoom_at (viewport, 2, 500, 400);
  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 7), RECTO_PAGE_BOTTOM);
  recto_viewport_arrange (viewport);
  view = recto_viewport_get_view (viewport);
  rect = recto_page_layout_get_rect (recto_viewport_get_layout (viewport), 7);
  g_assert_cmpfloat (view.y + view.height, ==, rect.y + rect.height + 12);
}

static void
test_fit_page_shows_the_whole_page_at_any_scale (void)
{
  for (double scale = 1; scale <= 3; scale += 0.25)
    {
      g_autoptr (RectoViewport) viewport = make_viewport (scale);
      RectoPageRect view;
      RectoPageRect rect;

      recto_viewport_set_fit_mode (viewport, RECTO_FIT_PAGE);
      recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 42), RECTO_PAGE_TOP);
      recto_viewport_arrange (viewport);
      view = recto_viewport_get_view (viewport);
      rect = recto_page_layout_get_rect (recto_viewport_get_layout (viewport), 42);
      g_assert_cmpfloat (rect.y, >=, view.y);
      g_assert_cmpfloat (rect.y + rect.height, <=, view.y + view.height);
      g_assert_cmpint (rect.height, >, view.height * 9 / 10);
    }
}

static void
test_turned_pages_are_fitted_turned (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  double upright;

  recto_viewport_set_fit_mode (viewport, RECTO_FIT_WIDTH);
  recto_viewport_arrange (viewport);
  upright = recto_viewport_get_zoom (viewport);
  recto_viewport_set_rotation (viewport, 90);
  recto_viewport_arrange (viewport);
  g_assert_cmpfloat_with_epsilon (recto_viewport_get_zoom (viewport),
                                  upright * A4_WIDTH / A4_HEIGHT, 1e-9);
}

static void
test_nothing_changed_needs_no_arranging (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);

  recto_viewport_set_size (viewport, 1000, 800, 1);
  recto_viewport_scroll_to (viewport, 0, 500);
  g_assert_false (recto_viewport_arrange (viewport));
}

/* So that a page one has stopped can be told apart from one that only comes along. */
static void
test_only_going_somewhere_counts_as_moving (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  guint n_moves = recto_viewport_get_n_moves (viewport);

  recto_viewport_zoom_at (viewport, 3, 500, 400);
  recto_viewport_arrange (viewport);
  recto_viewport_set_fit_mode (viewport, RECTO_FIT_PAGE);
  recto_viewport_arrange (viewport);
  recto_viewport_set_rotation (viewport, 90);
  recto_viewport_arrange (viewport);
  recto_viewport_set_size (viewport, 600, 500, 1);
  recto_viewport_arrange (viewport);
  g_assert_cmpuint (recto_viewport_get_n_moves (viewport), ==, n_moves);
  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 5), RECTO_PAGE_TOP);
  g_assert_cmpuint (recto_viewport_get_n_moves (viewport), >, n_moves);
  recto_viewport_arrange (viewport);
  n_moves = recto_viewport_get_n_moves (viewport);
  recto_viewport_scroll_to (viewport, 0, 5000);
  g_assert_cmpuint (recto_viewport_get_n_moves (viewport), >, n_moves);
}

static void
test_a_selection_fills_the_view (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  RectoPageAnchor before;
  RectoPageAnchor after;

  recto_viewport_zoom_at (viewport, 1, 500, 400);
  recto_viewport_arrange (viewport);
  before = look_at (viewport, 500, 300);
  /* Twice as wide as the view would be at its height. */
  recto_viewport_zoom_to (viewport, 400, 275, 200, 50);
  recto_viewport_arrange (viewport);
  after = look_at (viewport, 500, 400);
  g_assert_cmpfloat_with_epsilon (recto_viewport_get_zoom (viewport), 5, 1e-9);
  g_assert_cmpint (recto_viewport_get_fit_mode (viewport), ==, RECTO_FIT_NONE);
  g_assert_true (recto_location_equal (before.location, after.location));
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 0.001);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 0.001);
}

/* Pages of several sizes, side by side: the view reaches from the left edge of the one to the right
 * edge of the other, though a wider pair stands elsewhere. */
static void
test_a_fitted_pair_is_seen_whole (void)
{
  g_autoptr (RectoViewport) viewport = make_viewport (1);
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  const guint n_pages = 20;
  const RectoFitMode modes[] = { RECTO_FIT_WIDTH, RECTO_FIT_PAGE };

  for (guint i = 0; i < n_pages; i++)
    {
      const RectoPageSize size = { i < 2 ? 2 * A4_WIDTH : A4_WIDTH, A4_HEIGHT };

      g_array_append_val (sizes, size);
    }
  g_array_append_val (chapters, n_pages);
  recto_viewport_set_pages (viewport, chapters, sizes);
  recto_viewport_go_to (viewport, RECTO_LOCATION_INIT (0, 9), RECTO_PAGE_TOP);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    for (int turn = 0; turn < 4; turn++)
      {
        RectoPageRect left;
        RectoPageRect right;
        const gboolean odd_left = turn % 2 != 0;

        recto_viewport_set_fit_mode (viewport, modes[i]);
        recto_viewport_set_odd_left (viewport, odd_left);
        recto_viewport_set_dual (viewport, FALSE);
        recto_viewport_arrange (viewport);
        recto_viewport_set_dual (viewport, TRUE);
        recto_viewport_arrange (viewport);
        recto_viewport_get_part (viewport, odd_left ? 8 : 9, &left);
        recto_viewport_get_part (viewport, odd_left ? 9 : 10, &right);
        g_assert_cmpfloat_with_epsilon (left.x, 1000 - right.x - right.width, 2);
        g_assert_cmpfloat (left.x, >=, 0);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport/zooming-keeps-the-point-under-the-pointer",
                   test_zooming_keeps_the_point_under_the_pointer);
  g_test_add_func ("/viewport/zooming-many-times-in-a-frame-keeps-it-too",
                   test_zooming_many_times_in_a_frame_keeps_it_too);
  g_test_add_func ("/viewport/a-pinch-keeps-what-is-between-the-fingers",
                   test_a_pinch_keeps_what_is_between_the_fingers);
  g_test_add_func ("/viewport/a-pinch-ends-at-the-largest-size",
                   test_a_pinch_ends_at_the_largest_size);
  g_test_add_func ("/viewport/a-pinch-on-the-way-somewhere-zooms",
                   test_a_pinch_on_the_way_somewhere_zooms);
  g_test_add_func ("/viewport/the-page-read-stays-when-sizes-become-known",
                   test_the_page_read_stays_when_sizes_become_known);
  g_test_add_func ("/viewport/the-page-read-stays-when-chapters-grow",
                   test_the_page_read_stays_when_chapters_grow);
  g_test_add_func ("/viewport/a-window-resized-shows-the-same-place",
                   test_a_window_resized_shows_the_same_place);
  g_test_add_func ("/viewport/the-page-gone-to-is-read-until-one-scrolls",
                   test_the_page_gone_to_is_read_until_one_scrolls);
  g_test_add_func ("/viewport/going-to-a-page-wins-over-scrolling",
                   test_going_to_a_page_wins_over_scrolling);
  g_test_add_func ("/viewport/a-place-is-found-again", test_a_place_is_found_again);
  g_test_add_func ("/viewport/turning-back-shows-the-end", test_turning_back_shows_the_end);
  g_test_add_func ("/viewport/fit-page-shows-the-whole-page-at-any-scale",
                   test_fit_page_shows_the_whole_page_at_any_scale);
  g_test_add_func ("/viewport/turned-pages-are-fitted-turned", test_turned_pages_are_fitted_turned);
  g_test_add_func ("/viewport/nothing-changed-needs-no-arranging",
                   test_nothing_changed_needs_no_arranging);
  g_test_add_func ("/viewport/only-going-somewhere-counts-as-moving",
                   test_only_going_somewhere_counts_as_moving);

  g_test_add_func ("/viewport/a-fitted-pair-is-seen-whole", test_a_fitted_pair_is_seen_whole);
  g_test_add_func ("/viewport/a-selection-fills-the-view", test_a_selection_fills_the_view);
  return g_test_run ();
}
