/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-link.h"
#include "recto-test-view.h"
#include "recto-test.h"

static void
set_up (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_set_up (fixture, name);
  recto_test_view_wait_shown (fixture);
}

static void
tear_down (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_tear_down (fixture, NULL);
}

static void
count_cb (RectoPageView *view, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
scroll (RectoTestView *fixture, const char *direction)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "page.scroll", "s",
                                             direction));
}

/* ---- Going about --------------------------------------------------------------------------- */

static void
test_each_command_that_turns_is_told (RectoTestView *fixture, gconstpointer name)
{
  const char *const turns[] = { "page.next",          "page.previous", "page.next-fast",
                                "page.previous-fast", "page.last",     "page.first" };
  guint n_told = 0;

  g_signal_connect (fixture->view, "navigated", G_CALLBACK (count_cb), &n_told);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      recto_test_view_activate (fixture, turns[i]);
      g_assert_cmpuint (n_told, ==, i + 1);
    }
  n_told = 0;
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 40), TRUE);
  recto_test_view_activate (fixture, "page.back");
  recto_test_view_activate (fixture, "page.forward");
  g_assert_cmpuint (n_told, ==, 3);
  scroll (fixture, "page-down");
  recto_test_view_wait_shown (fixture);
  scroll (fixture, "page-up");
  g_assert_cmpuint (n_told, ==, 5);
}

static void
test_what_turns_no_page_is_not_told (RectoTestView *fixture, gconstpointer name)
{
  guint n_told = 0;

  g_signal_connect (fixture->view, "navigated", G_CALLBACK (count_cb), &n_told);
  recto_test_view_activate (fixture, "page.previous");
  recto_test_view_activate (fixture, "page.first");
  recto_test_view_activate (fixture, "page.end");
  recto_test_view_activate (fixture, "page.zoom-in");
  recto_test_view_activate (fixture, "page.fit-width");
  recto_test_view_activate (fixture, "page.rotate-left");
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 0), TRUE);
  g_assert_cmpuint (n_told, ==, 0);
}

static void
test_free_scrolling_is_not_told (RectoTestView *fixture, gconstpointer name)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));
  guint n_told = 0;
  guint number = 0;

  g_signal_connect (fixture->view, "navigated", G_CALLBACK (count_cb), &n_told);
  g_assert_true (recto_page_view_scroll_past (fixture->view, 1));
  recto_test_view_wait_shown (fixture);
  g_object_set (fixture->view, "continuous", TRUE, NULL);
  recto_test_view_wait_shown (fixture);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  g_object_get (fixture->view, "number", &number, NULL);
  g_assert_cmpuint (number, >, 2);
  g_assert_cmpuint (n_told, ==, 0);
  /* A key that goes on by a whole view does tell. */
  scroll (fixture, "page-down");
  g_assert_cmpuint (n_told, ==, 1);
}

static void
test_first_pages_are_told_once_each (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) other = recto_test_open (fixture->engine, "sizes.pdf");
  guint n_told = 0;

  g_signal_connect (fixture->view, "first-shown", G_CALLBACK (count_cb), &n_told);
  recto_page_view_set_document (fixture->view, other);
  g_assert_cmpuint (n_told, ==, 0);
  recto_test_wait (n_told == 1);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 1);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (n_told, ==, 1);
  recto_page_view_set_document (fixture->view, NULL);
  recto_test_view_wait_frame (fixture);
  recto_document_close (other);
}

/* ---- Links --------------------------------------------------------------------------------- */

static void
followed_cb (RectoPageView *view, const RectoTarget *target, gpointer user_data)
{
  *(guint *) user_data += 1;
}

/* As is told again and again while a book is laid out. */
static void
test_a_link_keeps_the_keys_while_pages_come_to_be_known (RectoTestView *fixture, gconstpointer name)
{
  guint n_followed = 0;
  GtkWidget *link;

  g_signal_connect (fixture->view, "link-activated", G_CALLBACK (followed_cb), &n_followed);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->view)));
  recto_test_wait (gtk_widget_child_focus (GTK_WIDGET (fixture->view), GTK_DIR_TAB_FORWARD));
  link = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (RECTO_IS_PAGE_LINK (link));
  g_signal_emit_by_name (fixture->document, "pages-changed");
  g_signal_emit_by_name (link, "activated");
  g_assert_cmpuint (n_followed, ==, 1);
}

/* ---- Points and areas of pages --------------------------------------------------------------- */

