/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-track.h"

#include <adwaita.h>
#include <math.h>

#include "recto-test.h"

/* labels.pdf has twelve pages, of which 1, 10, 11 and 12 say what is looked for. */
#define WORDS "page 1"

typedef struct
{
  RectoTestFixture base;
  GtkWidget *window;
  RectoPageView *view;
  RectoSearchTrack *track;
  RectoSearch *search;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = recto_page_view_new ();
  GtkWidget *track;

  recto_test_set_up (&fixture->base, name);
  fixture->search = recto_search_new (fixture->base.document, WORDS, RECTO_SEARCH_PLAIN, &error);
  g_assert_no_error (error);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled);
  track = recto_search_track_new (RECTO_PAGE_VIEW (view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), track);
  fixture->view = RECTO_PAGE_VIEW (view);
  fixture->track = RECTO_SEARCH_TRACK (track);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  recto_page_view_set_document (fixture->view, fixture->base.document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_test_wait_for_pages (fixture->base.document);
  recto_test_wait (gtk_widget_get_height (track) > 0);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_object_ref (fixture->track);
  recto_page_view_set_document (fixture->view, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->track);
  g_assert_finalize_object (fixture->search);
  recto_test_tear_down (&fixture->base, name);
}

static void
search_all (Fixture *fixture)
{
  recto_search_start (fixture->search, RECTO_LOCATION_INIT (0, 0));
  recto_test_wait (recto_search_get_state (fixture->search) == RECTO_SEARCH_COMPLETE);
  recto_search_track_set_search (fixture->track, fixture->search, NULL);
}

static guint
count_marked (Fixture *fixture)
{
  guint n_marked = 0;

  for (int i = 0; i < gtk_widget_get_height (GTK_WIDGET (fixture->track)); i++)
    n_marked += recto_search_track_is_marked (fixture->track, (guint) i);
  return n_marked;
}

/* Of a page, from 0, among all: each is as high as the others. */
static gboolean
is_marked (Fixture *fixture, guint page)
{
  const int height = gtk_widget_get_height (GTK_WIDGET (fixture->track));
  const int end = (int) ceil (height * (page + 1) / 12.0);

  for (int i = (int) (height * page / 12.0); i < end; i++)
    if (recto_search_track_is_marked (fixture->track, (guint) i))
      return TRUE;
  return FALSE;
}

static void
test_marks_are_where_the_pages_are (Fixture *fixture, gconstpointer name)
{
  search_all (fixture);
  recto_test_wait (count_marked (fixture) == 4);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpint (is_marked (fixture, i), ==, i == 0 || i > 8);
}

static void
test_marks_go_with_the_search (Fixture *fixture, gconstpointer name)
{
  search_all (fixture);
  recto_test_wait (count_marked (fixture) == 4);
  recto_search_track_set_search (fixture->track, NULL, NULL);
  recto_test_wait (count_marked (fixture) == 0);
}

/* One page at a time fills all there is to scroll over: its hits alone have a place. */
static void
test_a_page_alone_has_its_own_marks (Fixture *fixture, gconstpointer name)
{
  recto_page_view_set_continuous (fixture->view, FALSE);
  search_all (fixture);
  recto_test_wait (count_marked (fixture) == 1);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 3), TRUE);
  recto_test_wait (count_marked (fixture) == 0);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 10), TRUE);
  recto_test_wait (count_marked (fixture) == 1);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/search-track/" name, Fixture, "labels.pdf", set_up, function, tear_down)
  ADD ("marks-are-where-the-pages-are", test_marks_are_where_the_pages_are);
  ADD ("marks-go-with-the-search", test_marks_go_with_the_search);
  ADD ("a-page-alone-has-its-own-marks", test_a_page_alone_has_its_own_marks);
#undef ADD

  return g_test_run ();
}
