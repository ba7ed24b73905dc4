/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-body.h"
#include "recto-test-places.h"
#include "recto-test.h"

/* For how many frames a sidebar that came at once is watched: it must not move. */
#define N_FRAMES 5

typedef struct
{
  GtkWidget *window;
  GtkStack *stack;
  RectoDocumentBody *body;
  RectoDocumentSidebar *sidebar;
  RectoTestPlaces places;
} Fixture;

/* A window that has been laid out, and a body in it that has never been. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  const int *width = data;

  fixture->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (fixture->stack, adw_bin_new ());
  fixture->body = g_object_new (RECTO_TYPE_DOCUMENT_BODY, NULL);
  gtk_stack_add_child (fixture->stack, GTK_WIDGET (fixture->body));
  fixture->sidebar = recto_document_body_get_sidebar (fixture->body);
  recto_test_places_set_up (&fixture->places);
  recto_document_bookmarks_set_store (recto_document_sidebar_get_bookmarks (fixture->sidebar),
                                      fixture->places.store);
  fixture->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), *width, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->stack));
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_test_wait (gtk_widget_get_width (GTK_WIDGET (fixture->stack)) > 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->body);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->body);
  recto_test_places_tear_down (&fixture->places);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
wait_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  gtk_widget_queue_draw (fixture->window);
  recto_test_wait (painted);
  g_signal_handler_disconnect (clock, handler);
}

static graphene_rect_t
place_of (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->body), &place));
  return place;
}

/* Shows the sidebar before the body has a size. A warning would end the test. */
static void
begin_shown (Fixture *fixture)
{
  gtk_stack_set_visible_child (fixture->stack, GTK_WIDGET (fixture->body));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->body)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->body)), ==, 0);
  recto_document_sidebar_begin (fixture->sidebar, TRUE, "outline");
  g_assert_true (recto_document_sidebar_get_shown (fixture->sidebar));
}

static void
test_begins_beside_the_pages (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panes = GTK_WIDGET (recto_document_sidebar_get_panes (fixture->sidebar));
  GtkWidget *pages = GTK_WIDGET (recto_document_body_get_page_view (fixture->body));

  begin_shown (fixture);
  recto_test_wait (gtk_widget_get_width (pages) > 0);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      const graphene_rect_t side = place_of (fixture, panes);
      const graphene_rect_t rest = place_of (fixture, pages);

      g_assert_cmpfloat (side.origin.x, ==, 0);
      g_assert_cmpfloat (rest.origin.x, ==, side.size.width);
      wait_frame (fixture);
    }
  /* What has a size slides, and gets there. */
  recto_document_sidebar_set_shown (fixture->sidebar, FALSE);
  recto_test_wait (place_of (fixture, pages).origin.x == 0);
  g_assert_false (gtk_widget_get_visible (panes));
  recto_document_sidebar_set_shown (fixture->sidebar, TRUE);
  recto_test_wait (place_of (fixture, pages).origin.x == place_of (fixture, panes).size.width);
}

static void
test_has_no_room_beside_the_pages (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panes = GTK_WIDGET (recto_document_sidebar_get_panes (fixture->sidebar));
  GtkWidget *pages = GTK_WIDGET (recto_document_body_get_page_view (fixture->body));

  begin_shown (fixture);
  /* It hides for lack of room, and stays wanted. */
  recto_test_wait (!recto_document_sidebar_get_shown (fixture->sidebar));
  g_assert_true (recto_document_sidebar_is_wanted (fixture->sidebar));
  recto_test_wait (gtk_widget_get_width (pages) > 0);
  wait_frame (fixture);
  g_assert_cmpfloat (place_of (fixture, pages).origin.x, ==, 0);
  /* Over the pages, whose place does not change. */
  recto_document_sidebar_set_shown (fixture->sidebar, TRUE);
  recto_test_wait (gtk_widget_get_width (panes) > 0 && place_of (fixture, panes).origin.x == 0);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_assert_cmpfloat (place_of (fixture, panes).origin.x, ==, 0);
      g_assert_cmpfloat (place_of (fixture, pages).origin.x, ==, 0);
      wait_frame (fixture);
    }
  g_assert_true (recto_document_sidebar_get_shown (fixture->sidebar));
}

int
main (int argc, char **argv)
{
  static const int wide = 1000;
  static const int narrow = 400;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/document-sidebar/begins-beside-the-pages", Fixture, &wide, set_up,
              test_begins_beside_the_pages, tear_down);
  g_test_add ("/document-sidebar/has-no-room-beside-the-pages", Fixture, &narrow, set_up,
              test_has_no_room_beside_the_pages, tear_down);
  return g_test_run ();
}
