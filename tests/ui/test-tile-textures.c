/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "recto-test.h"
#include "recto-tile-textures.h"
#include "recto-tile-wants.h"

typedef struct
{
  RectoEngine *engine;
  RectoDocument *document;
  RectoTile *tile; /* some pixels: which, does not matter here */
  RectoMemoryBudget *budget;
  RectoTileTextures *textures;
  gsize size; /* of the tile */
} Fixture;

static RectoTileKey
make_key (guint page, int edge)
{
  return (RectoTileKey) { .page = {
                              .location = RECTO_LOCATION_INIT (0, page),
                              .width = edge,
                              .height = edge,
                          } };
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RectoRenderRequest request;
  g_autoptr (GError) error = NULL;

  fixture->engine = recto_test_engine ();
  fixture->document = recto_test_open (fixture->engine, "three-pages.pdf");
  request = recto_test_request (fixture->document, 0, 0.1);
  fixture->tile = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  fixture->size = g_bytes_get_size (recto_tile_get_pixels (fixture->tile));
  fixture->budget = recto_memory_budget_new (G_MAXSIZE, NULL, NULL);
  fixture->textures = recto_tile_textures_new (fixture->budget);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_tile_textures_free (fixture->textures);
  recto_memory_budget_unref (fixture->budget);
  g_assert_finalize_object (fixture->tile);
  recto_document_close (fixture->document);
  g_object_unref (fixture->document);
  recto_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
}

static void
add (Fixture *fixture, guint page, int edge)
{
  RectoTileKey key = make_key (page, edge);

  recto_tile_textures_add (fixture->textures, &key, fixture->tile);
}

static gboolean
has (Fixture *fixture, guint page, int edge)
{
  RectoTileKey key = make_key (page, edge);

  return recto_tile_textures_get (fixture->textures, &key) != NULL;
}

static void
use (Fixture *fixture, guint page, int edge)
{
  RectoTileKey key = make_key (page, edge);

  recto_tile_textures_use (fixture->textures, &key);
}

static void
test_what_the_view_uses_is_kept (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    add (fixture, i, 100);
  recto_tile_textures_begin_view (fixture->textures);
  use (fixture, 3, 100);
  use (fixture, 7, 100);
  recto_tile_textures_trim (fixture->textures, 0, G_MAXSIZE);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (has (fixture, i, 100), ==, i == 3 || i == 7);
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, 2 * fixture->size);
}

static void
test_what_was_unseen_longest_goes_first (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    add (fixture, i, 100);
  for (guint i = 0; i < 4; i++)
    {
      recto_tile_textures_begin_view (fixture->textures);
      use (fixture, 3 - i, 100);
    }
  recto_tile_textures_begin_view (fixture->textures);
  recto_tile_textures_trim (fixture->textures, 2 * fixture->size, G_MAXSIZE);
  g_assert_true (has (fixture, 0, 100));
  g_assert_true (has (fixture, 1, 100));
  g_assert_false (has (fixture, 2, 100));
  g_assert_false (has (fixture, 3, 100));
}

static void
test_two_hundred_turns_stay_within_the_budget (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      recto_tile_textures_begin_view (fixture->textures);
      add (fixture, i, 100);
      recto_tile_textures_trim (fixture->textures, 3 * fixture->size, G_MAXSIZE);
    }
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, 4 * fixture->size);
}

static RectoTile *
render_page (RectoDocument *document, guint page)
{
  RectoRenderRequest request = recto_test_request (document, page, 0.1);
  g_autoptr (GError) error = NULL;
  RectoTile *tile = recto_test_render (document, &request, &error);

  g_assert_no_error (error);
  return tile;
}

/* Pages of text come again in a moment, so few of them are kept: of a slow page all that there is
 * room for. */
static void
test_what_comes_again_at_once_goes_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoDocument) slow = recto_test_open (fixture->engine, "slow.pdf");
  g_autoptr (RectoTile) heavy = render_page (slow, 1);
  const RectoTileKey key = make_key (9, 100);

  g_assert_cmpuint (recto_tile_get_work (heavy), >, 20 * 1000);
  /* On a busy machine the lightest page may take a while once. */
  while (recto_tile_get_work (fixture->tile) >= 20 * 1000)
    {
      g_object_unref (fixture->tile);
      fixture->tile = render_page (fixture->document, 0);
    }
  recto_tile_textures_add (fixture->textures, &key, heavy);
  for (guint i = 0; i < 4; i++)
    add (fixture, i, 100);
  recto_tile_textures_begin_view (fixture->textures);
  recto_tile_textures_trim (fixture->textures, G_MAXSIZE, fixture->size);
  g_assert_true (has (fixture, 9, 100));
  g_assert_false (has (fixture, 2, 100));
  g_assert_true (has (fixture, 3, 100));
  recto_tile_textures_trim (fixture->textures, 0, 0);
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, 0);
  recto_document_close (slow);
}

static RectoPixelRect
whole (const RectoTileKey *key)
{
  return (RectoPixelRect) { 0, 0, key->page.width, key->page.height };
}

