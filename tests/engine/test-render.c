/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <string.h>

#include "recto-test.h"

/* Tiles as the real workers paint them. */

static RectoTile *
render (RectoDocument *document, const RectoRenderRequest *request)
{
  g_autoptr (GError) error = NULL;
  RectoTile *tile = recto_test_render (document, request, &error);

  g_assert_no_error (error);
  g_assert_false (recto_tile_is_incomplete (tile));
  return tile;
}

static void
assert_color (RectoTile *tile, int x, int y, guint color)
{
  if (!recto_test_is_color (recto_test_pixel (tile, x, y), color))
    g_error ("%d, %d has color %06x instead of %06x", x, y, recto_test_pixel (tile, x, y), color);
}

/* ---- What is on a tile ---- */

static void
test_every_page_is_the_one_asked_for (RectoTestFixture *fixture, gconstpointer name)
{
  for (guint i = 0; i < 500; i += 83)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, i, 0.5);
      g_autoptr (RectoTile) tile = render (fixture->document, &request);

      assert_color (tile, request.rect.width / 2, request.rect.height / 2,
                    recto_test_color_of (i + 1));
      g_assert_true (recto_location_equal (recto_tile_get_location (tile),
                                           RECTO_LOCATION_INIT (0, i)));
    }
}

static void
test_page_has_as_many_pixels_as_its_size_says (RectoTestFixture *fixture, gconstpointer name)
{
  static const int heights[] = { 842, 595, 72, 2880, 100, 792 };

  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, i, 0.73);
      g_autoptr (RectoTile) tile = render (fixture->document, &request);
      RectoPixelRect rect = recto_tile_get_rect (tile);

      g_assert_cmpint (rect.height, ==, (int) (heights[i] * 0.73 + 0.5));
      g_assert_cmpuint (g_bytes_get_size (recto_tile_get_pixels (tile)), ==,
                        recto_tile_get_stride (tile) * rect.height);
      /* The page is white up to its last pixels, not transparent nor left out. */
      assert_color (tile, 0, 0, 0xffffff);
      assert_color (tile, rect.width - 1, rect.height - 1, 0xffffff);
      assert_color (tile, rect.width / 2, rect.height / 2, recto_test_color_of (i + 1));
    }
}

/* Whoever asked before the facts were there learns from the tile how large the page is. */
static void
test_tile_tells_how_large_its_page_is (RectoTestFixture *fixture, gconstpointer name)
{
  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < 6; i++)
    for (int rotation = 0; rotation < 360; rotation += 90)
      {
        RectoRenderRequest request = recto_test_request (fixture->document, i, 0.73);
        const RectoPage *page = recto_document_get_page (fixture->document, request.location);
        g_autoptr (RectoTile) tile = NULL;
        int width;
        int height;

        request.rotation = rotation;
        request.rect = (RectoPixelRect) { 0, 0, 10, 10 };
        tile = render (fixture->document, &request);
        recto_page_get_pixel_size (page, 0.73, rotation, &width, &height);
        g_assert_true (recto_tile_is_of_page (tile, width, height));
        g_assert_false (recto_tile_is_of_page (tile, width + 1, height));
        g_assert_false (recto_tile_is_of_page (tile, width, height - 1));
      }
}

static void
test_pixels_are_opaque (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (RectoTile) tile = render (fixture->document, &request);
  gsize size;
  const guint8 *pixels = g_bytes_get_data (recto_tile_get_pixels (tile), &size);

  for (gsize i = 3; i < size; i += 4)
    g_assert_cmpuint (pixels[i], ==, 255);
}

static void
assert_part_of (RectoTile *part, RectoTile *whole)
{
  RectoPixelRect rect = recto_tile_get_rect (part);
  const guint8 *small = g_bytes_get_data (recto_tile_get_pixels (part), NULL);
  const guint8 *large = g_bytes_get_data (recto_tile_get_pixels (whole), NULL);

  for (int y = 0; y < rect.height; y++)
    if (memcmp (small + y * recto_tile_get_stride (part),
                large + (rect.y + y) * recto_tile_get_stride (whole) + 4 * rect.x,
                4 * (gsize) rect.width) != 0)
      g_error ("row %d of the tile at %d, %d differs from the page's", y, rect.x, rect.y);
}

