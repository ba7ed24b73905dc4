/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-test.h"

/* Pages in other colors than their own: photographs.pdf at natural size. */

#define PHOTO 0xb45a28
#define NIGHT_PAPER 0x1b1b1e
#define NIGHT_INK 0xe8e8e8

static RectoTile *
render (RectoDocument *document, RectoPageColors colors)
{
  RectoRenderRequest request = recto_test_request (document, 0, 1);
  g_autoptr (GError) error = NULL;
  RectoTile *tile;

  request.colors = colors;
  tile = recto_test_render (document, &request, &error);
  g_assert_no_error (error);
  g_assert_false (recto_tile_is_incomplete (tile));
  return tile;
}

/* `y` from the bottom, as the document counts. */
static void
assert_color (RectoTile *tile, int x, int y, guint color)
{
  guint found = recto_test_pixel (tile, x, 842 - y);

  if (!recto_test_is_color (found, color))
    g_error ("%d, %d has color %06x instead of %06x", x, y, found, color);
}

static void
test_night_keeps_photographs (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoTile) tile = NULL;

  recto_test_wait_for_pages (fixture->document);
  tile = render (fixture->document, RECTO_COLORS_NIGHT);
  assert_color (tile, 10, 10, NIGHT_PAPER);
  assert_color (tile, 110, 750, NIGHT_INK);
  assert_color (tile, 160, 600, PHOTO);
  /* Cut: what is cut off is paper. */
  assert_color (tile, 110, 360, PHOTO);
  assert_color (tile, 210, 360, NIGHT_PAPER);
  /* What covers it is no photograph. */
  assert_color (tile, 340, 280, PHOTO);
  assert_color (tile, 420, 360, NIGHT_PAPER);
  assert_color (tile, 135, 135, PHOTO);
}

static void
test_night_turns_scans (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoTile) tile = NULL;
  guint paper;

  recto_test_wait_for_pages (fixture->document);
  tile = render (fixture->document, RECTO_COLORS_NIGHT);
  paper = recto_test_pixel (tile, 420, 842 - 650);
  g_assert_cmpuint (paper >> 16, <, 80);
  g_assert_cmpuint (recto_test_pixel (tile, 420, 842 - 505) >> 16, >, 180);
}

static void
test_sepia_keeps_photographs (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoTile) tile = NULL;

  recto_test_wait_for_pages (fixture->document);
  tile = render (fixture->document, RECTO_COLORS_SEPIA);
  assert_color (tile, 10, 10, recto_page_colors_get_paper (RECTO_COLORS_SEPIA));
  assert_color (tile, 160, 600, PHOTO);
}

/* A page in other colors is another tile, not the one that is being made. */
static void
test_colors_do_not_share_their_jobs (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoTile) night = NULL;
  g_autoptr (RectoTile) own = NULL;

  recto_test_wait_for_pages (fixture->document);
  night = render (fixture->document, RECTO_COLORS_NIGHT);
  own = render (fixture->document, RECTO_COLORS_ORIGINAL);
  assert_color (own, 10, 10, 0xffffff);
  assert_color (own, 110, 750, 0x000000);
  assert_color (own, 160, 600, PHOTO);
  assert_color (night, 10, 10, NIGHT_PAPER);
}

/* A tile that is a part of a page has its own part of the photographs. */
static void
test_parts_of_photographs_are_kept (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request;
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (GError) error = NULL;

  recto_test_wait_for_pages (fixture->document);
  request = recto_test_request (fixture->document, 0, 2);
  request.colors = RECTO_COLORS_NIGHT;
  request.rotation = 180;
  /* The upper left quarter of the page is the lower right one now: 60 to 260, 500 to 700. */
  request.rect = (RectoPixelRect) { 600, 900, 500, 500 };
  tile = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  g_assert_true (recto_test_is_color (recto_test_pixel (tile, 1190 - 2 * 160 - 600, 2 * 600 - 900),
                                      PHOTO));
  g_assert_true (recto_test_is_color (recto_test_pixel (tile, 5, 480), NIGHT_PAPER));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/render-colors/" path, RectoTestFixture, "photographs.pdf", recto_test_set_up,      \
              func, recto_test_tear_down)
  ADD ("night-keeps-photographs", test_night_keeps_photographs);
  ADD ("night-turns-scans", test_night_turns_scans);
  ADD ("sepia-keeps-photographs", test_sepia_keeps_photographs);
  ADD ("colors-do-not-share-their-jobs", test_colors_do_not_share_their_jobs);
  ADD ("parts-of-photographs-are-kept", test_parts_of_photographs_are_kept);
#undef ADD

  return g_test_run ();
}