/* The square is where its points say, however the page is turned. */
static void
test_points_lie_where_the_page_says (RectoTestView *fixture, gconstpointer name)
{
  const RectoPage *page = recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, 0));
  const RectoRect square = { page->width / 2 - 100, page->height / 2 - 100, 200, 200 };

  for (int rotation = 0; rotation < 360; rotation += 90)
    {
      GdkRectangle where = { 0 };
      RectoLocation location = RECTO_LOCATION_INIT (1, 1);
      double x = -1;
      double y = -1;

      recto_page_view_set_rotation (fixture->view, rotation);
      recto_test_view_wait_shown (fixture);
      g_assert_true (recto_page_view_find_area (fixture->view, RECTO_LOCATION_INIT (0, 0), &square,
                                                &where));
      /* Just within its corners is the square, just without is paper. */
      g_assert_true (recto_test_is_color (recto_test_view_get_pixel (fixture, where.x + 4,
                                                                     where.y + 4),
                                          recto_test_color_of (1)));
      g_assert_true (recto_test_is_color (recto_test_view_get_pixel (fixture,
                                                                     where.x + where.width - 5,
                                                                     where.y + where.height - 5),
                                          recto_test_color_of (1)));
      g_assert_false (recto_test_is_color (recto_test_view_get_pixel (fixture, where.x - 4,
                                                                      where.y - 4),
                                           recto_test_color_of (1)));

      g_assert_true (recto_page_view_find_point (fixture->view, where.x + where.width / 2.0,
                                                 where.y + where.height / 2.0, &location, &x, &y));
      g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (0, 0)));
      g_assert_cmpfloat_with_epsilon (x, page->width / 2, 2);
      g_assert_cmpfloat_with_epsilon (y, page->height / 2, 2);
    }
}

/* Each way of turning moves a corner elsewhere, and there and back is the same point. */
static void
test_a_point_found_is_the_area_it_came_from (RectoTestView *fixture, gconstpointer name)
{
  const RectoRect mark = { 30, 50, 20, 10 };
  int seen[4][2];

  for (int turn = 0; turn < 4; turn++)
    {
      GdkRectangle where = { 0 };
      RectoLocation location;
      double x = -1;
      double y = -1;

      recto_page_view_set_rotation (fixture->view, turn * 90);
      recto_test_view_wait_shown (fixture);
      g_assert_true (recto_page_view_find_area (fixture->view, RECTO_LOCATION_INIT (0, 0), &mark,
                                                &where));
      g_assert_true (recto_page_view_find_point (fixture->view, where.x + where.width / 2.0,
                                                 where.y + where.height / 2.0, &location, &x, &y));
      g_assert_cmpfloat_with_epsilon (x, 40, 2);
      g_assert_cmpfloat_with_epsilon (y, 55, 2);
      g_assert_true ((where.width > where.height) == (turn % 2 == 0));
      seen[turn][0] = where.x;
      seen[turn][1] = where.y;
    }
  /* Clockwise: upper left, upper right, lower right, lower left. */
  g_assert_cmpint (seen[0][0], <, 400);
  g_assert_cmpint (seen[0][1], <, 450);
  g_assert_cmpint (seen[1][0], >, 400);
  g_assert_cmpint (seen[1][1], <, 450);
  g_assert_cmpint (seen[2][0], >, 400);
  g_assert_cmpint (seen[2][1], >, 450);
  g_assert_cmpint (seen[3][0], <, 400);
  g_assert_cmpint (seen[3][1], >, 450);
}

static void
test_beside_the_pages_is_nothing (RectoTestView *fixture, gconstpointer name)
{
  const RectoRect mark = { 30, 50, 20, 10 };
  RectoLocation location;
  GdkRectangle where;
  double x;
  double y;

  g_assert_false (recto_page_view_find_point (fixture->view, 0, 0, &location, &x, &y));
  g_assert_false (recto_page_view_find_area (fixture->view, RECTO_LOCATION_INIT (0, 2), &mark,
                                             &where));
  recto_page_view_set_document (fixture->view, NULL);
  g_assert_false (recto_page_view_find_point (fixture->view, 400, 450, &location, &x, &y));
}

typedef struct
{
  RectoPageView *view;
  RectoDocument *next;
  guint n_told;
} Swap;

static void
swap_cb (GdkFrameClock *clock, gpointer user_data)
{
  Swap *swap = user_data;
  guint n_missing;

  g_object_get (swap->view, "visible-missing", &n_missing, NULL);
  if (n_missing == 0 && swap->next != recto_page_view_get_document (swap->view))
    recto_page_view_set_document (swap->view, swap->next);
}

static void
told_cb (RectoPageView *view, gpointer user_data)
{
  ((Swap *) user_data)->n_told++;
}

/* It goes when its first page has been drawn and before that is reported: only the document that
 * follows is reported, and once. */
