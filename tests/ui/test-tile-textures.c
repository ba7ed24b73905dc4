/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "recto-test.h"
#include "recto-tile-textures.h"

typedef struct
{
  RectoEngine *engine;
  RectoDocument *document;
  RectoTile *tile; /* some pixels: which, does not matter here */
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
  fixture->textures = recto_tile_textures_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_tile_textures_free (fixture->textures);
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
  recto_tile_textures_trim (fixture->textures, 0);
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
  recto_tile_textures_trim (fixture->textures, 2 * fixture->size);
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
      recto_tile_textures_trim (fixture->textures, 3 * fixture->size);
    }
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, 4 * fixture->size);
}

static void
count_cb (const RectoTileKey *key, GdkTexture *texture, gpointer user_data)
{
  GArray *edges = user_data;

  g_assert_true (GDK_IS_TEXTURE (texture));
  g_array_append_val (edges, key->page.width);
}

static void
test_other_sizes_stand_in_the_latest_last (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (int));
  RectoTileKey key = make_key (5, 300);
  RectoTileKey turned = make_key (5, 400);

  add (fixture, 5, 200);
  add (fixture, 5, 300);
  add (fixture, 5, 100);
  add (fixture, 6, 500);
  turned.page.rotation = 90;
  recto_tile_textures_add (fixture->textures, &turned, fixture->tile);

  recto_tile_textures_foreach_other (fixture->textures, &key.page, count_cb, edges);
  g_assert_cmpuint (edges->len, ==, 2);
  g_assert_cmpint (g_array_index (edges, int, 0), ==, 200);
  g_assert_cmpint (g_array_index (edges, int, 1), ==, 100);
}

static void
test_stand_ins_outlive_pages_further_away (Fixture *fixture, gconstpointer data)
{
  RectoTileKey key = make_key (5, 300);

  add (fixture, 5, 200);
  add (fixture, 6, 200);
  recto_tile_textures_begin_view (fixture->textures);
  use (fixture, 6, 200);
  recto_tile_textures_begin_view (fixture->textures);
  recto_tile_textures_use_others (fixture->textures, &key.page);
  recto_tile_textures_trim (fixture->textures, fixture->size);
  g_assert_true (has (fixture, 5, 200));
  g_assert_false (has (fixture, 6, 200));
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
  recto_tile_textures_remove_all (fixture->textures);
  g_assert_cmpuint (recto_tile_textures_get_size (fixture->textures), ==, 0);
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
  ADD ("other-sizes-stand-in-the-latest-last", test_other_sizes_stand_in_the_latest_last);
  ADD ("stand-ins-outlive-pages-further-away", test_stand_ins_outlive_pages_further_away);
  ADD ("a-page-removed-leaves-nothing", test_a_page_removed_leaves_nothing);
  ADD ("the-same-tile-again-counts-once", test_the_same_tile_again_counts_once);

  return g_test_run ();
}