static void
see (Fixture *fixture, guint page, int edge)
{
  RectoTileKey key = make_key (page, edge);
  RectoPixelRect part = whole (&key);

  recto_tile_textures_use_part (fixture->textures, &key.page, &part);
}

static void
count_cb (GdkTexture *texture, const RectoPixelRect *where, gpointer user_data)
{
  g_assert_true (GDK_IS_TEXTURE (texture));
  ++*(guint *) user_data;
}

static guint
count_stand_ins (Fixture *fixture, guint page, int edge)
{
  RectoTileKey key = make_key (page, edge);
  RectoPixelRect missing = whole (&key);
  guint n = 0;

  recto_tile_textures_foreach_stand_in (fixture->textures, &key.page, &missing, count_cb, &n);
  return n;
}

static void
test_another_size_stands_in (Fixture *fixture, gconstpointer data)
{
  RectoTileKey turned = make_key (5, 400);

  turned.page.rotation = 90;
  recto_tile_textures_add (fixture->textures, &turned, fixture->tile);
  g_assert_cmpuint (count_stand_ins (fixture, 5, 300), ==, 0);
  add (fixture, 6, 500);
  g_assert_cmpuint (count_stand_ins (fixture, 5, 300), ==, 0);
  /* One is enough for the whole page. */
  add (fixture, 5, 200);
  add (fixture, 5, 100);
  g_assert_cmpuint (count_stand_ins (fixture, 5, 300), ==, 1);
}

static void
test_what_stands_in_is_not_evicted (Fixture *fixture, gconstpointer data)
{
  add (fixture, 5, 200);
  add (fixture, 6, 200);
  recto_tile_textures_begin_view (fixture->textures);
  see (fixture, 5, 300);
  recto_tile_textures_trim (fixture->textures, 0, G_MAXSIZE);
  g_assert_true (has (fixture, 5, 200));
  g_assert_false (has (fixture, 6, 200));
  add (fixture, 5, 300);
  recto_tile_textures_begin_view (fixture->textures);
  see (fixture, 5, 300);
  recto_tile_textures_trim (fixture->textures, 0, G_MAXSIZE);
  g_assert_false (has (fixture, 5, 200));
}

static void
test_what_is_outdated_stands_in_until_all_has_come (Fixture *fixture, gconstpointer data)
{
  add (fixture, 5, 300);
  add (fixture, 6, 300);
  recto_tile_textures_begin_view (fixture->textures);
  see (fixture, 5, 300);
  recto_tile_textures_outdate (fixture->textures);
  /* The present document has nothing to show yet; what was not in view is gone. */
  g_assert_false (has (fixture, 5, 300));
  g_assert_cmpuint (count_stand_ins (fixture, 5, 300), ==, 1);
  g_assert_cmpuint (count_stand_ins (fixture, 6, 300), ==, 0);
  add (fixture, 5, 300);
  g_assert_true (has (fixture, 5, 300));
  recto_tile_textures_begin_view (fixture->textures);
  see (fixture, 5, 300);
  g_assert_cmpuint (count_stand_ins (fixture, 5, 300), ==, 0);
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, fixture->size);
}

/* In a fling: it was there before all that has been passed since. */
static void
test_what_is_about_to_stand_in_is_kept (Fixture *fixture, gconstpointer data)
{
  const RectoTileKey shown = make_key (9, 300);
  const RectoTileKey missing = make_key (8, 300);

  add (fixture, 9, 50);
  for (guint i = 0; i < 4; i++)
    {
      recto_tile_textures_begin_view (fixture->textures);
      add (fixture, i, 50);
      g_assert_true (recto_tile_textures_use_any (fixture->textures, &shown.page));
      g_assert_false (recto_tile_textures_use_any (fixture->textures, &missing.page));
      recto_tile_textures_trim (fixture->textures, fixture->size, fixture->size);
    }
  g_assert_true (has (fixture, 9, 50));
  g_assert_true (has (fixture, 3, 50));
  g_assert_false (has (fixture, 0, 50));
}

/* A fling comes to its end: pages that were passed are larger than what stands in for the next. */
static void
test_what_stands_in_for_the_next_page_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTilePlanner) planner = recto_tile_planner_new ();
  g_autoptr (RectoPageStates) states = recto_page_states_new ();
  g_autoptr (RectoViewport) viewport = recto_viewport_new ();
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  g_autoptr (GArray) in_view = g_array_new (FALSE, FALSE, sizeof (RectoTilePage));
  const RectoTileWants wants = { planner, viewport, fixture->document, states, fixture->textures };
  const RectoPage *page = recto_document_get_usual_page (fixture->document);
  const RectoPageSize size = { page->width, page->height };
  const guint n_pages = 3;

  g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_array_append_val (sizes, size);
  recto_viewport_set_pages (viewport, chapters, sizes);
  recto_viewport_set_fit_mode (viewport, RECTO_FIT_PAGE);
  recto_viewport_set_size (viewport, 800, 800, 1);
  recto_viewport_arrange (viewport);

  add (fixture, 0, 50);
  add (fixture, 1, 50);
  add (fixture, 9, 50);
  recto_tile_planner_begin (planner);
  recto_tile_textures_begin_view (fixture->textures);
  recto_tile_wants_tell (&wants, in_view);
  recto_tile_textures_trim (fixture->textures, 0, 0);
  g_assert_cmpuint (in_view->len, ==, 1);
  g_assert_true (has (fixture, 1, 50));
  g_assert_false (has (fixture, 9, 50));
}

