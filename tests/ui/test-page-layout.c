/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-layout.h"
#include "recto-zoom.h"

#include <math.h>

#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0
#define GAP 12
#define SEAM 4

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
test_single_pages_are_centered (void)
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
test_few_pages_are_centered_too (void)
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

/* ---- Two pages in a row ---- */

static void
arrange_book (RectoPageLayout *layout, gboolean odd_left, gboolean right_to_left)
{
  RectoPageArrangement arrangement = { .scale = 1, .continuous = TRUE, .dual = TRUE, .gap = GAP };

  arrangement.odd_left = odd_left;
  arrangement.right_to_left = right_to_left;
  arrangement.seam = SEAM;
  arrangement.view_width = 1400;
  arrangement.view_height = 800;
  recto_page_layout_arrange (layout, &arrangement);
}

static void
test_cover_stands_alone_on_the_right (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (4, A4_WIDTH, A4_HEIGHT);
  RectoPageRect pages[4];

  arrange_book (layout, FALSE, FALSE);
  for (guint i = 0; i < 4; i++)
    pages[i] = recto_page_layout_get_rect (layout, i);
  g_assert_cmpfloat (pages[0].x, ==, 700 + SEAM / 2);
  g_assert_cmpfloat (pages[1].y, ==, pages[0].y + pages[0].height + GAP);
  g_assert_cmpfloat (pages[2].y, ==, pages[1].y);
  g_assert_cmpfloat (pages[2].x, ==, pages[1].x + pages[1].width + SEAM);
  /* The last page lies where it would lie if another followed. */
  g_assert_cmpfloat (pages[3].x, ==, pages[1].x);
  g_assert_cmpfloat (recto_page_layout_get_height (layout), ==, 3 * (842 + GAP) + GAP);
}

static void
test_odd_pages_on_the_left_begin_with_the_first (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (3, A4_WIDTH, A4_HEIGHT);
  RectoPageRect first;
  RectoPageRect second;

  arrange_book (layout, TRUE, FALSE);
  first = recto_page_layout_get_rect (layout, 0);
  second = recto_page_layout_get_rect (layout, 1);
  g_assert_cmpfloat (first.y, ==, second.y);
  g_assert_cmpfloat (second.x, ==, first.x + first.width + SEAM);
  g_assert_cmpfloat (recto_page_layout_get_rect (layout, 2).x, ==, first.x);
}

static void
test_right_to_left_swaps_the_sides (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (3, A4_WIDTH, A4_HEIGHT);
  RectoPageRect cover;
  RectoPageRect second;

  arrange_book (layout, FALSE, TRUE);
  cover = recto_page_layout_get_rect (layout, 0);
  second = recto_page_layout_get_rect (layout, 1);
  g_assert_cmpfloat (cover.x + cover.width, ==, 700 - SEAM / 2);
  g_assert_cmpfloat (second.x, ==, 700 + SEAM / 2);
  g_assert_cmpfloat (recto_page_layout_get_rect (layout, 2).x, ==, cover.x);
}

static void
test_a_single_page_has_nothing_to_face (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (1, A4_WIDTH, A4_HEIGHT);
  RectoPageRect page;

  arrange_book (layout, FALSE, FALSE);
  page = recto_page_layout_get_rect (layout, 0);
  g_assert_cmpfloat (page.x, ==, floor ((1400 - page.width) / 2.0));
}

/* Pages that face each other may be of different sizes. */
static void
test_a_smaller_page_lies_in_the_middle_of_its_row (void)
{
  g_autoptr (RectoPageLayout) layout = recto_page_layout_new ();
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  const RectoPageSize both[] = { { 400, 600 }, { 300, 200 } };
  const guint n_pages = 2;
  RectoPageRect large;
  RectoPageRect small;

  g_array_append_val (chapters, n_pages);
  g_array_append_vals (sizes, both, 2);
  recto_page_layout_set_pages (layout, chapters, sizes);
  arrange_book (layout, TRUE, FALSE);
  large = recto_page_layout_get_rect (layout, 0);
  small = recto_page_layout_get_rect (layout, 1);
  g_assert_cmpfloat (large.x, ==, 700 - (400 + SEAM + 300) / 2);
  g_assert_cmpfloat (small.x, ==, large.x + 400 + SEAM);
  g_assert_cmpfloat (small.y, ==, large.y + 200);
}

static void
test_ranges_are_whole_rows (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (100000, A4_WIDTH, A4_HEIGHT);
  guint first;
  guint last;

  arrange_book (layout, FALSE, FALSE);
  for (guint i = 1; i < 99990; i += 998)
    {
      RectoPageRect rect = recto_page_layout_get_rect (layout, i);

      g_assert_true (recto_page_layout_get_range (layout, rect.y + 1, rect.y + 2, &first, &last));
      g_assert_cmpuint (first, ==, i);
      g_assert_cmpuint (last, ==, i + 1);
      g_assert_true (recto_page_layout_get_range (layout, rect.y + 1, rect.y + 842 + GAP + 1,
                                                  &first, &last));
      g_assert_cmpuint (last, ==, i + 3);
      g_assert_false (recto_page_layout_get_range (layout, rect.y + 842, rect.y + 842 + GAP, &first,
                                                   &last));
    }
}

