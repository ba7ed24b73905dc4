/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-planner.h"

#include <math.h>

#define VIEW_WIDTH 1200
#define VIEW_HEIGHT 900
#define MARGIN 128

typedef struct
{
  RectoTilePlanner *planner;
  GHashTable *known; /* set of RectoTileKey */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->planner = recto_tile_planner_new ();
  fixture->known = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_tile_planner_free (fixture->planner);
  g_hash_table_unref (fixture->known);
}

static gboolean
is_known (const RectoWantedTile *tile, gpointer data)
{
  return g_hash_table_contains (data, &tile->key);
}

static RectoTilePage
make_page (guint number, int width, int height)
{
  return (RectoTilePage) { .location = RECTO_LOCATION_INIT (0, number),
                           .width = width,
                           .height = height };
}

/* A view on one page, scrolled down so many pixels, with the page after it near. */
static guint
plan (Fixture *fixture, const RectoTilePage *page, double y)
{
  RectoTilePage next = *page;
  RectoPixelRect part = { 0, (int) round (y), VIEW_WIDTH, VIEW_HEIGHT };
  RectoPixelRect around = { -MARGIN, part.y - MARGIN, VIEW_WIDTH + 2 * MARGIN,
                            VIEW_HEIGHT + 2 * MARGIN };
  RectoPixelRect top = { 0, 0, VIEW_WIDTH, VIEW_HEIGHT };
  double center = part.y + VIEW_HEIGHT / 2.0;

  next.location.page++;
  recto_tile_planner_begin (fixture->planner);
  recto_tile_planner_want (fixture->planner, page, &part, RECTO_TILE_VISIBLE, VIEW_WIDTH / 2.0,
                           center);
  recto_tile_planner_want (fixture->planner, page, &around, RECTO_TILE_KEPT, VIEW_WIDTH / 2.0,
                           center);
  recto_tile_planner_want (fixture->planner, &next, &top, RECTO_TILE_NEAR, 0, 0);
  return recto_tile_planner_end (fixture->planner, RECTO_TILE_PLAN_READING, is_known,
                                 fixture->known);
}

static guint
get_n_asks (Fixture *fixture)
{
  return recto_tile_planner_get_asks (fixture->planner)->len;
}

static guint
get_n_drops (Fixture *fixture)
{
  return recto_tile_planner_get_drops (fixture->planner)->len;
}

static const RectoWantedTile *
get_ask (Fixture *fixture, guint n)
{
  return &g_array_index (recto_tile_planner_get_asks (fixture->planner), RectoWantedTile, n);
}

/* Answers everything that was asked for in the last plan. */
static void
answer_all (Fixture *fixture)
{
  for (guint i = 0; i < get_n_asks (fixture); i++)
    {
      g_hash_table_add (fixture->known, recto_tile_key_copy (&get_ask (fixture, i)->key));
      recto_tile_planner_answered (fixture->planner, &get_ask (fixture, i)->key);
    }
}

static void
test_cells_cover_the_page_without_overlap (void)
{
  const int edges[] = { 1, 2, 767, 768, 769, 1535, 1537, 5000, 65537 };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      RectoTileKey key = { .page = make_page (0, edges[i], edges[G_N_ELEMENTS (edges) - 1 - i]) };
      int n_columns = recto_tile_page_n_cells (key.page.width);
      int n_rows = recto_tile_page_n_cells (key.page.height);
      int x = 0;
      int y = 0;

      for (key.column = 0; key.column < n_columns; key.column++)
        {
          RectoPixelRect rect = recto_tile_key_get_rect (&key);

          g_assert_cmpint (rect.x, ==, x);
          g_assert_cmpint (rect.width, >, 0);
          g_assert_cmpint (rect.width, <=, RECTO_TILE_EDGE);
          x += rect.width;
        }
      g_assert_cmpint (x, ==, key.page.width);
      key.column = 0;
      for (key.row = 0; key.row < n_rows; key.row++)
        {
          RectoPixelRect rect = recto_tile_key_get_rect (&key);

          g_assert_cmpint (rect.y, ==, y);
          g_assert_cmpint (rect.height, <=, RECTO_TILE_EDGE);
          y += rect.height;
        }
      g_assert_cmpint (y, ==, key.page.height);
    }
}