/* Two documents: what one of them shows is kept, whatever the other one needs. */
static void
test_the_budget_is_one_for_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTileTextures) other = recto_tile_textures_new (fixture->budget);

  for (guint i = 0; i < 4; i++)
    add (fixture, i, 100);
  recto_tile_textures_begin_view (fixture->textures);
  see (fixture, 3, 100);
  recto_tile_textures_trim (fixture->textures, G_MAXSIZE, G_MAXSIZE);
  recto_memory_budget_set_limit (fixture->budget, 3 * fixture->size);
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, 3 * fixture->size);

  for (guint i = 0; i < 3; i++)
    {
      RectoTileKey key = make_key (i, 100);

      recto_tile_textures_add (other, &key, fixture->tile);
    }
  recto_tile_textures_trim (other, G_MAXSIZE, G_MAXSIZE);
  g_assert_true (has (fixture, 3, 100));
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, fixture->size);
  g_assert_cmpuint (recto_tile_textures_get_size (other), ==, 3 * fixture->size);
}

static gsize
get_room (RectoTileTextures *textures)
{
  return recto_memory_claim_begin (recto_tile_textures_get_claim (textures), 1);
}

/* It was planned before. */
static void
test_what_comes_takes_no_room_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTileTextures) other = recto_tile_textures_new (fixture->budget);
  RectoMemoryClaim *claim = recto_tile_textures_get_claim (fixture->textures);
  gsize room;
  gsize others_room;

  recto_memory_budget_set_limit (fixture->budget, 100 * fixture->size);
  room = get_room (fixture->textures);
  recto_memory_claim_end (claim, 2 * fixture->size);
  others_room = get_room (other);
  add (fixture, 1, 100);
  add (fixture, 2, 100);
  g_assert_cmpuint (get_room (fixture->textures), ==, room - 1);
  g_assert_cmpuint (get_room (other), ==, others_room);
  recto_tile_textures_remove_page (fixture->textures, RECTO_LOCATION_INIT (0, 1));
  recto_memory_claim_end (claim, fixture->size);
  g_assert_cmpuint (get_room (other), ==, others_room + fixture->size);
}

static void
test_what_is_hidden_gives_back_most (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    add (fixture, i, 100);
  recto_tile_textures_begin_view (fixture->textures);
  see (fixture, 2, 100);
  recto_tile_textures_end_view (fixture->textures);
  g_assert_true (has (fixture, 2, 100));
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, fixture->size);
  recto_memory_budget_set_limit (fixture->budget, 1);
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, 0);
}

static void
test_a_page_removed_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  add (fixture, 5, 200);
  add (fixture, 5, 300);
  add (fixture, 6, 300);
  recto_tile_textures_remove_page (fixture->textures, RECTO_LOCATION_INIT (0, 5));
  g_assert_false (has (fixture, 5, 200));
  g_assert_false (has (fixture, 5, 300));
  g_assert_true (has (fixture, 6, 300));
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, fixture->size);
}

static void
test_the_same_tile_again_counts_once (Fixture *fixture, gconstpointer data)
{
  add (fixture, 5, 200);
  add (fixture, 5, 200);
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, fixture->size);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/tile-textures/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-the-view-uses-is-kept", test_what_the_view_uses_is_kept);
  ADD ("what-was-unseen-longest-goes-first", test_what_was_unseen_longest_goes_first);
  ADD ("two-hundred-turns-stay-within-the-budget", test_two_hundred_turns_stay_within_the_budget);
  ADD ("what-comes-again-at-once-goes-first", test_what_comes_again_at_once_goes_first);
  ADD ("another-size-stands-in", test_another_size_stands_in);
  ADD ("what-stands-in-is-not-evicted", test_what_stands_in_is_not_evicted);
  ADD ("what-is-outdated-stands-in-until-all-has-come",
       test_what_is_outdated_stands_in_until_all_has_come);
  ADD ("what-is-about-to-stand-in-is-kept", test_what_is_about_to_stand_in_is_kept);
  ADD ("what-stands-in-for-the-next-page-is-kept", test_what_stands_in_for_the_next_page_is_kept);
  ADD ("the-budget-is-one-for-all", test_the_budget_is_one_for_all);
  ADD ("what-comes-takes-no-room-twice", test_what_comes_takes_no_room_twice);
  ADD ("what-is-hidden-gives-back-most", test_what_is_hidden_gives_back_most);
  ADD ("a-page-removed-leaves-nothing", test_a_page_removed_leaves_nothing);
  ADD ("the-same-tile-again-counts-once", test_the_same_tile_again_counts_once);

  return g_test_run ();
}
