/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-place-keeper.h"
#include "recto-test-places.h"
#include "recto-test-view.h"
#include "recto-test.h"

#define ADDRESS "file:///somewhere/document.pdf"
#define BEFORE_MS 2900
#define REST_MS 200

typedef struct
{
  RectoTestView view;
  RectoTestPlaces places;
  RectoPlaceKeeper *keeper;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (ADDRESS);

  recto_test_view_set_up (&fixture->view, "three-pages.pdf");
  recto_test_view_wait_shown (&fixture->view);
  recto_test_places_set_up (&fixture->places);
  fixture->keeper = recto_place_keeper_new_with_clock (fixture->places.store, fixture->view.view,
                                                       &fixture->view.clock.clock);
  recto_place_keeper_begin (fixture->keeper, file, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_place_keeper_free (fixture->keeper);
  recto_test_view_tear_down (&fixture->view, NULL);
  recto_test_places_tear_down (&fixture->places);
}

typedef struct
{
  RectoReadingState *state;
  gboolean done;
} Answer;

static void
recalled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->state = recto_place_store_recall_finish (RECTO_PLACE_STORE (object), result, NULL);
  answer->done = TRUE;
}

/* What the next start would find. (nullable) */
static RectoReadingState *
recall (Fixture *fixture)
{
  Answer answer = { 0 };

  recto_place_store_recall_async (fixture->places.store, NULL, ADDRESS, NULL, recalled_cb, &answer);
  recto_test_wait (answer.done);
  return answer.state;
}

static gboolean
is_remembered_now (Fixture *fixture)
{
  g_autofree RectoReadingState *state = recall (fixture);
  RectoReadingState now = recto_reading_state_capture (fixture->view.view);

  return state != NULL && state->continuous == now.continuous && state->dual == now.dual &&
         state->odd_left == now.odd_left && state->right_to_left == now.right_to_left &&
         state->show_annotations == now.show_annotations && state->colors == now.colors &&
         state->rotation == now.rotation && state->fit_mode == now.fit_mode;
}

/* However the pages are shown, it is remembered three seconds later, though one has not moved. */
static void
test_modes_are_remembered_after_three_seconds (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *property;
    int value;
  } changes[] = {
    { "continuous", TRUE },
    { "dual", TRUE },
    { "odd-left", TRUE },
    { "right-to-left", TRUE },
    { "show-annotations", FALSE },
    { "colors", RECTO_COLOR_MODE_SEPIA },
    { "rotation", 90 },
    { "fit-mode", RECTO_FIT_WIDTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS + REST_MS);
      g_object_set (fixture->view.view, changes[i].property, changes[i].value, NULL);
      recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS);
      g_assert_false (is_remembered_now (fixture));
      recto_test_clock_advance_ms (&fixture->view.clock, REST_MS);
      recto_test_wait (is_remembered_now (fixture));
    }
}

static void
test_the_sidebar_is_remembered_after_three_seconds (Fixture *fixture, gconstpointer data)
{
  g_autofree RectoReadingState *before = NULL;
  g_autofree RectoReadingState *after = NULL;

  recto_place_keeper_set_sidebar (fixture->keeper, TRUE);
  recto_place_keeper_set_pane (fixture->keeper, "bookmarks");
  recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS);
  before = recall (fixture);
  g_assert_null (before);
  recto_test_clock_advance_ms (&fixture->view.clock, REST_MS);
  after = recall (fixture);
  g_assert_nonnull (after);
  g_assert_true (after->sidebar);
  g_assert_cmpstr (after->pane, ==, "bookmarks");
}

static void
test_where_nothing_changes_nothing_is_written (Fixture *fixture, gconstpointer data)
{
  g_autofree RectoReadingState *state = NULL;

  recto_test_clock_advance_ms (&fixture->view.clock, 10 * BEFORE_MS);
  state = recall (fixture);
  g_assert_null (state);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/place-keeper/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("modes-are-remembered-after-three-seconds", test_modes_are_remembered_after_three_seconds);
  ADD ("the-sidebar-is-remembered-after-three-seconds",
       test_the_sidebar_is_remembered_after_three_seconds);
  ADD ("where-nothing-changes-nothing-is-written", test_where_nothing_changes_nothing_is_written);
#undef ADD

  return g_test_run ();
}