static void
test_every_pixel_is_found_in_its_cell (void)
{
  RectoTilePage page = make_page (0, 5000, 1 << 30);

  for (int x = 0; x < page.width; x++)
    {
      RectoPixelRect pixel = { x, 7, 1, 1 };
      RectoTileKey first;
      RectoTileKey last;
      RectoPixelRect rect;

      g_assert_true (recto_tile_page_find_cells (&page, &pixel, &first, &last));
      g_assert_true (recto_tile_key_equal (&first, &last));
      rect = recto_tile_key_get_rect (&first);
      g_assert_cmpint (rect.x, <=, x);
      g_assert_cmpint (x, <, rect.x + rect.width);
    }
  for (gint64 y = 0; y < page.height; y += 104729)
    {
      RectoPixelRect pixel = { 7, (int) y, 1, 1 };
      RectoTileKey first;
      RectoTileKey last;
      RectoPixelRect rect;

      g_assert_true (recto_tile_page_find_cells (&page, &pixel, &first, &last));
      rect = recto_tile_key_get_rect (&first);
      g_assert_cmpint (rect.y, <=, (int) y);
      g_assert_cmpint ((int) y, <, rect.y + rect.height);
    }
}

static void
test_a_part_beside_the_page_has_no_cells (void)
{
  RectoTilePage page = make_page (0, 1000, 1000);
  const RectoPixelRect parts[] = {
    { 1000, 0, 50, 50 },
    { -50, 0, 50, 50 },
    { 0, 0, 0, 50 },
    { 0, 1200, 50, 50 },
  };
  RectoTileKey first;
  RectoTileKey last;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_false (recto_tile_page_find_cells (&page, &parts[i], &first, &last));
}

static void
test_the_middle_of_the_view_comes_first (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 3000, 9000);
  double before = -1;

  g_assert_cmpuint (plan (fixture, &page, 4000), ==, get_n_asks (fixture));
  for (guint i = 0; i < get_n_asks (fixture); i++)
    {
      g_assert_cmpint (get_ask (fixture, i)->urgency, ==, RECTO_TILE_VISIBLE);
      g_assert_cmpfloat (get_ask (fixture, i)->distance, >=, before);
      before = get_ask (fixture, i)->distance;
    }
}

static void
test_near_tiles_wait_for_those_in_view (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 1697);

  g_assert_cmpuint (plan (fixture, &page, 0), >, 0);
  for (guint i = 0; i < get_n_asks (fixture); i++)
    g_assert_cmpuint (get_ask (fixture, i)->key.page.location.page, ==, 0);
  answer_all (fixture);

  g_assert_cmpuint (plan (fixture, &page, 0), ==, 0);
  g_assert_cmpuint (get_n_asks (fixture), >, 0);
  for (guint i = 0; i < get_n_asks (fixture); i++)
    {
      g_assert_cmpuint (get_ask (fixture, i)->key.page.location.page, ==, 1);
      g_assert_cmpint (get_ask (fixture, i)->urgency, ==, RECTO_TILE_NEAR);
    }
}

/* Who has waited for a while gets the neighbors, after what is in view. */
static void
test_near_tiles_come_after_those_in_view_when_waited_for (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 1697);
  RectoTilePage next = make_page (1, 1200, 1697);
  RectoPixelRect part = { 0, 0, VIEW_WIDTH, VIEW_HEIGHT };
  guint n_in_view;

  recto_tile_planner_begin (fixture->planner);
  recto_tile_planner_want (fixture->planner, &next, &part, RECTO_TILE_NEAR, 0, 0);
  recto_tile_planner_want (fixture->planner, &page, &part, RECTO_TILE_VISIBLE, 0, 0);
  n_in_view =
      recto_tile_planner_end (fixture->planner, RECTO_TILE_PLAN_WAITING, is_known, fixture->known);
  g_assert_cmpuint (n_in_view, >, 0);
  g_assert_cmpuint (get_n_asks (fixture), >, n_in_view);
  for (guint i = 0; i < get_n_asks (fixture); i++)
    g_assert_cmpuint (get_ask (fixture, i)->key.page.location.page, ==, i < n_in_view ? 0 : 1);
}

