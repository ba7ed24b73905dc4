/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-elsewhere.h"

#include "recto-recent-files.h"
#include "recto-test-window.h"
#include "recto-test.h"

/* Searching what is open in other tabs, as they are after a session was restored: none has been
 * loaded but the one in view. */

typedef struct
{
  RectoTestWindow base;
  RectoSearch *search;
  GListStore *searches;
  RectoSearchElsewhere *elsewhere;
  guint n_opening;
  guint most_opening; /* at the same time */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_window_set_up (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->elsewhere != NULL)
    {
      recto_search_elsewhere_end (fixture->elsewhere);
      g_assert_finalize_object (fixture->elsewhere);
      recto_search_end (fixture->search);
    }
  g_clear_object (&fixture->search);
  g_clear_object (&fixture->searches);
  recto_test_window_tear_down (&fixture->base);
}

static RectoDocumentView *
get_view (Fixture *fixture, guint n)
{
  return recto_window_get_nth_view (fixture->base.window, n);
}

static RectoDocumentViewState
get_state (Fixture *fixture, guint n)
{
  return recto_document_view_get_state (get_view (fixture, n));
}

static void
count_opening_cb (Fixture *fixture)
{
  fixture->n_opening = 0;
  for (guint i = 0; i < recto_window_count_views (fixture->base.window); i++)
    fixture->n_opening += get_state (fixture, i) == RECTO_DOCUMENT_VIEW_OPENING;
  fixture->most_opening = MAX (fixture->most_opening, fixture->n_opening);
}

/* Tabs of documents (up to a NULL), of which the first is in view, and is open. */
static void
restore (Fixture *fixture, const char *const *names)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = recto_test_file (names[i]);
      RectoDocumentView *view =
          recto_document_view_new (fixture->base.engine, fixture->base.settings, NULL);

      recto_document_view_open_when_shown (view, file, names[i]);
      g_ptr_array_add (views, view);
    }
  recto_window_add_views (fixture->base.window, views, 0);
  gtk_window_present (GTK_WINDOW (fixture->base.window));
  recto_test_wait (get_state (fixture, 0) == RECTO_DOCUMENT_VIEW_PAGES);
  for (guint i = 1; i < views->len; i++)
    {
      g_assert_cmpint (get_state (fixture, i), ==, RECTO_DOCUMENT_VIEW_WAITING);
      g_signal_connect_swapped (get_view (fixture, i), "notify::state",
                                G_CALLBACK (count_opening_cb), fixture);
    }
}

/* Looks for words that are on the first page of each. */
static void
search_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->searches = g_list_store_new (RECTO_TYPE_SEARCH);
  fixture->search = recto_search_new (recto_document_view_get_document (get_view (fixture, 0)),
                                      "page 1", RECTO_SEARCH_WHOLE_WORDS, &error);
  g_assert_no_error (error);
  g_list_store_append (fixture->searches, fixture->search);
  recto_search_start (fixture->search, RECTO_LOCATION_INIT (0, 0));
  fixture->elsewhere = recto_search_elsewhere_new (GTK_WIDGET (fixture->base.window),
                                                   fixture->search, fixture->searches);
  recto_search_elsewhere_start (fixture->elsewhere);
  recto_test_wait (recto_search_get_state (fixture->search) == RECTO_SEARCH_COMPLETE);
}

static guint
count_searched (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->searches));
}

static guint
count_foreground (Fixture *fixture, guint n)
{
  return recto_task_list_get_n_foreground (recto_document_view_get_tasks (get_view (fixture, n)));
}

