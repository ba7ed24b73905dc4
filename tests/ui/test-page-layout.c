/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-layout.h"
#include "recto-zoom.h"

#include <math.h>

#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0
#define GAP 12

/* One chapter of pages that are all alike. */
static RectoPageLayout *
make_layout (guint n_pages, double width, double height)
{
  RectoPageLayout *layout = recto_page_layout_new ();
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));

  g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < n_pages; i++)
    {
      RectoPageSize size = { width, height };

      g_array_append_val (sizes, size);
    }
  recto_page_layout_set_pages (layout, chapters, sizes);
  return layout;
}

static void
arrange (RectoPageLayout *layout, double scale, gboolean continuous)
{
  RectoPageArrangement arrangement = {
    .scale = scale, .continuous = continuous, .gap = GAP, .view_width = 1000, .view_height = 800
  };

  recto_page_layout_arrange (layout, &arrangement);
}

static void
test_pages_follow_each_other_with_a_gap (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (3, A4_WIDTH, A4_HEIGHT);
  RectoPageRect first;
  RectoPageRect second;

  arrange (layout, 1.5, TRUE);
  first = recto_page_layout_get_rect (layout, 0);
  second = recto_page_layout_get_rect (layout, 1);
  g_assert_cmpfloat (first.y, ==, GAP);
  g_assert_cmpfloat (second.y, ==, first.y + first.height + GAP);
  g_assert_cmpint (first.width, ==, 893);
  g_assert_cmpint (first.height, ==, 1263);
  g_assert_cmpfloat (first.x, ==, 53);
  g_assert_cmpfloat (recto_page_layout_get_height (layout), ==, 3 * (1263 + GAP) + GAP);
}

static void
test_pages_lie_on_whole_pixels (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (500, A4_WIDTH + 0.37, A4_HEIGHT + 0.91);

  for (double scale = 0.07; scale < 90; scale *= 1.37)
    {
      arrange (layout, scale, TRUE);
      for (guint i = 0; i < 500; i += 7)
        {
          RectoPageRect rect = recto_page_layout_get_rect (layout, i);

          g_assert_cmpfloat (rect.x, ==, floor (rect.x));
          g_assert_cmpfloat (rect.y, ==, floor (rect.y));
        }
    }
}

static void
test_a_hundred_thousand_pages_at_6400_percent (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (100000, A4_WIDTH, A4_HEIGHT);
  const double scale = RECTO_ZOOM_MAX * RECTO_PIXELS_PER_POINT;
  RectoPageRect last;
  guint first_seen;
  guint last_seen;

  arrange (layout, scale, TRUE);
  g_assert_cmpfloat (recto_page_layout_get_height (layout), >, 7e9);
  last = recto_page_layout_get_rect (layout, 99999);
  g_assert_cmpint (last.height, ==, (int) round (A4_HEIGHT * scale));
  g_assert_cmpfloat (last.y, ==, GAP + 99999.0 * (last.height + GAP));
  for (guint i = 0; i < 100000; i += 997)
    {
      RectoPageRect rect = recto_page_layout_get_rect (layout, i);

      g_assert_true (recto_page_layout_get_range (layout, rect.y, rect.y + 800, &first_seen,
                                                  &last_seen));
      g_assert_cmpuint (first_seen, ==, i);
      g_assert_cmpuint (last_seen, ==, i);
      /* The last row of the page and the first of the next. */
      if (i + 1 < 100000)
        {
          double end = rect.y + rect.height;

          g_assert_true (recto_page_layout_get_range (layout, end - 1, end + GAP + 1, &first_seen,
                                                      &last_seen));
          g_assert_cmpuint (first_seen, ==, i);
          g_assert_cmpuint (last_seen, ==, i + 1);
        }
    }
}