static void
test_turning_goes_from_row_to_row (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (8, A4_WIDTH, A4_HEIGHT);

  arrange_book (layout, FALSE, FALSE);
  g_assert_cmpuint (recto_page_layout_turn (layout, 0, 1), ==, 1);
  g_assert_cmpuint (recto_page_layout_turn (layout, 1, 1), ==, 3);
  g_assert_cmpuint (recto_page_layout_turn (layout, 2, 1), ==, 3);
  g_assert_cmpuint (recto_page_layout_turn (layout, 2, -1), ==, 0);
  g_assert_cmpuint (recto_page_layout_turn (layout, 4, -1), ==, 1);
  g_assert_cmpuint (recto_page_layout_turn (layout, 1, 4), ==, 5);
  /* At the ends one stays at the page one reads. */
  g_assert_cmpuint (recto_page_layout_turn (layout, 7, 10), ==, 7);
  g_assert_cmpuint (recto_page_layout_turn (layout, 0, -10), ==, 0);
  g_assert_cmpuint (recto_page_layout_turn (layout, 2, 10), ==, 7);
}

static void
test_point_of_a_row_belongs_to_the_page_under_it (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (5, A4_WIDTH, A4_HEIGHT);

  for (int reversed = 0; reversed < 2; reversed++)
    {
      arrange_book (layout, FALSE, reversed);
      for (guint i = 1; i < 5; i++)
        {
          RectoPageRect rect = recto_page_layout_get_rect (layout, i);
          RectoPageAnchor anchor =
              recto_page_layout_get_anchor (layout, rect.x + rect.width * 0.25, rect.y + 10);

          g_assert_cmpuint (anchor.location.page, ==, i);
          g_assert_cmpfloat_with_epsilon (anchor.x, 0.25, 1e-9);
        }
    }
}

static void
test_row_size_is_that_of_the_open_book (void)
{
  g_autoptr (RectoPageLayout) layout = make_layout (3, A4_WIDTH, A4_HEIGHT);
  RectoPageArrangement arrangement = { .dual = TRUE };

  g_assert_cmpfloat (recto_page_layout_get_row_size (layout, 0, &arrangement).width, ==,
                     2 * A4_WIDTH);
  arrangement.rotation = 90;
  g_assert_cmpfloat (recto_page_layout_get_row_size (layout, 1, &arrangement).width, ==,
                     2 * A4_HEIGHT);
  g_assert_cmpfloat (recto_page_layout_get_row_size (layout, 1, &arrangement).height, ==, A4_WIDTH);
  arrangement.dual = FALSE;
  g_assert_cmpfloat (recto_page_layout_get_row_size (layout, 1, &arrangement).width, ==, A4_HEIGHT);
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
  g_test_add_func ("/page-layout/single-pages-are-centered", test_single_pages_are_centered);
  g_test_add_func ("/page-layout/few-pages-are-centered-too", test_few_pages_are_centered_too);
  g_test_add_func ("/page-layout/rotation-swaps-the-sides", test_rotation_swaps_the_sides);
  g_test_add_func ("/page-layout/an-anchor-keeps-its-point-at-another-zoom",
                   test_an_anchor_keeps_its_point_at_another_zoom);
  g_test_add_func ("/page-layout/an-anchor-beside-a-page-keeps-its-distance",
                   test_an_anchor_beside_a_page_keeps_its_distance);
  g_test_add_func ("/page-layout/chapters-and-numbers-agree", test_chapters_and_numbers_agree);
  g_test_add_func ("/page-layout/an-absurd-page-stays-countable",
                   test_an_absurd_page_stays_countable);
  g_test_add_func ("/page-layout/no-pages-show-nothing", test_no_pages_show_nothing);

  g_test_add_func ("/page-layout/dual/cover-stands-alone-on-the-right",
                   test_cover_stands_alone_on_the_right);
  g_test_add_func ("/page-layout/dual/odd-pages-on-the-left-begin-with-the-first",
                   test_odd_pages_on_the_left_begin_with_the_first);
  g_test_add_func ("/page-layout/dual/right-to-left-swaps-the-sides",
                   test_right_to_left_swaps_the_sides);
  g_test_add_func ("/page-layout/dual/a-single-page-has-nothing-to-face",
                   test_a_single_page_has_nothing_to_face);
  g_test_add_func ("/page-layout/dual/a-smaller-page-lies-in-the-middle-of-its-row",
                   test_a_smaller_page_lies_in_the_middle_of_its_row);
  g_test_add_func ("/page-layout/dual/ranges-are-whole-rows", test_ranges_are_whole_rows);
  g_test_add_func ("/page-layout/dual/turning-goes-from-row-to-row",
                   test_turning_goes_from_row_to_row);
  g_test_add_func ("/page-layout/dual/point-of-a-row-belongs-to-the-page-under-it",
                   test_point_of_a_row_belongs_to_the_page_under_it);
  g_test_add_func ("/page-layout/dual/row-size-is-that-of-the-open-book",
                   test_row_size_is_that_of_the_open_book);
  return g_test_run ();
}
