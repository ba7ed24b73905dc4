/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-pane.h"

#include "recto-search-private.h"
#include "recto-search-row.h"
#include "recto-test-clock.h"
#include "recto-test.h"

typedef struct
{
  RectoTestFixture base;
  GtkWidget *window;
  RectoSearchPane *pane;
  GListStore *searches;
  /* what was chosen last */
  RectoSearchHit *chosen; /* (nullable) */
  gboolean done;
  guint n_chosen;
} Fixture;

static void
chosen_cb (Fixture *fixture, RectoSearch *search, RectoSearchHit *hit, gboolean done)
{
  g_set_object (&fixture->chosen, hit);
  fixture->done = done;
  fixture->n_chosen++;
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  GtkWidget *pane;

  recto_test_set_up (&fixture->base, name);
  fixture->searches = g_list_store_new (RECTO_TYPE_SEARCH);
  pane = recto_search_pane_new ();
  fixture->pane = RECTO_SEARCH_PANE (pane);
  g_signal_connect_swapped (pane, "chosen", G_CALLBACK (chosen_cb), fixture);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), pane);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_object_ref (fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->pane);
  g_assert_finalize_object (fixture->searches);
  g_clear_object (&fixture->chosen);
  recto_test_tear_down (&fixture->base, name);
}

/* (transfer none): the list has it. */
static RectoSearch *
add_search (Fixture *fixture, const char *words, RectoSearchFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoSearch) search = recto_search_new (fixture->base.document, words, flags, &error);

  g_assert_no_error (error);
  g_list_store_append (fixture->searches, search);
  recto_search_pane_set_searches (fixture->pane, G_LIST_MODEL (fixture->searches));
  return search;
}

static RectoSearch *
begin (Fixture *fixture, const char *words, RectoSearchFlags flags)
{
  RectoSearch *search = add_search (fixture, words, flags);

  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  return search;
}

static RectoSearch *
search_all (Fixture *fixture, const char *words, RectoSearchFlags flags)
{
  RectoSearch *search = begin (fixture, words, flags);

  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  return search;
}

static gboolean
is_in_selected_row (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_SELECTED)
      return TRUE;
  return FALSE;
}

