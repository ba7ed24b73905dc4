/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-bar.h"

#include "recto-test-view.h"
#include "recto-test.h"

/* Which hit is gone to first, though pages are searched several at a time. The clock stands still
 * until a test moves it on. */

typedef struct
{
  RectoTestView base;
  GtkWidget *window;
  RectoSearchBar *bar;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  GtkWidget *bar;

  recto_test_view_set_up (&fixture->base, name);
  recto_test_wait_for_pages (fixture->base.document);
  bar = recto_search_bar_new (fixture->base.view, &fixture->base.clock.clock);
  fixture->bar = RECTO_SEARCH_BAR (bar);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), bar);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_object_ref (fixture->bar);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->bar);
  recto_test_view_tear_down (&fixture->base, NULL);
}

/* From page 1, which is in view. (transfer none) */
static RectoSearch *
look_for (Fixture *fixture, const char *words)
{
  g_autoptr (RectoSearch) search = NULL;
  GListModel *searches = recto_search_bar_get_searches (fixture->bar);

  recto_search_bar_open (fixture->bar);
  recto_search_bar_look_for (fixture->bar, words);
  recto_test_wait (g_list_model_get_n_items (searches) == 1);
  search = g_list_model_get_item (searches, 0);
  return search;
}

static guint
get_page (Fixture *fixture)
{
  return recto_search_hit_get_location (recto_search_bar_get_current (fixture->bar)).page;
}

static void
test_a_slow_page_comes_before_those_after_it (Fixture *fixture, gconstpointer name)
{
  look_for (fixture, "page");
  recto_test_wait (recto_search_bar_get_current (fixture->bar) != NULL);
  g_assert_cmpuint (get_page (fixture), ==, 0);
}

/* Page 2, which is between the two, and searched together with others. */
static void
test_nobody_waits_for_a_page_that_never_ends (Fixture *fixture, gconstpointer name)
{
  RectoSearch *search = look_for (fixture, "page 6");

  recto_test_wait (g_list_model_get_n_items (G_LIST_MODEL (search)) == 1);
  g_assert_null (recto_search_bar_get_current (fixture->bar));
  recto_test_clock_advance_ms (&fixture->base.clock, 500);
  g_assert_nonnull (recto_search_bar_get_current (fixture->bar));
  g_assert_cmpuint (get_page (fixture), ==, 5);
  g_assert_cmpint (recto_search_get_state (search), ==, RECTO_SEARCH_RUNNING);
}

static void
test_who_goes_on_by_hand_waits_for_nothing (Fixture *fixture, gconstpointer name)
{
  RectoSearch *search = look_for (fixture, "page 6");

  recto_test_wait (g_list_model_get_n_items (G_LIST_MODEL (search)) == 1);
  recto_search_bar_step (fixture->bar, 1);
  g_assert_cmpuint (get_page (fixture), ==, 5);
  recto_test_clock_advance_ms (&fixture->base.clock, 500);
  g_assert_cmpuint (get_page (fixture), ==, 5);
}

static void
test_what_was_found_until_it_is_stopped_is_gone_to (Fixture *fixture, gconstpointer name)
{
  RectoSearch *search = look_for (fixture, "page 6");

  recto_test_wait (g_list_model_get_n_items (G_LIST_MODEL (search)) == 1);
  g_assert_null (recto_search_bar_get_current (fixture->bar));
  recto_search_stop (search);
  recto_test_wait (recto_search_bar_get_current (fixture->bar) != NULL);
  g_assert_cmpuint (get_page (fixture), ==, 5);
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, document, function)                                                              \
  g_test_add ("/search-bar/" name, Fixture, document, set_up, function, tear_down)
  ADD ("a-slow-page-comes-before-those-after-it", "late-words.pdf",
       test_a_slow_page_comes_before_those_after_it);
  ADD ("nobody-waits-for-a-page-that-never-ends", "endless.pdf",
       test_nobody_waits_for_a_page_that_never_ends);
  ADD ("who-goes-on-by-hand-waits-for-nothing", "endless.pdf",
       test_who_goes_on_by_hand_waits_for_nothing);
  ADD ("what-was-found-until-it-is-stopped-is-gone-to", "endless.pdf",
       test_what_was_found_until_it_is_stopped_is_gone_to);
#undef ADD

  return g_test_run ();
}
