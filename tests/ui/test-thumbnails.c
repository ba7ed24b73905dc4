/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-memory-budget.h"
#include "recto-test.h"
#include "recto-thumbnails.h"

typedef struct
{
  RectoTestFixture base;
  RectoThumbnails *thumbnails;
  guint n_changes;
} Fixture;

static void
changed_cb (RectoLocation location, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  const RectoThumbnailLook look = { .width = 112, .height = 158 };

  recto_test_set_up (&fixture->base, name);
  recto_test_wait_for_pages (fixture->base.document);
  fixture->thumbnails = recto_thumbnails_new (fixture->base.document, changed_cb, fixture);
  recto_thumbnails_set_look (fixture->thumbnails, &look);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_clear_pointer (&fixture->thumbnails, recto_thumbnails_free);
  recto_test_tear_down (&fixture->base, name);
}

static RectoLocation
page (guint number)
{
  return RECTO_LOCATION_INIT (0, number);
}

static void
want (Fixture *fixture, guint first, guint n)
{
  g_autofree RectoLocation *locations = g_new (RectoLocation, n + 1);

  for (guint i = 0; i < n; i++)
    locations[i] = page (first + i);
  recto_thumbnails_want (fixture->thumbnails, locations, n);
}

static guint
count_pictures (Fixture *fixture)
{
  const guint n_pages = recto_document_get_n_pages (fixture->base.document, NULL);
  guint n = 0;

  for (guint i = 0; i < n_pages; i++)
    n += recto_thumbnails_get (fixture->thumbnails, page (i)) != NULL ? 1 : 0;
  return n;
}

static void
test_only_what_is_in_view_is_rendered (Fixture *fixture, gconstpointer data)
{
  want (fixture, 100, 3);
  g_assert_cmpuint (recto_thumbnails_get_n_waiting (fixture->thumbnails), ==, 3);
  recto_test_wait (recto_thumbnails_get_n_waiting (fixture->thumbnails) == 0);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  g_assert_cmpuint (count_pictures (fixture), ==, 3);
}

static void
test_a_picture_fits_into_its_room (Fixture *fixture, gconstpointer data)
{
  GdkTexture *texture;

  want (fixture, 0, 1);
  recto_test_wait (count_pictures (fixture) == 1);
  texture = recto_thumbnails_get (fixture->thumbnails, page (0));
  g_assert_cmpint (gdk_texture_get_width (texture), <=, 112);
  g_assert_cmpint (gdk_texture_get_height (texture), <=, 158);
  g_assert_true (gdk_texture_get_width (texture) == 112 || gdk_texture_get_height (texture) == 158);
}

/* Thousands are scrolled past without being waited for. */
static void
test_what_was_scrolled_past_is_not_waited_for (Fixture *fixture, gconstpointer data)
{
  GListModel *tasks = recto_document_get_tasks (fixture->base.document);

  for (guint i = 0; i < 490; i += 10)
    want (fixture, i, 10);
  want (fixture, 490, 2);
  g_assert_cmpuint (recto_thumbnails_get_n_waiting (fixture->thumbnails), ==, 2);
  recto_test_wait (recto_thumbnails_get_n_waiting (fixture->thumbnails) == 0);
  g_assert_nonnull (recto_thumbnails_get (fixture->thumbnails, page (490)));
  g_assert_nonnull (recto_thumbnails_get (fixture->thumbnails, page (491)));
  g_assert_cmpuint (count_pictures (fixture), ==, 2);
  recto_test_wait (g_list_model_get_n_items (tasks) == 0);
}

static void
test_what_is_there_is_not_rendered_again (Fixture *fixture, gconstpointer data)
{
  want (fixture, 0, 4);
  recto_test_wait (count_pictures (fixture) == 4);
  want (fixture, 50, 1);
  recto_test_wait (count_pictures (fixture) == 5);
  want (fixture, 0, 4);
  g_assert_cmpuint (recto_thumbnails_get_n_waiting (fixture->thumbnails), ==, 0);
}

static void
test_what_is_not_in_view_makes_room (Fixture *fixture, gconstpointer data)
{
  RectoMemoryBudget *budget = recto_memory_budget_of (fixture->base.engine);

  want (fixture, 0, 4);
  recto_test_wait (count_pictures (fixture) == 4);
  want (fixture, 2, 2);
  recto_memory_budget_set_limit (budget, 1);
  g_assert_cmpuint (count_pictures (fixture), ==, 2);
  g_assert_nonnull (recto_thumbnails_get (fixture->thumbnails, page (2)));
  g_assert_nonnull (recto_thumbnails_get (fixture->thumbnails, page (3)));
}

static void
test_other_colors_come_in_place_of_what_shows (Fixture *fixture, gconstpointer data)
{
  const RectoThumbnailLook night = {
    .width = 112, .height = 158, .rotation = 90, .colors = RECTO_COLORS_NIGHT
  };
  GdkTexture *before;

  want (fixture, 0, 1);
  recto_test_wait (count_pictures (fixture) == 1);
  before = recto_thumbnails_get (fixture->thumbnails, page (0));
  recto_thumbnails_set_look (fixture->thumbnails, &night);
  g_assert_true (recto_thumbnails_get (fixture->thumbnails, page (0)) == before);
  recto_test_wait (recto_thumbnails_get_n_waiting (fixture->thumbnails) == 0);
  g_assert_true (gdk_texture_get_width (recto_thumbnails_get (fixture->thumbnails, page (0))) >
                 gdk_texture_get_height (recto_thumbnails_get (fixture->thumbnails, page (0))));
}

/* And is not tried again and again. */
static void
test_a_page_that_never_ends_is_given_up (Fixture *fixture, gconstpointer data)
{
  want (fixture, 0, 2);
  recto_test_wait (recto_thumbnails_has_failed (fixture->thumbnails, page (1)));
  recto_test_wait (recto_thumbnails_get (fixture->thumbnails, page (0)) != NULL);
  want (fixture, 0, 0);
  want (fixture, 0, 2);
  g_assert_cmpuint (recto_thumbnails_get_n_waiting (fixture->thumbnails), ==, 0);
  g_assert_true (recto_thumbnails_has_failed (fixture->thumbnails, page (1)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, document, func)                                                                  \
  g_test_add ("/thumbnails/" path, Fixture, document, set_up, func, tear_down)
  ADD ("only-what-is-in-view-is-rendered", "five-hundred-pages.pdf",
       test_only_what_is_in_view_is_rendered);
  ADD ("a-picture-fits-into-its-room", "three-pages.pdf", test_a_picture_fits_into_its_room);
  ADD ("what-was-scrolled-past-is-not-waited-for", "five-hundred-pages.pdf",
       test_what_was_scrolled_past_is_not_waited_for);
  ADD ("what-is-there-is-not-rendered-again", "five-hundred-pages.pdf",
       test_what_is_there_is_not_rendered_again);
  ADD ("what-is-not-in-view-makes-room", "five-hundred-pages.pdf",
       test_what_is_not_in_view_makes_room);
  ADD ("other-colors-come-in-place-of-what-shows", "three-pages.pdf",
       test_other_colors_come_in_place_of_what_shows);
  ADD ("a-page-that-never-ends-is-given-up", "endless.pdf",
       test_a_page_that_never_ends_is_given_up);

  return g_test_run ();
}