static void
test_nothing_shows_between_pages (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (9, A4_WIDTH, A4_HEIGHT);
  RectoPageRect rect;
  guint first;
  guint last;

  arrange (layout, 1, TRUE);
  rect = recto_page_layout_get_rect (layout, 4);
  g_assert_false (recto_page_layout_get_range (layout, rect.y - GAP, rect.y, &first, &last));
  g_assert_false (recto_page_layout_get_range (layout, 0, GAP, &first, &last));
  g_assert_false (recto_page_layout_get_range (layout, recto_page_layout_get_height (layout) - 1,
                                               recto_page_layout_get_height (layout) + 900, &first,
                                               &last));
  g_assert_true (recto_page_layout_get_range (layout, -100, 1e9, &first, &last));
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (last, ==, 8);
}

static void
test_single_pages_are_centred (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (5, 300, 400);
  RectoPageRect rect;
  guint first;
  guint last;

  arrange (layout, 1, FALSE);
  recto_page_layout_set_single (layout, 3);
  rect = recto_page_layout_get_rect (layout, 3);
  g_assert_cmpfloat (rect.x, ==, 350);
  g_assert_cmpfloat (rect.y, ==, 200);
  g_assert_cmpfloat (recto_page_layout_get_height (layout), ==, 800);
  g_assert_true (recto_page_layout_get_range (layout, 0, 800, &first, &last));
  g_assert_cmpuint (first, ==, 3);
  g_assert_cmpuint (last, ==, 3);
}

static void
test_few_pages_are_centred_too (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (1, 300, 400);

  arrange (layout, 1, TRUE);
  g_assert_cmpfloat (recto_page_layout_get_rect (layout, 0).y, ==, 200);
  g_assert_cmpfloat (recto_page_layout_get_height (layout), ==, 800);
}

static void
test_rotation_swaps_the_sides (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (2, 300, 400);
  RectoPageArrangement arrangement = {
    .scale = 2, .rotation = 270, .continuous = TRUE, .gap = GAP, .view_width = 9, .view_height = 9
  };
  RectoPageRect rect;

  recto_page_layout_arrange (layout, &arrangement);
  rect = recto_page_layout_get_rect (layout, 0);
  g_assert_cmpint (rect.width, ==, 800);
  g_assert_cmpint (rect.height, ==, 600);
}

static void
test_an_anchor_keeps_its_point_at_another_zoom (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (50, A4_WIDTH, A4_HEIGHT);
  RectoPageAnchor anchor;
  RectoPageRect rect;
  double x;
  double y;

  arrange (layout, 1, TRUE);
  rect = recto_page_layout_get_rect (layout, 20);
  anchor = recto_page_layout_get_anchor (layout, rect.x + rect.width * 0.25,
                                         rect.y + rect.height * 0.75);
  recto_page_layout_find_anchor (layout, &anchor, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, rect.x + rect.width * 0.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, rect.y + rect.height * 0.75, 1e-6);

  arrange (layout, 17.3, TRUE);
  rect = recto_page_layout_get_rect (layout, 20);
  recto_page_layout_find_anchor (layout, &anchor, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, rect.x + rect.width * 0.25, 1e-3);
  g_assert_cmpfloat_with_epsilon (y, rect.y + rect.height * 0.75, 1e-3);
}

static void
test_an_anchor_beside_a_page_keeps_its_distance (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (50, A4_WIDTH, A4_HEIGHT);
  RectoPageAnchor anchor;
  RectoPageRect rect;
  double x;
  double y;

  arrange (layout, 1, TRUE);
  rect = recto_page_layout_get_rect (layout, 20);
  anchor = recto_page_layout_get_anchor (layout, rect.x - 30, rect.y - 4);
  g_assert_cmpuint (anchor.location.page, ==, 20);
  arrange (layout, 2, TRUE);
  rect = recto_page_layout_get_rect (layout, 20);
  recto_page_layout_find_anchor (layout, &anchor, &x, &y);
  g_assert_cmpfloat (x, ==, rect.x - 30);
  g_assert_cmpfloat (y, ==, rect.y - 4);
}