static void
test_a_document_that_goes_is_not_reported (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) next = recto_test_open (fixture->engine, "five-hundred-pages.pdf");
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));
  Swap swap = { fixture->view, next, 0 };
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (swap_cb), &swap);

  g_signal_connect (fixture->view, "first-shown", G_CALLBACK (told_cb), &swap);
  recto_page_view_set_document (fixture->view, NULL);
  recto_page_view_set_document (fixture->view, fixture->document);
  recto_test_wait (recto_page_view_get_document (fixture->view) == next);
  g_assert_cmpuint (swap.n_told, ==, 0);
  recto_test_wait (swap.n_told > 0);
  for (guint i = 0; i < 3; i++)
    recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (swap.n_told, ==, 1);
  g_signal_handler_disconnect (clock, handler);
  recto_page_view_set_document (fixture->view, NULL);
  recto_document_close (next);
}

typedef struct
{
  RectoTestView *fixture;
  guint color; /* of a point of the page */
  guint n_frames;
  guint n_blank; /* of those: the point was not of that color */
} Frames;

static void
frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  Frames *frames = user_data;

  frames->n_frames++;
  frames->n_blank += recto_test_view_get_pixel (frames->fixture, 400, 450) != frames->color;
}

/* From one reading of the file to the next the page is never blank, and one can still go back to
 * where one was. */
static void
test_a_document_read_anew_is_never_blank (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) next = recto_test_open (fixture->engine, name);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));
  const RectoPlace place = { .location = RECTO_LOCATION_INIT (0, 76) };
  Frames frames = { .fixture = fixture };
  gboolean can_go_back = FALSE;
  gulong handler;

  recto_test_view_wait_shown (fixture);
  recto_page_view_go_to (fixture->view, place.location, TRUE);
  recto_test_view_wait_shown (fixture);
  frames.color = recto_test_view_get_pixel (fixture, 400, 450);
  g_assert_cmpuint (frames.color, !=, 0xffffff);

  recto_page_view_renew_document (fixture->view, next);
  recto_page_view_restore (fixture->view, place, 0.5);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_cb), &frames);
  recto_test_view_wait_frame (fixture);
  recto_test_view_wait_shown (fixture);
  g_signal_handler_disconnect (clock, handler);
  g_assert_cmpuint (frames.n_frames, >, 1);
  g_assert_cmpuint (frames.n_blank, ==, 0);

  g_object_get (fixture->view, "can-go-back", &can_go_back, NULL);
  g_assert_true (can_go_back);
  g_assert_true (recto_page_view_go_back (fixture->view));
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 1);
  recto_page_view_set_document (fixture->view, NULL);
  recto_document_close (next);
}

/* "Forget all" asks for all anew, but nothing goes before it has come. */
static void
test_a_view_told_to_reload_is_never_blank (RectoTestView *fixture, gconstpointer name)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));
  Frames frames = { .fixture = fixture };
  gulong handler;

  recto_test_view_wait_shown (fixture);
  frames.color = recto_test_view_get_pixel (fixture, 400, 450);
  recto_page_view_reload (fixture->view);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_cb), &frames);
  recto_test_view_wait_frame (fixture);
  recto_test_view_wait_shown (fixture);
  g_signal_handler_disconnect (clock, handler);
  g_assert_cmpuint (frames.n_blank, ==, 0);
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, document, func)                                                                  \
  g_test_add ("/page-places/" name, RectoTestView, document, set_up, func, tear_down)
  ADD ("each-command-that-turns-is-told", "five-hundred-pages.pdf",
       test_each_command_that_turns_is_told);
  ADD ("what-turns-no-page-is-not-told", "three-pages.pdf", test_what_turns_no_page_is_not_told);
  ADD ("free-scrolling-is-not-told", "five-hundred-pages.pdf", test_free_scrolling_is_not_told);
  ADD ("first-pages-are-told-once-each", "three-pages.pdf", test_first_pages_are_told_once_each);
  ADD ("a-link-keeps-the-keys-while-pages-come-to-be-known", "annotated.epub",
       test_a_link_keeps_the_keys_while_pages_come_to_be_known);
  ADD ("points-lie-where-the-page-says", "three-pages.pdf", test_points_lie_where_the_page_says);
  ADD ("a-point-found-is-the-area-it-came-from", "three-pages.pdf",
       test_a_point_found_is_the_area_it_came_from);
  ADD ("beside-the-pages-is-nothing", "three-pages.pdf", test_beside_the_pages_is_nothing);
  ADD ("a-document-that-goes-is-not-reported", "three-pages.pdf",
       test_a_document_that_goes_is_not_reported);

  ADD ("a-document-read-anew-is-never-blank", "five-hundred-pages.pdf",
       test_a_document_read_anew_is_never_blank);
  ADD ("a-view-told-to-reload-is-never-blank", "three-pages.pdf",
       test_a_view_told_to_reload_is_never_blank);

  return g_test_run ();
}