/* A row says a line and the name of its page. */
static gboolean
row_says (RectoSearchRow *row, const char *text)
{
  g_autofree char *words = recto_search_row_describe (row);
  g_autofree char *line = g_strconcat (text, ", page ", NULL);
  g_autofree char *page = g_strconcat (", page ", text, NULL);

  return g_str_has_prefix (words, line) || g_str_has_suffix (words, page);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (RECTO_IS_SEARCH_ROW (widget))
    return row_says (RECTO_SEARCH_ROW (widget), text);
  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

/* The first widget that is seen and says `text`, in a row that is marked or anywhere; or NULL. */
static GtkWidget *
find (GtkWidget *widget, const char *text, gboolean selected)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (says (widget, text) && (!selected || is_in_selected_row (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, text, selected);
  return found;
}

static GtkWidget *
find_here (Fixture *fixture, const char *text)
{
  return find (GTK_WIDGET (fixture->pane), text, FALSE);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static gboolean
is_selected (Fixture *fixture, const char *text)
{
  return find (GTK_WIDGET (fixture->pane), text, TRUE) != NULL;
}

static void
test_tells_of_what_else_is_open (Fixture *fixture, gconstpointer name)
{
  search_all (fixture, "nowhere", RECTO_SEARCH_PLAIN);
  recto_search_pane_set_others (fixture->pane, 2, FALSE, 1);
  recto_test_wait (find_here (fixture, "2 open documents have not been loaded yet") != NULL);
  recto_test_wait (find_here (fixture, "1 open document could not be searched") != NULL);
  recto_test_wait (find_here (fixture, "No Results Found") != NULL);
  recto_search_pane_set_others (fixture->pane, 2, TRUE, 0);
  recto_test_wait (find_here (fixture, "Loading 2 open documents…") != NULL);
  g_assert_null (find_here (fixture, "1 open document could not be searched"));
  recto_test_wait (find_here (fixture, "No Results Found") == NULL);
  recto_search_pane_set_others (fixture->pane, 0, FALSE, 0);
  recto_test_wait (find_here (fixture, "Loading 2 open documents…") == NULL);
}

static void
test_lists_lines_with_the_labels_of_their_pages (Fixture *fixture, gconstpointer name)
{
  recto_test_wait (find_here (fixture, "Search") != NULL);
  search_all (fixture, "page 1", RECTO_SEARCH_PLAIN);
  recto_test_wait (find_here (fixture, "4 hits") != NULL);
  recto_test_wait (find_here (fixture, "Page 12") != NULL);
  recto_test_wait (find_here (fixture, "A-2") != NULL);
  g_assert_nonnull (find_here (fixture, "Page 1"));
  g_assert_nonnull (find_here (fixture, "i"));
  g_assert_null (find_here (fixture, "Page 2"));
}

static void
test_says_that_there_is_nothing (Fixture *fixture, gconstpointer name)
{
  search_all (fixture, "zebra crossing", RECTO_SEARCH_PLAIN);
  recto_test_wait (find_here (fixture, "No Results Found") != NULL);
}

static void
test_what_cannot_be_looked_for_is_explained (Fixture *fixture, gconstpointer name)
{
  recto_search_pane_set_problem (fixture->pane, "There is no ) after <this>");
  recto_test_wait (find_here (fixture, "Cannot Be Searched For") != NULL);
  g_assert_nonnull (find_here (fixture, "There is no ) after &lt;this&gt;"));
  recto_search_pane_set_problem (fixture->pane, NULL);
  search_all (fixture, "page 1", RECTO_SEARCH_PLAIN);
  recto_test_wait (find_here (fixture, "Page 12") != NULL);
  g_assert_null (find_here (fixture, "Cannot Be Searched For"));
}

static void
test_the_hit_one_is_at_is_marked (Fixture *fixture, gconstpointer name)
{
  RectoSearch *search = search_all (fixture, "page 1", RECTO_SEARCH_PLAIN);
  g_autoptr (RectoSearchHit) third = g_list_model_get_item (G_LIST_MODEL (search), 2);

  recto_test_wait (find_here (fixture, "Page 11") != NULL);
  recto_search_pane_set_current (fixture->pane, third);
  recto_test_wait (is_selected (fixture, "Page 11"));
  g_assert_false (is_selected (fixture, "Page 12"));
  recto_search_pane_set_current (fixture->pane, NULL);
  recto_test_wait (!is_selected (fixture, "Page 11"));
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

static void
test_what_is_chosen_is_told (Fixture *fixture, gconstpointer name)
{
  GtkWidget *list = find_list (GTK_WIDGET (fixture->pane));

  search_all (fixture, "page 1", RECTO_SEARCH_PLAIN);
  recto_test_wait (find_here (fixture, "Page 11") != NULL);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 1, TRUE);
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_false (fixture->done);
  g_assert_cmpuint (recto_search_hit_get_location (fixture->chosen).page, ==, 9);
  gtk_widget_activate_action (list, "list.activate-item", "u", 2);
  g_assert_true (fixture->done);
  g_assert_cmpuint (recto_search_hit_get_location (fixture->chosen).page, ==, 10);
}

/* What is found before it does not move the mark. */
static void
test_the_mark_stays_while_more_is_found (Fixture *fixture, gconstpointer name)
{
  GListModel *found;
  g_autoptr (RectoSearchHit) hit = NULL;
  RectoSearch *search = begin (fixture, "Page \\d+", RECTO_SEARCH_PATTERN | RECTO_SEARCH_CASE);
  GtkWidget *list = find_list (GTK_WIDGET (fixture->pane));

  found = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  recto_test_wait (g_list_model_get_n_items (found) > 0);
  hit = g_list_model_get_item (found, g_list_model_get_n_items (found) - 1);
  recto_search_pane_set_current (fixture->pane, hit);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 500);
  g_assert_true (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (found)) == hit);
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

static void
test_the_list_ends_where_there_are_too_many (Fixture *fixture, gconstpointer name)
{
  RectoSearch *search = search_all (fixture, "\\w", RECTO_SEARCH_PATTERN);
  const guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (search));
  g_autoptr (RectoSearchHit) last = g_list_model_get_item (G_LIST_MODEL (search), n_hits - 1);
  g_autofree char *summary = g_strdup_printf ("The first %'u hits", n_hits);
  g_autofree char *page = g_strdup_printf ("%u", recto_search_hit_get_location (last).page + 1);

  g_assert_cmpuint (n_hits, ==, 100000);
  recto_test_wait (find_here (fixture, summary) != NULL);
  recto_search_pane_set_current (fixture->pane, last);
  recto_test_wait (is_selected (fixture, page));
}

static void
test_pages_that_were_passed_over_are_named (Fixture *fixture, gconstpointer name)
{
  RectoSearch *search = add_search (fixture, "page", RECTO_SEARCH_PLAIN);
  static RectoTestClock clock; /* the ended tasks read it until the engine ends */

  recto_test_clock_init (&clock);
  recto_search_set_clock (search, &clock.clock);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 1));
  recto_test_wait (recto_search_get_n_searched (search) == 5);
  recto_test_clock_advance_ms (&clock, RECTO_SEARCH_PAGE_MS);
  recto_test_wait (find_here (fixture, "Page 2 could not be searched") != NULL);
  g_assert_cmpint (recto_search_get_state (search), ==, RECTO_SEARCH_COMPLETE);
}

static void
test_several_documents_are_named (Fixture *fixture, gconstpointer name)
{
  search_all (fixture, "page 1", RECTO_SEARCH_PLAIN);
  g_assert_null (find_here (fixture, "labels.pdf"));
  search_all (fixture, "page 2", RECTO_SEARCH_PLAIN);
  recto_test_wait (find_here (fixture, "5 hits") != NULL);
  recto_test_wait (find_here (fixture, "labels.pdf") != NULL);
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, document, function)                                                              \
  g_test_add ("/search-pane/" name, Fixture, document, set_up, function, tear_down)
  ADD ("lists-lines-with-the-labels-of-their-pages", "labels.pdf",
       test_lists_lines_with_the_labels_of_their_pages);
  ADD ("says-that-there-is-nothing", "labels.pdf", test_says_that_there_is_nothing);
  ADD ("tells-of-what-else-is-open", "labels.pdf", test_tells_of_what_else_is_open);
  ADD ("what-cannot-be-looked-for-is-explained", "labels.pdf",
       test_what_cannot_be_looked_for_is_explained);
  ADD ("the-hit-one-is-at-is-marked", "labels.pdf", test_the_hit_one_is_at_is_marked);
  ADD ("what-is-chosen-is-told", "labels.pdf", test_what_is_chosen_is_told);
  ADD ("the-mark-stays-while-more-is-found", "five-hundred-pages.pdf",
       test_the_mark_stays_while_more_is_found);
  ADD ("the-list-ends-where-there-are-too-many", "five-hundred-pages.pdf",
       test_the_list_ends_where_there_are_too_many);
  ADD ("pages-that-were-passed-over-are-named", "endless.pdf",
       test_pages_that_were_passed_over_are_named);
  ADD ("several-documents-are-named", "labels.pdf", test_several_documents_are_named);
#undef ADD

  return g_test_run ();
}
