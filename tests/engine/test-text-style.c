/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <math.h>
#include <signal.h>

#include "recto-test.h"

/* How the text of books is set, in all the kinds of documents that have no pages of their own. */

/* The first page of some is empty. */
#define PAGE 1

static RectoTextStyle
get_style (RectoDocument *document)
{
  return *recto_document_get_text_style (document);
}

static guint
count_pages (RectoDocument *document)
{
  recto_test_wait_for_pages (document);
  return recto_document_get_n_pages (document, NULL);
}

static guint
count_pages_of (RectoDocument *document, const RectoTextStyle *style)
{
  recto_document_set_text_style (document, style);
  return count_pages (document);
}

static RectoTile *
render_page (RectoDocument *document, guint number)
{
  RectoRenderRequest request;
  g_autoptr (GError) error = NULL;
  RectoTile *tile;

  recto_test_wait_for_pages (document);
  request = recto_test_request (document, number, 0.5);
  tile = recto_test_render (document, &request, &error);
  g_assert_no_error (error);
  return tile;
}

static RectoTile *
render_styled (RectoDocument *document, const RectoTextStyle *style)
{
  recto_document_set_text_style (document, style);
  return render_page (document, PAGE);
}

static gboolean
look_alike (RectoTile *a, RectoTile *b)
{
  return g_bytes_equal (recto_tile_get_pixels (a), recto_tile_get_pixels (b));
}

/* ---- Each part of it ---- */

static void
test_larger_letters_take_more_pages (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);
  guint n_small;

  style.size = 8;
  n_small = count_pages_of (fixture->document, &style);
  style.size = 24;
  g_assert_cmpuint (count_pages_of (fixture->document, &style), >, 2 * n_small);
  style.size = 8;
  g_assert_cmpuint (count_pages_of (fixture->document, &style), ==, n_small);
}

static void
test_each_font_looks_different (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GPtrArray) tiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = RECTO_TEXT_FAMILY_SERIF; i <= RECTO_TEXT_FAMILY_MONO; i++)
    {
      RectoTextStyle style = get_style (fixture->document);

      style.family = (RectoTextFamily) i;
      g_ptr_array_add (tiles, render_styled (fixture->document, &style));
    }
  g_assert_false (look_alike (tiles->pdata[0], tiles->pdata[1]));
  g_assert_false (look_alike (tiles->pdata[0], tiles->pdata[2]));
  g_assert_false (look_alike (tiles->pdata[1], tiles->pdata[2]));
}

static void
test_higher_lines_take_more_pages (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);
  guint n_low;

  style.line_height = 1;
  n_low = count_pages_of (fixture->document, &style);
  style.line_height = 2;
  g_assert_cmpuint (count_pages_of (fixture->document, &style), >, n_low * 3 / 2);
}

static void
test_wider_margins_take_more_pages (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);
  guint n_narrow;
  guint n_medium;

  style.size = 24;
  style.margins = RECTO_TEXT_MARGINS_NARROW;
  n_narrow = count_pages_of (fixture->document, &style);
  style.margins = RECTO_TEXT_MARGINS_MEDIUM;
  n_medium = count_pages_of (fixture->document, &style);
  g_assert_cmpuint (n_medium, >, n_narrow);
  style.margins = RECTO_TEXT_MARGINS_WIDE;
  g_assert_cmpuint (count_pages_of (fixture->document, &style), >, n_medium);
}

static void
test_lines_can_end_at_one_margin_or_both (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);
  g_autoptr (RectoTile) left = NULL;
  g_autoptr (RectoTile) justified = NULL;

  style.alignment = RECTO_TEXT_ALIGNMENT_LEFT;
  left = render_styled (fixture->document, &style);
  style.alignment = RECTO_TEXT_ALIGNMENT_JUSTIFIED;
  justified = render_styled (fixture->document, &style);
  g_assert_false (look_alike (left, justified));
}

static void
test_the_books_own_style_comes_back (RectoTestFixture *fixture, gconstpointer name)
{
  const RectoTextStyle own = get_style (fixture->document);
  const RectoTextStyle other = { 15, 1.4, RECTO_TEXT_FAMILY_SANS, RECTO_TEXT_MARGINS_NARROW,
                                 RECTO_TEXT_ALIGNMENT_JUSTIFIED };
  g_autoptr (RectoTile) before = render_page (fixture->document, PAGE);
  g_autoptr (RectoTile) meanwhile = render_styled (fixture->document, &other);
  g_autoptr (RectoTile) after = render_styled (fixture->document, &own);

  g_assert_false (look_alike (before, meanwhile));
  g_assert_true (look_alike (before, after));
}

/* ---- The document ---- */