static void
test_tile_is_a_part_of_the_page (RectoTestFixture *fixture, gconstpointer name)
{
  static const RectoPixelRect rects[] = {
    { 0, 0, 256, 256 }, { 300, 517, 211, 333 }, { 1100, 1090, 90, 100 }, { 595, 842, 1, 1 }
  };

  for (int rotation = 0; rotation < 360; rotation += 90)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, 0, 2);
      g_autoptr (RectoTile) whole = NULL;

      request.rotation = rotation;
      request.rect.width = request.rect.height = 1684;
      whole = render (fixture->document, &request);
      for (guint i = 0; i < G_N_ELEMENTS (rects); i++)
        {
          g_autoptr (RectoTile) part = NULL;

          request.rect = rects[i];
          part = render (fixture->document, &request);
          assert_part_of (part, whole);
        }
    }
}

static void
test_rectangle_is_cut_to_the_page (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (RectoTile) corner = NULL;
  g_autoptr (RectoTile) around = NULL;

  request.rect = (RectoPixelRect) { 500, 800, 512, 512 };
  corner = render (fixture->document, &request);
  g_assert_cmpint (recto_tile_get_rect (corner).x, ==, 500);
  g_assert_cmpint (recto_tile_get_rect (corner).width, ==, 95);
  g_assert_cmpint (recto_tile_get_rect (corner).height, ==, 42);
  request.rect = (RectoPixelRect) { -50, -60, G_MAXINT, G_MAXINT };
  around = render (fixture->document, &request);
  g_assert_cmpint (recto_tile_get_rect (around).x, ==, 0);
  g_assert_cmpint (recto_tile_get_rect (around).y, ==, 0);
  g_assert_cmpint (recto_tile_get_rect (around).width, ==, 595);
  g_assert_cmpint (recto_tile_get_rect (around).height, ==, 842);
}

static void
expect_no_such_page (RectoDocument *document, const RectoRenderRequest *request)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (recto_test_render (document, request, &error));
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_PAGE);
}

static void
test_what_is_on_no_page_is_an_error (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest good = recto_test_request (fixture->document, 0, 1);
  RectoRenderRequest request = good;
  guint n_started;

  recto_test_wait_for_pages (fixture->document);
  n_started = recto_worker_pool_get_n_started (recto_test_pool (fixture->document));
  request.location.page = 3;
  expect_no_such_page (fixture->document, &request);
  request.location = RECTO_LOCATION_INIT (1, 0);
  expect_no_such_page (fixture->document, &request);
  request = good;
  request.rect.x = 595;
  expect_no_such_page (fixture->document, &request);
  request = good;
  request.rect.width = 0;
  expect_no_such_page (fixture->document, &request);
  request = good;
  request.scale = 100;
  request.rect = (RectoPixelRect) { 0, 0, 4097, 4096 };
  expect_no_such_page (fixture->document, &request);
  g_assert_cmpuint (recto_worker_pool_get_n_started (recto_test_pool (fixture->document)), ==,
                    n_started);
}

/* The red corner is at the lower left of an unturned page, and goes around with it. */
static void
assert_turned (RectoTile *tile, int turn)
{
  RectoPixelRect rect = recto_tile_get_rect (tile);
  gboolean right = turn == 180 || turn == 270;
  gboolean top = turn == 90 || turn == 180;

  assert_color (tile, right ? rect.width - 10 : 10, top ? 10 : rect.height - 10, 0xff0000);
  assert_color (tile, right ? 10 : rect.width - 10, top ? 10 : rect.height - 10, 0xffffff);
  assert_color (tile, right ? rect.width - 10 : 10, top ? rect.height - 10 : 10, 0xffffff);
}

static void
test_rotation_turns_clockwise (RectoTestFixture *fixture, gconstpointer name)
{
  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < 4; i++)
    for (int turn = -90; turn <= 360; turn += 90)
      {
        RectoRenderRequest request = recto_test_request (fixture->document, i, 0.5);
        g_autoptr (RectoTile) tile = NULL;

        request.rotation = turn;
        request.rect.width = request.rect.height = 1000;
        tile = render (fixture->document, &request);
        assert_turned (tile, ((int) i * 90 + turn + 360) % 360);
        g_assert_cmpint (recto_tile_get_rect (tile).width, ==,
                         (i * 90 + turn + 360) % 180 == 0 ? 298 : 421);
        assert_color (tile, recto_tile_get_rect (tile).width / 2,
                      recto_tile_get_rect (tile).height / 2, recto_test_color_of (i + 1));
      }
}

