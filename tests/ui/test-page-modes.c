/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "recto-page-view.h"
#include "recto-test-view.h"
#include "recto-test.h"

/* The view in each of its modes. Its pages are filled with a color of their own. */

/* Which page fills the middle of a half of the view, from 1; 0 for none. */
static guint
get_page_on (RectoTestView *fixture, gboolean right)
{
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->view));
  int height = gtk_widget_get_height (GTK_WIDGET (fixture->view));

  return recto_test_view_get_page_at (fixture, right ? width * 3 / 4 : width / 4, height / 2);
}

static void
test_two_pages_face_each_other (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "dual", TRUE, NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (get_page_on (fixture, FALSE), ==, 0);
  g_assert_cmpuint (get_page_on (fixture, TRUE), ==, 1);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (get_page_on (fixture, FALSE), ==, 2);
  g_assert_cmpuint (get_page_on (fixture, TRUE), ==, 3);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 1);
  /* There are no more, so one stays. */
  recto_test_view_activate (fixture, "page.next");
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 1);
  recto_test_view_activate (fixture, "page.previous");
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
}

static void
test_both_pages_of_the_next_row_are_there_already (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "dual", TRUE, NULL);
  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), ==, 0);
  g_assert_cmpuint (get_page_on (fixture, TRUE), ==, 3);
}

static void
test_right_to_left_reads_from_the_right (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "dual", TRUE, "odd-left", TRUE, "right-to-left", TRUE, NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (get_page_on (fixture, TRUE), ==, 1);
  g_assert_cmpuint (get_page_on (fixture, FALSE), ==, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "page.scroll", "s",
                                             "left"));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "page.scroll", "s",
                                             "right"));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
}

static void
test_a_jump_to_either_page_shows_its_row (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "dual", TRUE, NULL);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 2), TRUE);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (get_page_on (fixture, FALSE), ==, 2);
  g_assert_cmpuint (get_page_on (fixture, TRUE), ==, 3);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 2);
  g_assert_true (recto_page_view_go_back (fixture->view));
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
}

static void
test_the_page_stays_when_a_second_one_joins_it (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "continuous", TRUE, NULL);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 2), FALSE);
  recto_test_view_wait_shown (fixture);
  g_object_set (fixture->view, "dual", TRUE, NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 2);
  g_object_set (fixture->view, "dual", FALSE, NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 2);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 3);
}

static void
test_rotated_pages_face_each_other_too (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "dual", TRUE, "odd-left", TRUE, "rotation", 90, NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (get_page_on (fixture, FALSE), ==, 1);
  g_assert_cmpuint (get_page_on (fixture, TRUE), ==, 2);
}

static guint
get_paper (RectoTestView *fixture)
{
  return recto_test_view_get_pixel (fixture, gtk_widget_get_width (GTK_WIDGET (fixture->view)) / 2,
                                    60);
}

static void
test_night_is_dark_and_goes_again (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_paper (fixture), ==, 0xffffff);
  recto_test_view_activate (fixture, "page.night");
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_paper (fixture), ==, recto_page_colors_get_paper (RECTO_COLORS_NIGHT));
  recto_test_view_activate (fixture, "page.night");
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_paper (fixture), ==, 0xffffff);
}

/* What stood in for what is yet to come would flash in the dark. */
static void
test_no_page_flashes_at_night (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  recto_test_view_activate (fixture, "page.night");
  recto_test_view_wait_frame (fixture);
  recto_test_view_activate (fixture, "page.previous");
  recto_test_view_wait_frame (fixture);
  g_assert_cmphex (get_paper (fixture), ==, recto_page_colors_get_paper (RECTO_COLORS_NIGHT));
}

static void
test_colors_follow_the_desktop (RectoTestView *fixture, gconstpointer name)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_object_set (fixture->view, "colors", RECTO_COLOR_MODE_DESKTOP, NULL);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_paper (fixture), ==, 0xffffff);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_paper (fixture), ==, recto_page_colors_get_paper (RECTO_COLORS_NIGHT));
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

/* Where the first page's note is: the view shows the page as a whole. */
static guint
get_note (RectoTestView *fixture)
{
  const RectoRect area = { 412, 842 - 718, 6, 6 };
  GdkRectangle where;

  g_assert_true (recto_page_view_find_area (fixture->view, RECTO_LOCATION_INIT (0, 0), &area,
                                            &where));
  return recto_test_view_get_pixel (fixture, where.x + where.width / 2, where.y + where.height / 2);
}

static void
test_annotations_are_hidden_and_shown_again (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_note (fixture), ==, 0xffcc00);
  g_object_set (fixture->view, "show-annotations", FALSE, NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_note (fixture), ==, 0xffffff);
  g_object_set (fixture->view, "show-annotations", TRUE, NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_cmphex (get_note (fixture), ==, 0xffcc00);
}

/* Whatever was being drawn when one changed one's mind, what comes last is what is seen, once. */
static void
test_one_picture_is_left_of_several_changes (RectoTestView *fixture, gconstpointer name)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);

  recto_test_view_wait_shown (fixture);
  for (guint i = 0; i < 9; i++)
    {
      g_object_set (fixture->view, "show-annotations", i % 2 != 0, NULL);
      recto_test_view_wait_frame (fixture);
    }
  recto_test_view_wait_shown (fixture);
  recto_test_wait (g_list_model_get_n_items (tasks) == 0);
  g_assert_cmphex (get_note (fixture), ==, 0xffffff);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (RectoTestView *fixture, gconstpointer name);
  } tests[] = {
    { "/page-modes/two-pages-face-each-other", test_two_pages_face_each_other },
    { "/page-modes/both-pages-of-the-next-row-are-there-already",
      test_both_pages_of_the_next_row_are_there_already },
    { "/page-modes/right-to-left-reads-from-the-right", test_right_to_left_reads_from_the_right },
    { "/page-modes/a-jump-to-either-page-shows-its-row", test_a_jump_to_either_page_shows_its_row },
    { "/page-modes/the-page-stays-when-a-second-one-joins-it",
      test_the_page_stays_when_a_second_one_joins_it },
    { "/page-modes/rotated-pages-face-each-other-too", test_rotated_pages_face_each_other_too },
    { "/page-modes/night-is-dark-and-goes-again", test_night_is_dark_and_goes_again },
    { "/page-modes/no-page-flashes-at-night", test_no_page_flashes_at_night },
    { "/page-modes/colors-follow-the-desktop", test_colors_follow_the_desktop },
  };

  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, RectoTestView, "notes.pdf", recto_test_view_set_up, test,                      \
              recto_test_view_tear_down)
  ADD ("/page-modes/G-11/annotations-are-hidden-and-shown-again",
       test_annotations_are_hidden_and_shown_again);
  ADD ("/page-modes/G-11/one-picture-is-left-of-several-changes",
       test_one_picture_is_left_of_several_changes);
#undef ADD
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, RectoTestView, "three-pages.pdf", recto_test_view_set_up,
                tests[i].test, recto_test_view_tear_down);
  return g_test_run ();
}