static void
test_nothing_is_asked_for_twice (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 1697);

  plan (fixture, &page, 0);
  g_assert_cmpuint (get_n_asks (fixture), >, 0);
  g_assert_cmpuint (plan (fixture, &page, 0), >, 0);
  g_assert_cmpuint (get_n_asks (fixture), ==, 0);
  g_assert_cmpuint (get_n_drops (fixture), ==, 0);
}

/* equal in rounded device pixels is not superseded. */
static void
test_a_slow_scroll_cancels_nothing (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 60000);
  guint n_drops = 0;

  plan (fixture, &page, 760);
  for (int i = 1; i <= 100; i++)
    {
      plan (fixture, &page, 760 + i * 0.3);
      n_drops += get_n_drops (fixture);
    }
  g_assert_cmpuint (n_drops, ==, 0);
}

/* what was jumped over is never asked for, and what was asked for before is dropped. */
static void
test_a_jump_drops_all_but_its_end (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 1697);
  guint n_asked;

  plan (fixture, &page, 0);
  n_asked = get_n_asks (fixture);
  page.location.page = 100;
  plan (fixture, &page, 0);
  g_assert_cmpuint (get_n_drops (fixture), ==, n_asked);
  g_assert_cmpuint (get_n_asks (fixture), >, 0);
  for (guint i = 0; i < get_n_asks (fixture); i++)
    g_assert_cmpuint (get_ask (fixture, i)->key.page.location.page, ==, 100);
}

static void
test_another_zoom_supersedes (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 1697);
  RectoTilePage larger = make_page (0, 1300, 1838);
  guint n_asked;

  plan (fixture, &page, 0);
  n_asked = get_n_asks (fixture);
  plan (fixture, &larger, 0);
  g_assert_cmpuint (get_n_drops (fixture), ==, n_asked);
  g_assert_cmpuint (get_n_asks (fixture), >, 0);
}

static void
test_a_page_turned_away_from_is_dropped_though_near (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 1697);
  RectoTilePage next = make_page (1, 1200, 1697);
  RectoPixelRect part = { 0, 0, VIEW_WIDTH, VIEW_HEIGHT };
  guint n_asked;

  plan (fixture, &page, 0);
  n_asked = get_n_asks (fixture);
  recto_tile_planner_begin (fixture->planner);
  recto_tile_planner_want (fixture->planner, &next, &part, RECTO_TILE_VISIBLE, 0, 0);
  recto_tile_planner_want (fixture->planner, &page, &part, RECTO_TILE_NEAR, 0, 0);
  recto_tile_planner_end (fixture->planner, RECTO_TILE_PLAN_READING, is_known, fixture->known);
  g_assert_cmpuint (get_n_drops (fixture), ==, n_asked);
}

static void
test_a_near_tile_that_comes_into_view_is_asked_for_anew (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 1200, 1697);
  RectoTilePage next = make_page (1, 1200, 1697);
  guint n_near;

  plan (fixture, &page, 0);
  answer_all (fixture);
  plan (fixture, &page, 0);
  n_near = get_n_asks (fixture);
  g_assert_cmpuint (plan (fixture, &next, 0), ==, n_near);
  g_assert_cmpuint (get_n_drops (fixture), ==, 0);
  g_assert_cmpuint (get_n_asks (fixture), ==, n_near);
  g_assert_cmpint (get_ask (fixture, 0)->urgency, ==, RECTO_TILE_VISIBLE);
}

/* H-8: a request that ended without its tile leaves nothing behind, so it is made again. */
static void
test_a_cancelled_tile_is_asked_for_again (Fixture *fixture, gconstpointer data)
{
  RectoTilePage page = make_page (0, 700, 900);

  g_assert_cmpuint (plan (fixture, &page, 0), ==, 2);
  recto_tile_planner_answered (fixture->planner, &get_ask (fixture, 0)->key);
  g_assert_cmpuint (plan (fixture, &page, 0), ==, 2);
  g_assert_cmpuint (get_n_asks (fixture), ==, 1);
}