static void
test_chapters_and_numbers_agree (void)
{
  g_autoptr (RectoPageLayout) layout = recto_page_layout_new ();
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  const guint counts[] = { 3, 0, 1, 5, 0 };
  const RectoPageSize size = { 100, 100 };
  RectoLocation location;

  g_array_append_vals (chapters, counts, G_N_ELEMENTS (counts));
  for (guint i = 0; i < 9; i++)
    g_array_append_val (sizes, size);
  recto_page_layout_set_pages (layout, chapters, sizes);

  for (guint i = 0; i < 9; i++)
    g_assert_cmpuint (recto_page_layout_get_number (layout,
                                                    recto_page_layout_get_location (layout, i)),
                      ==, i);
  location = recto_page_layout_get_location (layout, 3);
  g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (2, 0)));
  location = recto_page_layout_get_location (layout, 8);
  g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (3, 4)));
  /* What is not there: the nearest. */
  g_assert_cmpuint (recto_page_layout_get_number (layout, RECTO_LOCATION_INIT (0, 99)), ==, 2);
  g_assert_cmpuint (recto_page_layout_get_number (layout, RECTO_LOCATION_INIT (99, 0)), ==, 8);
  location = recto_page_layout_get_location (layout, 4000);
  g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (3, 4)));
}

static void
test_an_absurd_page_stays_countable (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (2, 1.5e7, 1.5e7);
  RectoPageRect rect;

  arrange (layout, RECTO_ZOOM_MAX * RECTO_PIXELS_PER_POINT * 3, TRUE);
  rect = recto_page_layout_get_rect (layout, 1);
  g_assert_cmpint (rect.width, >, 1 << 29);
  g_assert_cmpint (rect.width, <=, 1 << 30);
  g_assert_cmpfloat (rect.y, >, 0);
}

static void
test_no_pages_show_nothing (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (0, 1, 1);
  guint first;
  guint last;

  arrange (layout, 1, TRUE);
  g_assert_false (recto_page_layout_get_range (layout, 0, 800, &first, &last));
  g_assert_cmpfloat (recto_page_layout_get_height (layout), ==, 800);
  g_assert_cmpuint (recto_page_layout_get_number (layout, RECTO_LOCATION_INIT (3, 3)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-layout/pages-follow-each-other-with-a-gap",
                   test_pages_follow_each_other_with_a_gap);
  g_test_add_func ("/page-layout/pages-lie-on-whole-pixels", test_pages_lie_on_whole_pixels);
  g_test_add_func ("/page-layout/a-hundred-thousand-pages-at-6400-percent",
                   test_a_hundred_thousand_pages_at_6400_percent);
  g_test_add_func ("/page-layout/nothing-shows-between-pages", test_nothing_shows_between_pages);
  g_test_add_func ("/page-layout/single-pages-are-centred", test_single_pages_are_centred);
  g_test_add_func ("/page-layout/few-pages-are-centred-too", test_few_pages_are_centred_too);
  g_test_add_func ("/page-layout/rotation-swaps-the-sides", test_rotation_swaps_the_sides);
  g_test_add_func ("/page-layout/an-anchor-keeps-its-point-at-another-zoom",
                   test_an_anchor_keeps_its_point_at_another_zoom);
  g_test_add_func ("/page-layout/an-anchor-beside-a-page-keeps-its-distance",
                   test_an_anchor_beside_a_page_keeps_its_distance);
  g_test_add_func ("/page-layout/chapters-and-numbers-agree", test_chapters_and_numbers_agree);
  g_test_add_func ("/page-layout/an-absurd-page-stays-countable",
                   test_an_absurd_page_stays_countable);
  g_test_add_func ("/page-layout/no-pages-show-nothing", test_no_pages_show_nothing);

  return g_test_run ();
}