static void
test_loads_one_after_the_other (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "three-pages.pdf", "labels.pdf", "no-table.pdf",
                                       "five-hundred-pages.pdf", NULL };

  restore (fixture, names);
  search_all (fixture);
  g_assert_false (recto_search_elsewhere_is_running (fixture->elsewhere));
  g_assert_cmpuint (recto_search_elsewhere_count_unloaded (fixture->elsewhere), ==, 3);
  recto_search_elsewhere_load (fixture->elsewhere);
  /* What Stop looks at. */
  g_assert_cmpuint (count_foreground (fixture, 0), >, 0);
  g_assert_true (recto_search_elsewhere_is_loading (fixture->elsewhere));
  g_assert_cmpuint (recto_search_elsewhere_count_unloaded (fixture->elsewhere), ==, 3);
  recto_test_wait (!recto_search_elsewhere_is_running (fixture->elsewhere));
  g_assert_cmpuint (fixture->most_opening, ==, 1);
  g_assert_false (recto_search_elsewhere_is_stopped (fixture->elsewhere));
  g_assert_cmpuint (recto_search_elsewhere_count_unloaded (fixture->elsewhere), ==, 0);
  g_assert_cmpuint (count_searched (fixture), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (RectoSearch) search = g_list_model_get_item (G_LIST_MODEL (fixture->searches), i);

      g_assert_cmpint (recto_search_get_state (search), ==, RECTO_SEARCH_COMPLETE);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), >, 0);
    }
}

/* The tab waits as before, and nothing else is loaded. */
static void
test_a_stop_ends_the_loading (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "three-pages.pdf", "slow-to-open.pdf", "labels.pdf", NULL };

  restore (fixture, names);
  search_all (fixture);
  recto_search_elsewhere_load (fixture->elsewhere);
  g_assert_cmpint (get_state (fixture, 1), ==, RECTO_DOCUMENT_VIEW_OPENING);
  g_assert_true (recto_document_view_stop (get_view (fixture, 0)));
  recto_test_wait (get_state (fixture, 1) == RECTO_DOCUMENT_VIEW_WAITING);
  g_assert_true (recto_search_elsewhere_is_stopped (fixture->elsewhere));
  g_assert_false (recto_search_elsewhere_is_running (fixture->elsewhere));
  g_assert_cmpuint (recto_search_elsewhere_count_unloaded (fixture->elsewhere), ==, 2);
  g_assert_cmpuint (count_foreground (fixture, 0), ==, 0);
  g_assert_cmpint (get_state (fixture, 2), ==, RECTO_DOCUMENT_VIEW_WAITING);
  g_assert_cmpstr (recto_document_view_get_title (get_view (fixture, 1)), ==, "slow-to-open.pdf");

  /* It goes on with what is still there. */
  adw_tab_view_close_page (recto_window_get_tab_view (fixture->base.window),
                           adw_tab_view_get_page (recto_window_get_tab_view (fixture->base.window),
                                                  GTK_WIDGET (get_view (fixture, 1))));
  recto_test_wait (recto_window_count_views (fixture->base.window) == 2);
  recto_search_elsewhere_start (fixture->elsewhere);
  recto_test_wait (!recto_search_elsewhere_is_running (fixture->elsewhere));
  g_assert_false (recto_search_elsewhere_is_stopped (fixture->elsewhere));
  g_assert_cmpuint (count_searched (fixture), ==, 2);
}

/* From the list of what is running. */
static void
test_whoever_stops_one_opening_stops_the_loading (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "three-pages.pdf", "slow-to-open.pdf", "labels.pdf", NULL };
  g_autoptr (RectoTask) task = NULL;

  restore (fixture, names);
  search_all (fixture);
  recto_search_elsewhere_load (fixture->elsewhere);
  task =
      g_list_model_get_item (G_LIST_MODEL (recto_document_view_get_tasks (get_view (fixture, 1))),
                             0);
  g_assert_true (recto_task_cancel (task, RECTO_CANCEL_USER_STOP));
  recto_test_wait (!recto_search_elsewhere_is_running (fixture->elsewhere));
  g_assert_true (recto_search_elsewhere_is_stopped (fixture->elsewhere));
  g_assert_cmpint (get_state (fixture, 1), ==, RECTO_DOCUMENT_VIEW_WAITING);
  g_assert_cmpint (get_state (fixture, 2), ==, RECTO_DOCUMENT_VIEW_WAITING);
}