/* Wants one page, small enough for a single tile. */
static void
plan_one (Fixture *fixture, RectoTileUrgency urgency, RectoTilePlan plan)
{
  const RectoTilePage page = make_page (0, 200, 250);
  const RectoPixelRect whole = { 0, 0, page.width, page.height };

  recto_tile_planner_begin (fixture->planner);
  recto_tile_planner_want (fixture->planner, &page, &whole, urgency, 0, 0);
  recto_tile_planner_end (fixture->planner, plan, is_known, fixture->known);
}

static void
test_what_stood_in_and_is_near_goes_on (Fixture *fixture, gconstpointer data)
{
  plan_one (fixture, RECTO_TILE_STAND_IN, RECTO_TILE_PLAN_FLINGING);
  g_assert_cmpuint (get_n_asks (fixture), ==, 1);
  plan_one (fixture, RECTO_TILE_NEAR, RECTO_TILE_PLAN_READING);
  g_assert_cmpuint (get_n_asks (fixture), ==, 0);
  g_assert_cmpuint (get_n_drops (fixture), ==, 0);
}

/* It has no longer but a moment. */
static void
test_what_stood_in_and_is_in_view_itself_is_asked_for_anew (Fixture *fixture, gconstpointer data)
{
  plan_one (fixture, RECTO_TILE_STAND_IN, RECTO_TILE_PLAN_FLINGING);
  plan_one (fixture, RECTO_TILE_VISIBLE, RECTO_TILE_PLAN_READING);
  g_assert_cmpuint (get_n_asks (fixture), ==, 1);
  g_assert_cmpint (get_ask (fixture, 0)->urgency, ==, RECTO_TILE_VISIBLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/tile-key/cells-cover-the-page-without-overlap",
                   test_cells_cover_the_page_without_overlap);
  g_test_add_func ("/tile-key/every-pixel-is-found-in-its-cell",
                   test_every_pixel_is_found_in_its_cell);
  g_test_add_func ("/tile-key/a-part-beside-the-page-has-no-cells",
                   test_a_part_beside_the_page_has_no_cells);
  ADD ("/tile-planner/the-middle-of-the-view-comes-first", test_the_middle_of_the_view_comes_first);
  ADD ("/tile-planner/near-tiles-wait-for-those-in-view", test_near_tiles_wait_for_those_in_view);
  ADD ("/tile-planner/near-tiles-come-after-those-in-view-when-waited-for",
       test_near_tiles_come_after_those_in_view_when_waited_for);
  ADD ("/tile-planner/nothing-is-asked-for-twice", test_nothing_is_asked_for_twice);
  ADD ("/tile-planner/A-1/a-slow-scroll-cancels-nothing", test_a_slow_scroll_cancels_nothing);
  ADD ("/tile-planner/A-1/a-jump-drops-all-but-its-end", test_a_jump_drops_all_but_its_end);
  ADD ("/tile-planner/A-1/another-zoom-supersedes", test_another_zoom_supersedes);
  ADD ("/tile-planner/a-page-turned-away-from-is-dropped-though-near",
       test_a_page_turned_away_from_is_dropped_though_near);
  ADD ("/tile-planner/a-near-tile-that-comes-into-view-is-asked-for-anew",
       test_a_near_tile_that_comes_into_view_is_asked_for_anew);
  ADD ("/tile-planner/what-stood-in-and-is-near-goes-on", test_what_stood_in_and_is_near_goes_on);
  ADD ("/tile-planner/what-stood-in-and-is-in-view-itself-is-asked-for-anew",
       test_what_stood_in_and_is_in_view_itself_is_asked_for_anew);
  ADD ("/tile-planner/H-8/a-cancelled-tile-is-asked-for-again",
       test_a_cancelled_tile_is_asked_for_again);

  return g_test_run ();
}