static void
test_deep_zoom_shows_the_same_place (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 1, 64);
  g_autoptr (RectoTile) inside = NULL;
  g_autoptr (RectoTile) outside = NULL;

  /* The square is 200 points wide in the middle of 595 × 842. */
  request.rect = (RectoPixelRect) { (int) (197.5 * 64) - 100, 421 * 64, 200, 10 };
  inside = render (fixture->document, &request);
  assert_color (inside, 95, 5, 0xffffff);
  assert_color (inside, 105, 5, recto_test_color_of (2));
  request.rect = (RectoPixelRect) { 594 * 64, 841 * 64, 64, 64 };
  outside = render (fixture->document, &request);
  assert_color (outside, 63, 63, 0xffffff);
}

/* Workers use memory again, but never what somebody still looks at. */
static void
test_tile_stays_as_it_is (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (RectoTile) kept = render (fixture->document, &request);
  g_autoptr (GBytes) copy = NULL;
  gsize size;
  gconstpointer pixels = g_bytes_get_data (recto_tile_get_pixels (kept), &size);

  copy = g_bytes_new (pixels, size);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RectoTile) other = NULL;

      request.location.page = 1 + i % 2;
      other = render (fixture->document, &request);
      g_assert_false (g_bytes_equal (recto_tile_get_pixels (other), copy));
      g_assert_true (g_bytes_equal (recto_tile_get_pixels (kept), copy));
    }
  recto_document_close (fixture->document);
  recto_test_wait_for_no_process ();
  g_assert_true (g_bytes_equal (recto_tile_get_pixels (kept), copy));
}

/* ---- Pages that are too much ---- */

static void
test_big_image_is_shown_only_when_asked_for (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 1, 0.25);
  g_auto (RectoTestResult) given_up = { 0 };
  g_auto (RectoTestResult) forced = { 0 };

  recto_test_begin (fixture->document, &request, NULL, &given_up);
  recto_test_wait (given_up.n_calls > 0);
  g_assert_error (given_up.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (recto_task_is_cancelled (given_up.task));
  g_assert_cmpint (recto_task_get_reason (given_up.task), ==, RECTO_CANCEL_LIMIT);
  g_assert_null (given_up.value);

  request.flags = RECTO_RENDER_NO_LIMITS;
  recto_test_begin (fixture->document, &request, NULL, &forced);
  recto_test_wait (forced.n_calls > 0);
  g_assert_no_error (forced.error);
  assert_color (forced.value, request.rect.width / 2, request.rect.height / 2,
                recto_test_color_of (2));
}

static void
test_page_short_of_memory_is_incomplete (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 1, 0.25);
  RectoRenderRequest light = recto_test_request (fixture->document, 2, 0.25);
  g_autoptr (RectoTile) incomplete = NULL;
  g_autoptr (RectoTile) other = NULL;
  g_autoptr (RectoTile) complete = NULL;
  g_autoptr (GError) error = NULL;

  if (RECTO_SANITIZED)
    {
      g_test_skip ("a sanitized worker has no memory limit");
      return;
    }
  incomplete = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  g_assert_true (recto_tile_is_incomplete (incomplete));
  g_assert_true (recto_tile_hit_memory_limit (incomplete));
  other = render (fixture->document, &light);
  g_assert_false (recto_tile_hit_memory_limit (other));

  recto_document_allow_more_memory (fixture->document);
  complete = render (fixture->document, &request);
  g_assert_false (recto_tile_hit_memory_limit (complete));
}

/* Twice, as only building the page's list tells, not drawing it. */
static void
test_page_that_lost_its_picture_is_incomplete (RectoTestFixture *fixture, gconstpointer name)
{
  for (guint i = 0; i < 2; i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, 0, 0.25 * (i + 1));
      g_autoptr (GError) error = NULL;
      g_autoptr (RectoTile) tile = recto_test_render (fixture->document, &request, &error);

      g_assert_no_error (error);
      g_assert_true (recto_tile_is_incomplete (tile));
      g_assert_false (recto_tile_hit_memory_limit (tile));
    }
}

static void
test_page_of_a_text_view_is_complete (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 0.25);
  g_autoptr (RectoTile) tile = render (fixture->document, &request);

  g_assert_false (recto_tile_is_incomplete (tile));
}

/* ---- Large photographs ---- */

/* Levels of the photographs of progressive.pdf: the means of its blocks. */
#define DARK 0x444444
#define BRIGHT 0xa8a8a8

/* An eighth as large needs nothing but the means of their blocks; so it does not matter that page
 * 2 has nothing else that can be read. */