static void
test_opened_with_a_style_it_has_it (RectoTestFixture *fixture, gconstpointer name)
{
  const RectoTextStyle style = { 18, 1.6, RECTO_TEXT_FAMILY_MONO, RECTO_TEXT_MARGINS_WIDE,
                                 RECTO_TEXT_ALIGNMENT_LEFT };
  g_autoptr (RectoTile) changed = render_styled (fixture->document, &style);
  g_autoptr (GFile) file = recto_test_file (name);
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (RectoTile) opened = NULL;

  recto_document_open_styled_async (fixture->engine, file, NULL, &style, NULL, recto_test_opened_cb,
                                    &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_true (recto_text_style_equal (recto_document_get_text_style (result.value), &style));
  opened = render_page (result.value, PAGE);
  g_assert_true (look_alike (changed, opened));
  recto_document_close (result.value);
}

static void
test_impossible_styles_become_possible (RectoTestFixture *fixture, gconstpointer name)
{
  const RectoTextStyle style = { NAN, 99, (RectoTextFamily) 77, (RectoTextMargins) 78,
                                 (RectoTextAlignment) 79 };
  RectoTextStyle set;

  recto_document_set_text_style (fixture->document, &style);
  set = get_style (fixture->document);
  g_assert_cmpfloat (set.size, ==, RECTO_TEXT_SIZE_USUAL);
  g_assert_cmpfloat (set.line_height, ==, RECTO_LINE_HEIGHT_MAX);
  g_assert_cmpint (set.family, ==, RECTO_TEXT_FAMILY_BOOK);
  g_assert_cmpint (set.margins, ==, RECTO_TEXT_MARGINS_BOOK);
  g_assert_cmpint (set.alignment, ==, RECTO_TEXT_ALIGNMENT_BOOK);
  g_assert_cmpuint (count_pages (fixture->document), >, 0);
  /* The same once more changes nothing. */
  recto_document_set_text_style (fixture->document, &style);
  g_assert_cmpuint (recto_document_get_n_laid_out (fixture->document), >, 0);
}

static void
test_many_changes_in_a_row_end_with_the_last (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);
  g_autoptr (RectoTile) alone = NULL;
  g_autoptr (RectoTile) last = NULL;

  style.size = 20;
  alone = render_styled (fixture->document, &style);
  for (style.size = 8; style.size < 20; style.size++)
    recto_document_set_text_style (fixture->document, &style);
  last = render_styled (fixture->document, &style);
  g_assert_true (look_alike (alone, last));
}

/* Changes the style and stops the layout while the host is still opening the document; the host.
 * One that has done so before it is frozen is tried again. */
static int
stop_while_opening (RectoDocument *document, RectoTextStyle *style)
{
  for (;; style->size = style->size < 40 ? style->size + 1 : 20)
    {
      int host;

      recto_document_set_text_style (document, style);
      host = recto_test_host_pid (document);
      g_assert_cmpint (kill (host, SIGSTOP), ==, 0);
      g_assert_true (recto_document_stop (document));
      recto_test_wait (recto_document_is_at_rest (document));
      if (recto_test_host_pid (document) == 0)
        return host;
      kill (host, SIGCONT);
    }
}

/* What is laid out as a whole is laid out by the process that opens it. */
static void
test_a_layout_that_is_stopped_ends_and_goes_on (RectoTestFixture *fixture, gconstpointer name)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);
  RectoTextStyle style = get_style (fixture->document);
  const guint n_small = count_pages (fixture->document);
  int host;

  style.size = 24;
  host = stop_while_opening (fixture->document, &style);
  recto_test_wait (!recto_test_is_alive (host));
  g_assert_true (recto_document_is_at_rest (fixture->document));
  g_assert_cmpuint (g_list_model_get_n_items (tasks), ==, 0);
  g_assert_cmpuint (recto_document_get_n_laid_out (fixture->document), ==, 0);
  recto_document_go_on (fixture->document);
  g_assert_false (recto_document_is_at_rest (fixture->document));
  recto_test_wait (recto_document_get_n_laid_out (fixture->document) > 0);
  g_assert_cmpuint (count_pages (fixture->document), >, n_small);
}

static void
test_a_stopped_layout_can_be_changed_again (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);

  style.size = 24;
  stop_while_opening (fixture->document, &style);
  style.size = 10;
  recto_document_set_text_style (fixture->document, &style);
  g_assert_cmpuint (count_pages (fixture->document), >, 0);
  g_assert_false (recto_document_is_at_rest (fixture->document));
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_set_object ((GAsyncResult **) data, result);
}

static RectoTask *
find_layout (RectoDocument *document)
{
  GListModel *tasks = recto_document_get_tasks (document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_kind (task) == RECTO_TASK_LAYOUT)
        return g_steal_pointer (&task);
    }
  g_error ("nothing is laid out");
}

/* The host stays for what else it was asked. */
static void
test_what_else_waits_outlives_a_stopped_layout (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);
  g_autoptr (RectoTask) layout = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RectoPageText) text = NULL;
  g_autoptr (GError) error = NULL;
  int host;

  count_pages (fixture->document);
  style.size = 24;
  recto_document_set_text_style (fixture->document, &style);
  host = recto_test_host_pid (fixture->document);
  g_assert_cmpint (kill (host, SIGSTOP), ==, 0);
  recto_document_read_text_async (fixture->document, RECTO_LOCATION_INIT (0, 0),
                                  RECTO_PRIORITY_VISIBLE, NULL, text_cb, &result);
  layout = find_layout (fixture->document);
  recto_task_cancel (layout, RECTO_CANCEL_USER_STOP);
  recto_test_wait (recto_document_is_at_rest (fixture->document));
  g_assert_cmpint (recto_test_host_pid (fixture->document), ==, host);
  g_assert_cmpint (kill (host, SIGCONT), ==, 0);
  recto_test_wait (result != NULL);
  text = recto_document_read_text_finish (fixture->document, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (text);
}