static void
test_the_end_of_the_search_ends_the_loading (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "three-pages.pdf", "slow-to-open.pdf", NULL };

  restore (fixture, names);
  search_all (fixture);
  recto_search_elsewhere_load (fixture->elsewhere);
  g_assert_cmpint (get_state (fixture, 1), ==, RECTO_DOCUMENT_VIEW_OPENING);
  recto_search_elsewhere_end (fixture->elsewhere);
  g_assert_cmpint (get_state (fixture, 1), ==, RECTO_DOCUMENT_VIEW_WAITING);
}

/* One that somebody looks at by now is wanted for that. */
static void
test_a_stop_leaves_what_one_looks_at (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "three-pages.pdf", "no-table.pdf", NULL };

  restore (fixture, names);
  search_all (fixture);
  recto_search_elsewhere_load (fixture->elsewhere);
  recto_window_select_view (fixture->base.window, get_view (fixture, 1));
  recto_search_elsewhere_stop (fixture->elsewhere);
  recto_test_wait (recto_search_elsewhere_is_stopped (fixture->elsewhere));
  recto_test_wait (get_state (fixture, 1) == RECTO_DOCUMENT_VIEW_PAGES);
}

static void
test_what_cannot_be_searched_is_counted (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "three-pages.pdf", "password.pdf", "garbage.pdf",
                                       "labels.pdf", NULL };

  restore (fixture, names);
  search_all (fixture);
  g_assert_cmpuint (recto_search_elsewhere_count_unsearchable (fixture->elsewhere), ==, 0);
  recto_search_elsewhere_load (fixture->elsewhere);
  recto_test_wait (!recto_search_elsewhere_is_running (fixture->elsewhere));
  g_assert_cmpint (get_state (fixture, 1), ==, RECTO_DOCUMENT_VIEW_PASSWORD);
  g_assert_cmpint (get_state (fixture, 2), ==, RECTO_DOCUMENT_VIEW_ERROR);
  g_assert_cmpuint (recto_search_elsewhere_count_unsearchable (fixture->elsewhere), ==, 2);
  g_assert_cmpuint (recto_search_elsewhere_count_unloaded (fixture->elsewhere), ==, 0);
  g_assert_cmpuint (count_searched (fixture), ==, 2);
}

static gboolean
is_recent (const char *name)
{
  g_autoptr (GBookmarkFile) entries = g_bookmark_file_new ();
  g_autoptr (GFile) list = recto_recent_files_get_list ();
  g_autoptr (GFile) file = recto_test_file (name);
  g_autofree char *uri = g_file_get_uri (file);

  return g_bookmark_file_load_from_file (entries, g_file_peek_path (list), NULL) &&
         g_bookmark_file_has_item (entries, uri);
}

static void
test_only_what_one_looks_at_is_remembered (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "three-pages.pdf", "comic.cbz", "rotated.pdf", NULL };

  restore (fixture, names);
  search_all (fixture);
  recto_search_elsewhere_load (fixture->elsewhere);
  recto_test_wait (!recto_search_elsewhere_is_running (fixture->elsewhere));
  recto_window_select_view (fixture->base.window, get_view (fixture, 2));
  recto_test_wait (is_recent ("rotated.pdf"));
  g_assert_false (is_recent ("comic.cbz"));
  recto_window_select_view (fixture->base.window, get_view (fixture, 1));
  recto_test_wait (is_recent ("comic.cbz"));
}

static void
add_tests (void)
{
#define ADD(path, func)                                                                            \
  g_test_add ("/search-elsewhere/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("loads-one-after-the-other", test_loads_one_after_the_other);
  ADD ("H-10/a-stop-ends-the-loading", test_a_stop_ends_the_loading);
  ADD ("whoever-stops-one-opening-stops-the-loading",
       test_whoever_stops_one_opening_stops_the_loading);
  ADD ("the-end-of-the-search-ends-the-loading", test_the_end_of_the_search_ends_the_loading);
  ADD ("a-stop-leaves-what-one-looks-at", test_a_stop_leaves_what_one_looks_at);
  ADD ("what-cannot-be-searched-is-counted", test_what_cannot_be_searched_is_counted);
  ADD ("only-what-one-looks-at-is-remembered", test_only_what_one_looks_at_is_remembered);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return recto_test_window_main (argc, argv, add_tests);
}
