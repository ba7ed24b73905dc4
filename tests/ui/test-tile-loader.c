/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-loader.h"

#include <gtk/gtk.h>

#include "recto-test-clock.h"
#include "recto-test.h"

#define FRAME_US (16 * 1000)
#define REST_US (200 * 1000)

typedef struct
{
  RectoTestFixture engine;
  RectoTestClock clock;
  RectoViewport *viewport;
  RectoTileLoader *loader;
  guint n_changed;
  guint n_answered;
} Fixture;

static void
count_cb (RectoTileLoader *loader, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
begun_cb (RectoTask *task, GParamSpec *pspec, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A view of the beginning of a document of one chapter. */
static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  guint n_pages;

  recto_test_set_up (&fixture->engine, name);
  recto_test_wait_for_pages (fixture->engine.document);
  n_pages = recto_document_get_chapter_pages (fixture->engine.document, 0, NULL);
  g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < n_pages; i++)
    {
      const RectoPage *page =
          recto_document_get_page (fixture->engine.document, RECTO_LOCATION_INIT (0, i));
      RectoPageSize size = { page->width, page->height };

      g_array_append_val (sizes, size);
    }
  recto_test_clock_init (&fixture->clock);
  fixture->viewport = recto_viewport_new ();
  recto_viewport_set_size (fixture->viewport, 500, 700, 1);
  recto_viewport_set_pages (fixture->viewport, chapters, sizes);
  recto_viewport_arrange (fixture->viewport);
  fixture->loader = recto_tile_loader_new (fixture->engine.document, &fixture->clock.clock, NULL);
  g_signal_connect (fixture->loader, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
  g_signal_connect (fixture->loader, "answered", G_CALLBACK (count_cb), &fixture->n_answered);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  recto_tile_loader_pause (fixture->loader);
  g_assert_finalize_object (fixture->loader);
  recto_viewport_free (fixture->viewport);
  recto_test_tear_down (&fixture->engine, name);
}

static GListModel *
get_tasks (Fixture *fixture)
{
  return recto_document_get_tasks (fixture->engine.document);
}

/* Until something is asked for that stands in for the page. (transfer full) */
static RectoTask *
fling (Fixture *fixture)
{
  guint n_before;

  recto_tile_loader_update (fixture->loader, fixture->viewport);
  n_before = g_list_model_get_n_items (get_tasks (fixture));
  g_assert_cmpuint (n_before, >, 0);
  while (g_list_model_get_n_items (get_tasks (fixture)) == n_before)
    {
      fixture->clock.now += FRAME_US;
      recto_viewport_add_travel (fixture->viewport, 1);
      recto_tile_loader_update (fixture->loader, fixture->viewport);
    }
  return g_list_model_get_item (get_tasks (fixture), n_before);
}

/* Where one has come to rest, a page that takes long is seen small first. */
static void
test_what_stands_in_is_drawn_at_rest (Fixture *fixture, gconstpointer name)
{
  g_autoptr (RectoTask) stand_in = fling (fixture);
  gboolean begun = FALSE;
  const gulong handler =
      g_signal_connect (stand_in, "notify::state", G_CALLBACK (begun_cb), &begun);

  recto_test_wait (begun);
  g_signal_handler_disconnect (stand_in, handler);
  fixture->clock.now += REST_US;
  recto_tile_loader_update (fixture->loader, fixture->viewport);
  recto_test_wait (g_list_model_get_n_items (get_tasks (fixture)) == 0);
  g_assert_cmpint (recto_task_get_state (stand_in), !=, RECTO_TASK_CANCELLED);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  g_assert_cmpuint (fixture->n_answered, ==, 0);
}

static gboolean
is_asked_for (Fixture *fixture, guint page)
{
  return recto_test_is_asked_for (get_tasks (fixture), page);
}

/* A page that took long when it was drawn ahead. */
static void
make_costly (Fixture *fixture, guint page)
{
  RectoRenderRequest request = recto_test_request (fixture->engine.document, page, 1);
  g_autoptr (GError) error = NULL;

  request.time_limit_ms = 300;
  g_assert_null (recto_test_render (fixture->engine.document, &request, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  /* On a busy machine it may not have worked that long. */
  while (!recto_document_is_costly (fixture->engine.document, RECTO_LOCATION_INIT (0, page)))
    {
      g_clear_error (&error);
      request.time_limit_ms *= 2;
      g_assert_null (recto_test_render (fixture->engine.document, &request, &error));
    }
}

static void
come_to_rest (Fixture *fixture)
{
  fixture->clock.now += REST_US;
  recto_tile_loader_update (fixture->loader, fixture->viewport);
}

static gboolean
is_all_in_view_there (Fixture *fixture)
{
  recto_tile_loader_update (fixture->loader, fixture->viewport);
  return recto_tile_loader_get_n_missing (fixture->loader) == 0;
}

/* Drawn small it may take a moment only, and else there is nothing to show. Where it takes long all
 * the same, it is not begun again. */
static void
test_a_costly_page_is_stood_in_for_once (Fixture *fixture, gconstpointer name)
{
  g_autoptr (RectoTask) first = NULL;
  g_autoptr (RectoTask) second = NULL;

  make_costly (fixture, 1);
  /* Nothing of it is in view. */
  recto_viewport_set_size (fixture->viewport, 500, 400, 1);
  recto_viewport_arrange (fixture->viewport);
  first = fling (fixture);
  g_assert_true (is_asked_for (fixture, 1));
  recto_test_wait (!is_asked_for (fixture, 1));
  come_to_rest (fixture);
  recto_test_wait (is_all_in_view_there (fixture));
  /* Turned around all else is asked for anew. */
  recto_viewport_set_rotation (fixture->viewport, 180);
  recto_viewport_arrange (fixture->viewport);
  second = fling (fixture);
  g_assert_true (is_asked_for (fixture, 2));
  g_assert_false (is_asked_for (fixture, 1));
}

/* D15, but for a moment: whoever turns to it sees something at once. */
static void
test_a_costly_page_is_made_ready_small_once (Fixture *fixture, gconstpointer name)
{
  make_costly (fixture, 1);
  recto_viewport_set_size (fixture->viewport, 500, 400, 1);
  recto_viewport_arrange (fixture->viewport);
  recto_tile_loader_update (fixture->loader, fixture->viewport);
  while (!is_asked_for (fixture, 1))
    {
      const guint n_answers = fixture->n_changed + fixture->n_answered;

      recto_test_wait (fixture->n_changed + fixture->n_answered > n_answers);
      recto_tile_loader_update (fixture->loader, fixture->viewport);
    }
  recto_test_wait (!is_asked_for (fixture, 1));
  recto_viewport_set_rotation (fixture->viewport, 180);
  recto_viewport_arrange (fixture->viewport);
  recto_test_wait (is_all_in_view_there (fixture));
  g_assert_true (is_asked_for (fixture, 2));
  g_assert_false (is_asked_for (fixture, 1));
}

/* The pages that follow do not come: what is asked for counts as if it had. */
static void
test_what_is_near_makes_room_for_other_views (Fixture *fixture, gconstpointer name)
{
  RectoMemoryBudget *budget = recto_memory_budget_of (fixture->engine.engine);
  RectoMemoryClaim *other = recto_memory_claim_new (budget);
  const gsize most = recto_memory_budget_get_limit (budget) / 4 * 3;
  guint n_answered;

  recto_viewport_set_continuous (fixture->viewport, FALSE);
  recto_viewport_arrange (fixture->viewport);
  recto_tile_loader_update (fixture->loader, fixture->viewport);
  while (recto_tile_loader_get_n_missing (fixture->loader) > 0)
    {
      const guint n_changed = fixture->n_changed;

      recto_test_wait (fixture->n_changed > n_changed);
      recto_tile_loader_update (fixture->loader, fixture->viewport);
    }
  g_assert_cmpuint (g_list_model_get_n_items (get_tasks (fixture)), >, 0);
  n_answered = fixture->n_answered;
  recto_memory_claim_begin (other, most);
  recto_memory_claim_end (other, most);
  g_assert_cmpuint (fixture->n_answered, ==, n_answered + 1);
  recto_tile_loader_update (fixture->loader, fixture->viewport);
  recto_test_wait (g_list_model_get_n_items (get_tasks (fixture)) == 0);
  g_assert_cmpuint (recto_tile_loader_get_n_missing (fixture->loader), ==, 0);
  recto_memory_claim_free (other);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/tile-loader/what-stands-in-is-drawn-at-rest", Fixture, "capital-links.pdf", set_up,
              test_what_stands_in_is_drawn_at_rest, tear_down);
  g_test_add ("/tile-loader/a-costly-page-is-stood-in-for-once", Fixture, "endless.pdf", set_up,
              test_a_costly_page_is_stood_in_for_once, tear_down);
  g_test_add ("/tile-loader/a-costly-page-is-made-ready-small-once", Fixture, "endless.pdf", set_up,
              test_a_costly_page_is_made_ready_small_once, tear_down);
  g_test_add ("/tile-loader/what-is-near-makes-room-for-other-views", Fixture, "endless-pages.pdf",
              set_up, test_what_is_near_makes_room_for_other_views, tear_down);

  return g_test_run ();
}