static void
test_steps_of_sizes_meet_their_ends (void)
{
  double size = RECTO_TEXT_SIZE_MIN;
  guint n_steps = 0;

  g_assert_cmpfloat (recto_text_style_step_size (size, -1), ==, size);
  while (size < RECTO_TEXT_SIZE_MAX)
    {
      const double next = recto_text_style_step_size (size, 1);

      g_assert_cmpfloat (next, >, size);
      g_assert_cmpfloat (recto_text_style_step_size (next, -1), ==, size);
      size = next;
      n_steps++;
    }
  g_assert_cmpuint (n_steps, >, 10);
  g_assert_cmpfloat (size, ==, RECTO_TEXT_SIZE_MAX);
  g_assert_cmpfloat (recto_text_style_step_size (size, 1), ==, size);
  g_assert_cmpfloat (recto_text_style_step_size (12.5, 1), ==, 13);
  g_assert_cmpfloat (recto_text_style_step_size (12.5, -1), ==, 12);
}

static void
give_up_cb (RectoDocument *document, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* As a view gives up its pages when it hears that their layout was stopped. A host that has opened
 * the document before it is frozen stays, and is tried again. */
static void
test_what_is_given_up_with_a_layout_keeps_no_host (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTextStyle style = get_style (fixture->document);

  count_pages (fixture->document);
  for (style.size = 20; recto_test_host_pid (fixture->document) != 0; style.size++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RectoTask) layout = NULL;
      gulong handler = g_signal_connect (fixture->document, "facts-stopped",
                                         G_CALLBACK (give_up_cb), cancellable);
      int host;

      g_assert_cmpfloat (style.size, <, RECTO_TEXT_SIZE_MAX);
      recto_document_set_text_style (fixture->document, &style);
      host = recto_test_host_pid (fixture->document);
      g_assert_cmpint (kill (host, SIGSTOP), ==, 0);
      recto_document_read_text_async (fixture->document, RECTO_LOCATION_INIT (0, 0),
                                      RECTO_PRIORITY_VISIBLE, cancellable, text_cb, &result);
      layout = find_layout (fixture->document);
      recto_task_cancel (layout, RECTO_CANCEL_USER_STOP);
      recto_test_wait (result != NULL);
      g_signal_handler_disconnect (fixture->document, handler);
      if (recto_test_host_pid (fixture->document) == host)
        kill (host, SIGCONT);
    }
  g_assert_true (recto_document_is_at_rest (fixture->document));
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "book.epub", "novel.fb2", "web-page.xhtml", "text.txt" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
#define ADD_FOR_ALL(what, func)                                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *path = g_strdup_printf ("/text-style/%s/%s", names[i], what);                 \
    ADD (path, names[i], func);                                                                    \
  }                                                                                                \
  G_STMT_END
      ADD_FOR_ALL ("larger-letters-take-more-pages", test_larger_letters_take_more_pages);
      ADD_FOR_ALL ("each-font-looks-different", test_each_font_looks_different);
      ADD_FOR_ALL ("higher-lines-take-more-pages", test_higher_lines_take_more_pages);
      ADD_FOR_ALL ("wider-margins-take-more-pages", test_wider_margins_take_more_pages);
      ADD_FOR_ALL ("opened-with-a-style-it-has-it", test_opened_with_a_style_it_has_it);
      ADD_FOR_ALL ("the-books-own-style-comes-back", test_the_books_own_style_comes_back);
#undef ADD_FOR_ALL
    }
  ADD ("/text-style/lines-can-end-at-one-margin-or-both", "book.epub",
       test_lines_can_end_at_one_margin_or_both);
  ADD ("/text-style/impossible-styles-become-possible", "novel.fb2",
       test_impossible_styles_become_possible);
  ADD ("/text-style/many-changes-in-a-row-end-with-the-last", "novel.fb2",
       test_many_changes_in_a_row_end_with_the_last);
  ADD ("/text-style/a-layout-that-is-stopped-ends-and-goes-on", "novel.fb2",
       test_a_layout_that_is_stopped_ends_and_goes_on);
  ADD ("/text-style/a-stopped-layout-can-be-changed-again", "novel.fb2",
       test_a_stopped_layout_can_be_changed_again);
  ADD ("/text-style/what-else-waits-outlives-a-stopped-layout", "novel.fb2",
       test_what_else_waits_outlives_a_stopped_layout);
  ADD ("/text-style/what-is-given-up-with-a-layout-keeps-no-host", "novel.fb2",
       test_what_is_given_up_with_a_layout_keeps_no_host);
#undef ADD
  g_test_add_func ("/text-style/steps-of-sizes-meet-their-ends",
                   test_steps_of_sizes_meet_their_ends);

  return g_test_run ();
}
