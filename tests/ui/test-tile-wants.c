/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-wants.h"

#include <gtk/gtk.h>

#include "recto-test.h"

#define N_PAGES 500
#define HEIGHT 700

typedef struct
{
  RectoTestFixture engine;
  RectoMemoryBudget *budget;
  RectoTileTextures *textures;
  RectoPageStates *states;
  RectoTilePlanner *planner;
  RectoViewport *viewport;
  GArray *in_view;
} Fixture;

/* A view as high as each of the pages, at the first of them. */
static void
set_up (Fixture *fixture, gconstpointer name)
{
  const RectoPageSize size = { HEIGHT, HEIGHT };
  const guint n_pages = N_PAGES;
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));

  recto_test_set_up (&fixture->engine, name);
  recto_test_wait_for_pages (fixture->engine.document);
  g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < N_PAGES; i++)
    g_array_append_val (sizes, size);
  fixture->viewport = recto_viewport_new ();
  recto_viewport_set_continuous (fixture->viewport, TRUE);
  recto_viewport_set_size (fixture->viewport, HEIGHT, HEIGHT, 1);
  recto_viewport_set_pages (fixture->viewport, chapters, sizes);
  recto_viewport_arrange (fixture->viewport);
  fixture->budget = recto_memory_budget_new (G_MAXSIZE, NULL, NULL);
  fixture->textures = recto_tile_textures_new (fixture->budget);
  fixture->states = recto_page_states_new ();
  fixture->planner = recto_tile_planner_new ();
  fixture->in_view = g_array_new (FALSE, FALSE, sizeof (RectoTilePage));
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_array_unref (fixture->in_view);
  recto_tile_planner_free (fixture->planner);
  recto_page_states_free (fixture->states);
  recto_tile_textures_free (fixture->textures);
  recto_memory_budget_unref (fixture->budget);
  recto_viewport_free (fixture->viewport);
  recto_test_tear_down (&fixture->engine, name);
}

/* The first page of which something that stands in is wanted. */
static guint
find_first (Fixture *fixture, double speed, double lead)
{
  const RectoTileWants wants = { .planner = fixture->planner,
                                 .viewport = fixture->viewport,
                                 .document = fixture->engine.document,
                                 .states = fixture->states,
                                 .textures = fixture->textures,
                                 .speed = speed,
                                 .lead = lead };
  GHashTableIter iter;
  gpointer value;
  guint first = N_PAGES;

  recto_tile_planner_begin (fixture->planner);
  recto_tile_textures_begin_view (fixture->textures);
  recto_tile_wants_tell (&wants, fixture->in_view);
  g_hash_table_iter_init (&iter, recto_tile_planner_get_wanted (fixture->planner));
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const RectoWantedTile *tile = value;

      if (tile->urgency == RECTO_TILE_STAND_IN)
        first = MIN (first, tile->key.page.location.page);
    }
  return first;
}

static void
test_what_is_quickly_made_is_made_of_all (Fixture *fixture, gconstpointer name)
{
  g_assert_cmpuint (find_first (fixture, 6, 0), ==, 0);
  g_assert_cmpuint (find_first (fixture, 6, 0.01), ==, 0);
}

/* At six pages in a second and 0.3 s for each, nearly two have passed by then. */
static void
test_what_would_come_too_late_is_not_begun (Fixture *fixture, gconstpointer name)
{
  g_assert_cmpuint (find_first (fixture, 6, 0.3), ==, 2);
  g_assert_cmpuint (find_first (fixture, 6, 0.45), ==, 3);
}

static void
test_what_stays_for_long_is_worth_it (Fixture *fixture, gconstpointer name)
{
  g_assert_cmpuint (find_first (fixture, 1, 0.3), ==, 0);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/tile-wants/" name, Fixture, "five-hundred-pages.pdf", set_up, func, tear_down)
  ADD ("what-is-quickly-made-is-made-of-all", test_what_is_quickly_made_is_made_of_all);
  ADD ("what-would-come-too-late-is-not-begun", test_what_would_come_too_late_is_not_begun);
  ADD ("what-stays-for-long-is-worth-it", test_what_stays_for_long_is_worth_it);
#undef ADD

  return g_test_run ();
}