static void
test_small_photograph_needs_no_details (RectoTestFixture *fixture, gconstpointer name)
{
  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < 2; i++)
    for (guint k = 1; k <= 4; k *= 2)
      {
        RectoRenderRequest request = recto_test_request (fixture->document, i, 0.25 / k);
        g_autoptr (RectoTile) tile = render (fixture->document, &request);

        g_assert_cmpint (request.rect.width, ==, 128 / (int) k);
        assert_color (tile, request.rect.width / 4, 10, DARK);
        assert_color (tile, request.rect.width * 3 / 4, 10, BRIGHT);
      }
}

static void
test_small_photograph_keeps_its_colors_at_night (RectoTestFixture *fixture, gconstpointer name)
{
  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < 2; i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, i, 0.25);
      g_autoptr (RectoTile) tile = NULL;

      request.colors = RECTO_COLORS_NIGHT;
      tile = render (fixture->document, &request);
      assert_color (tile, 32, 10, DARK);
      assert_color (tile, 96, 10, BRIGHT);
    }
}

static guint
get_red (RectoTile *tile, int x, int y)
{
  return recto_test_pixel (tile, x, y) >> 16 & 0xff;
}

/* Also when it has been small before. */
static void
test_large_photograph_has_its_details (RectoTestFixture *fixture, gconstpointer name)
{
  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < 3; i++)
    {
      static const double scales[] = { 2, 0.25, 2 };
      RectoRenderRequest request = recto_test_request (fixture->document, 0, scales[i]);
      g_autoptr (RectoTile) tile = render (fixture->document, &request);

      if (scales[i] < 1)
        assert_color (tile, 32, 10, DARK);
      else
        for (int x = 0; x < request.rect.width; x += 8)
          g_assert_cmpuint (get_red (tile, x, 10), >, get_red (tile, x + 7, 10) + 60);
    }
}

/* Else what is shown of the second page when it is small would prove nothing. */
static void
test_large_photograph_needs_its_details (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request;
  g_autoptr (RectoTile) tile = NULL;

  recto_test_wait_for_pages (fixture->document);
  request = recto_test_request (fixture->document, 1, 1);
  tile = render (fixture->document, &request);
  assert_color (tile, 384, 10, 0x000000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/render/every-page-is-the-one-asked-for", "five-hundred-pages.pdf",
       test_every_page_is_the_one_asked_for);
  ADD ("/render/page-has-as-many-pixels-as-its-size-says", "sizes.pdf",
       test_page_has_as_many_pixels_as_its_size_says);
  ADD ("/render/tile-tells-how-large-its-page-is", "sizes.pdf",
       test_tile_tells_how_large_its_page_is);
  ADD ("/render/pixels-are-opaque", "three-pages.pdf", test_pixels_are_opaque);
  ADD ("/render/tile-is-a-part-of-the-page", "three-pages.pdf", test_tile_is_a_part_of_the_page);
  ADD ("/render/rectangle-is-cut-to-the-page", "three-pages.pdf",
       test_rectangle_is_cut_to_the_page);
  ADD ("/render/what-is-on-no-page-is-an-error", "three-pages.pdf",
       test_what_is_on_no_page_is_an_error);
  ADD ("/render/rotation-turns-clockwise", "rotated.pdf", test_rotation_turns_clockwise);
  ADD ("/render/deep-zoom-shows-the-same-place", "three-pages.pdf",
       test_deep_zoom_shows_the_same_place);
  ADD ("/render/tile-stays-as-it-is", "three-pages.pdf", test_tile_stays_as_it_is);
  ADD ("/render/S-3/big-image-is-shown-only-when-asked-for", "big-image.pdf",
       test_big_image_is_shown_only_when_asked_for);
  ADD ("/render/page-short-of-memory-is-incomplete", "memory.pdf",
       test_page_short_of_memory_is_incomplete);
  ADD ("/render/picture-in-another-file-is-missed", "picture-elsewhere.svg",
       test_page_that_lost_its_picture_is_incomplete);
  ADD ("/render/text-view-of-no-text-is-incomplete", "picture-sheet.xlsx",
       test_page_that_lost_its_picture_is_incomplete);
  ADD ("/render/text-view-is-complete", "table.xlsx", test_page_of_a_text_view_is_complete);
  ADD ("/render/small-photograph-needs-no-details", "progressive.pdf",
       test_small_photograph_needs_no_details);
  ADD ("/render/small-photograph-keeps-its-colors-at-night", "progressive.pdf",
       test_small_photograph_keeps_its_colors_at_night);
  ADD ("/render/large-photograph-has-its-details", "progressive.pdf",
       test_large_photograph_has_its_details);
  ADD ("/render/large-photograph-needs-its-details", "progressive.pdf",
       test_large_photograph_needs_its_details);
#undef ADD

  return g_test_run ();
}
