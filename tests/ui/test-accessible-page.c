/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-view.h"
#include "recto-test.h"

static char *
read_contents (RectoTestView *fixture)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (fixture->view);
  g_autoptr (GBytes) bytes =
      GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, 0, G_MAXUINT);

  return g_strdup (g_bytes_get_data (bytes, NULL));
}

static gboolean
says (RectoTestView *fixture, const char *beginning)
{
  g_autofree char *contents = read_contents (fixture);

  return g_str_has_prefix (contents, beginning);
}

static gboolean
says_nothing (RectoTestView *fixture)
{
  g_autofree char *contents = read_contents (fixture);

  return g_str_equal (contents, "");
}

static guint
count_text_tasks (RectoTestView *fixture)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      n += recto_task_get_kind (task) == RECTO_TASK_TEXT;
    }
  return n;
}

static void
test_text_is_read_when_it_is_asked_for (void)
{
  RectoTestView fixture;

  recto_test_view_set_up (&fixture, "three-pages.pdf");
  recto_test_view_wait_shown (&fixture);
  g_assert_cmpuint (count_text_tasks (&fixture), ==, 0);
  g_assert_true (says_nothing (&fixture));
  g_assert_cmpuint (count_text_tasks (&fixture), ==, 1);
  recto_test_wait (says (&fixture, "Page 1"));
  recto_test_wait (count_text_tasks (&fixture) == 0);
  recto_test_view_activate (&fixture, "page.next");
  recto_test_wait (says (&fixture, "Page 2"));
  recto_test_view_tear_down (&fixture, NULL);
}

/* The second page never ends. */
static void
test_text_that_is_not_wanted_any_more_is_not_read_on (void)
{
  RectoTestView fixture;

  recto_test_view_set_up (&fixture, "endless.pdf");
  recto_test_view_wait_shown (&fixture);
  recto_test_wait (says (&fixture, "Page 1"));
  recto_test_view_activate (&fixture, "page.next");
  recto_test_wait (says_nothing (&fixture));
  g_assert_cmpuint (count_text_tasks (&fixture), ==, 1);
  recto_test_view_activate (&fixture, "page.last");
  recto_test_wait (says (&fixture, "Page 6"));
  recto_test_wait (count_text_tasks (&fixture) == 0);
  recto_test_view_tear_down (&fixture, NULL);
}

static void
test_text_that_was_stopped_is_not_read_on (void)
{
  RectoTestView fixture;

  recto_test_view_set_up (&fixture, "endless.pdf");
  recto_test_view_wait_shown (&fixture);
  recto_test_wait (says (&fixture, "Page 1"));
  recto_test_view_activate (&fixture, "page.next");
  recto_test_wait (says_nothing (&fixture) && count_text_tasks (&fixture) == 1);
  recto_document_stop (fixture.document);
  recto_page_view_stop (fixture.view);
  recto_test_wait (count_text_tasks (&fixture) == 0);
  recto_test_view_wait_frame (&fixture);
  g_assert_true (says_nothing (&fixture));
  g_assert_cmpuint (count_text_tasks (&fixture), ==, 0);
  /* But once one comes back. */
  recto_test_view_activate (&fixture, "page.last");
  recto_test_wait (says (&fixture, "Page 6"));
  recto_page_view_go_to (fixture.view, RECTO_LOCATION_INIT (0, 1), FALSE);
  recto_test_wait (says_nothing (&fixture) && count_text_tasks (&fixture) == 1);
  recto_test_view_tear_down (&fixture, NULL);
}

static void
test_text_of_a_document_that_was_given_up_is_read_again (void)
{
  RectoTestView fixture;

  recto_test_view_set_up (&fixture, "three-pages.pdf");
  recto_test_view_wait_shown (&fixture);
  recto_test_kill_until_given_up (fixture.document);
  g_assert_true (says_nothing (&fixture));
  recto_test_view_wait_frame (&fixture);
  g_assert_true (says_nothing (&fixture));
  recto_document_reopen (fixture.document);
  recto_test_wait (recto_document_get_error (fixture.document) == NULL);
  recto_test_wait (says (&fixture, "Page 1"));
  recto_test_view_tear_down (&fixture, NULL);
}

static gboolean
find_extents (RectoTestView *fixture, guint start, guint end, graphene_rect_t *extents)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (fixture->view);

  return GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_extents (text, start, end, extents);
}

/* GTK 4.24 asks for a character as if for none. */
static void
test_a_character_has_an_area (void)
{
  RectoTestView fixture;
  graphene_rect_t one;
  graphene_rect_t none;

  recto_test_view_set_up (&fixture, "three-pages.pdf");
  recto_test_view_wait_shown (&fixture);
  recto_test_wait (says (&fixture, "Page 1"));
  g_assert_true (find_extents (&fixture, 2, 3, &one));
  g_assert_cmpfloat (one.size.width, >, 0);
  g_assert_true (find_extents (&fixture, 2, 2, &none));
  g_assert_true (graphene_rect_equal (&one, &none));
  recto_test_view_tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's stand-in for assistive technology cannot be told of other text. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/accessible-page/text-is-read-when-it-is-asked-for",
                   test_text_is_read_when_it_is_asked_for);
  g_test_add_func ("/accessible-page/a-character-has-an-area", test_a_character_has_an_area);
  g_test_add_func ("/accessible-page/text-that-is-not-wanted-any-more-is-not-read-on",
                   test_text_that_is_not_wanted_any_more_is_not_read_on);
  g_test_add_func ("/accessible-page/text-that-was-stopped-is-not-read-on",
                   test_text_that_was_stopped_is_not_read_on);
  g_test_add_func ("/accessible-page/text-of-a-document-that-was-given-up-is-read-again",
                   test_text_of_a_document_that_was_given_up_is_read_again);

  return g_test_run ();
}
