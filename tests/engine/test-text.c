/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <string.h>

#include "recto-test.h"

static void
test_a_page_is_read_in_order (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);

  g_assert_cmpstr (recto_page_text_get_utf8 (text), ==,
                   "A heading\n\n"
                   "The first line ends in a won-\nderful word, the second does\n"
                   "not. Another sentence follows.\n\n"
                   "The first of all");
  g_assert_cmpuint (recto_page_text_get_n_lines (text), ==, 5);
  g_assert_cmpuint (recto_page_text_get_line (text, 4).block, ==, 2);
  g_assert_false (recto_page_text_is_cut (text));
}

/* As tests/documents/text_documents.py sets them: from 60 points on; baselines 842 - 740 from the
 * top. */
static void
test_boxes_are_where_characters_are (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  const guint first = recto_test_find_words (text, "The first line");
  RectoRect box = recto_page_text_get_box (text, first);
  const RectoRect next = recto_page_text_get_box (text, first + 1);

  g_assert_cmpfloat_with_epsilon (box.x, 60, 1);
  g_assert_cmpfloat_with_epsilon (box.width, 11 * 0.611, 0.2);
  g_assert_cmpfloat_with_epsilon (next.x, box.x + box.width, 0.2);
  g_assert_cmpfloat (box.y, <, 102);
  g_assert_cmpfloat (box.y + box.height, >, 102);
  g_assert_cmpfloat (box.height, <, 20);
  box = recto_page_text_get_box (text, recto_test_find_words (text, "\nderful"));
  g_assert_cmpfloat (box.width, ==, 0);
  g_assert_cmpfloat (box.x, >, 180);
}

static void
test_columns_are_read_one_after_the_other (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 1);

  g_assert_cmpuint (recto_test_find_words (text, "left three"), <,
                    recto_test_find_words (text, "Right one"));
}

static void
test_a_line_may_run_upwards (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 2);
  const guint place = recto_test_find_words (text, "Up the margin");
  const RectoRect first = recto_page_text_get_box (text, place);
  const RectoRect last = recto_page_text_get_box (text, place + 12);
  guint line;

  g_assert_true (recto_page_text_find_line (text, place, &line));
  g_assert_cmpint (recto_page_text_get_line (text, line).way, ==, RECTO_TEXT_UP);
  g_assert_cmpfloat (last.y, <, first.y - 40);
  g_assert_cmpfloat_with_epsilon (last.x, first.x, 1);
}

static void
test_a_page_without_text_says_nothing (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 3);

  g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, "");
  g_assert_cmpuint (recto_page_text_get_n_lines (text), ==, 0);
}

static void
test_lines_tell_how_they_look (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  static const struct
  {
    const char *words;
    double size;
    gboolean bold;
  } lines[] = { { "1. Section", 11, TRUE },
                { "All of It", 18, FALSE },
                { "Once upon", 11, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      guint number = G_MAXUINT;

      g_assert_true (recto_page_text_find_line (text, recto_test_find_words (text, lines[i].words),
                                                &number));
      g_assert_cmpfloat_with_epsilon (recto_page_text_get_line (text, number).size, lines[i].size,
                                      0.1);
      g_assert_cmpint (recto_page_text_get_line (text, number).bold, ==, lines[i].bold);
    }
}

/* The page's own rotation is in its points. */
static void
test_a_turned_page_has_turned_boxes (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 4);
  const RectoRect box = recto_page_text_get_box (text, 0);

  g_assert_cmpint (recto_page_text_get_line (text, 0).way, ==, RECTO_TEXT_DOWN);
  g_assert_cmpfloat_with_epsilon (box.y, 60, 1);
  g_assert_cmpfloat (box.x, >, 770);
}

/* Whether the worker reads the page, or the list that it has drawn it from. */
static void
test_a_page_that_was_drawn_says_the_same (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) before = recto_test_read_page (fixture->document, 0);
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (RectoTile) tile = recto_test_render (fixture->document, &request, NULL);
  g_autoptr (RectoPageText) after = recto_test_read_page (fixture->document, 0);

  g_assert_nonnull (tile);
  g_assert_cmpstr (recto_page_text_get_utf8 (before), ==, recto_page_text_get_utf8 (after));
  for (guint i = 0; i < recto_page_text_get_n_chars (before); i++)
    {
      const RectoRect box = recto_page_text_get_box (before, i);
      const RectoRect other = recto_page_text_get_box (after, i);

      g_assert_cmpfloat_with_epsilon (box.x, other.x, 0.01);
      g_assert_cmpfloat_with_epsilon (box.y, other.y, 0.01);
    }
}

static void
test_a_page_that_is_not_there_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoPageText) text =
      recto_test_read_text (fixture->document, RECTO_LOCATION_INIT (0, 5), &error);

  g_assert_null (text);
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_PAGE);
}

static void
test_a_closed_document_says_nothing (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoPageText) text = NULL;

  recto_document_close (fixture->document);
  text = recto_test_read_text (fixture->document, RECTO_LOCATION_INIT (0, 0), &error);
  g_assert_null (text);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* Page 2 never ends. */
static void
test_reading_can_be_cancelled (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RectoPageText) text = NULL;
  g_autoptr (RectoPageText) next = NULL;
  g_autoptr (RectoTask) task = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *tasks;

  recto_test_wait_for_pages (fixture->document);
  recto_document_read_text_async (fixture->document, RECTO_LOCATION_INIT (0, 1),
                                  RECTO_PRIORITY_NEAR, cancellable, result_cb, &result);
  tasks = recto_document_get_tasks (fixture->document);
  task = g_list_model_get_item (tasks, g_list_model_get_n_items (tasks) - 1);
  g_assert_cmpint (recto_task_get_kind (task), ==, RECTO_TASK_TEXT);
  g_assert_false (recto_task_is_foreground (task));
  recto_test_wait (recto_task_get_state (task) == RECTO_TASK_RUNNING);
  g_cancellable_cancel (cancellable);
  recto_test_wait (result != NULL);
  text = recto_document_read_text_finish (fixture->document, result, &error);
  g_assert_null (text);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  next = recto_test_read_page (fixture->document, 2);
  g_assert_nonnull (strstr (recto_page_text_get_utf8 (next), "Page 3"));
}

static void
test_a_book_is_read_by_chapters (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoPageText) text =
      recto_test_read_text (fixture->document, RECTO_LOCATION_INIT (2, 0), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (recto_page_text_get_location (text).chapter, ==, 2);
  g_assert_nonnull (strstr (recto_page_text_get_utf8 (text), "Chapter 3"));
}

/* MuPDF takes their glyphs' names for numbers. */
static void
test_signs_are_characters (RectoTestFixture *fixture, gconstpointer name)
{
  static const char *const pages[] = { "✔ This is done\n\n✔ That as well\n\n✁❰♣", "αβ\n\n⎛",
                                       "✔ Clipped", "• First\n\n▪ Second",
                                       "• First\n\n▪ Second\n\n• Third" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, i);

      g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, pages[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, document, function)                                                              \
  g_test_add ("/text/" name, RectoTestFixture, document, recto_test_set_up, function,              \
              recto_test_tear_down)
  ADD ("a-page-is-read-in-order", "reading.pdf", test_a_page_is_read_in_order);
  ADD ("boxes-are-where-characters-are", "reading.pdf", test_boxes_are_where_characters_are);
  ADD ("columns-are-read-one-after-the-other", "reading.pdf",
       test_columns_are_read_one_after_the_other);
  ADD ("a-line-may-run-upwards", "reading.pdf", test_a_line_may_run_upwards);
  ADD ("a-page-without-text-says-nothing", "reading.pdf", test_a_page_without_text_says_nothing);
  ADD ("lines-tell-how-they-look", "headings.pdf", test_lines_tell_how_they_look);
  ADD ("a-turned-page-has-turned-boxes", "reading.pdf", test_a_turned_page_has_turned_boxes);
  ADD ("signs-are-characters", "signs.pdf", test_signs_are_characters);
  ADD ("a-page-that-was-drawn-says-the-same", "reading.pdf",
       test_a_page_that_was_drawn_says_the_same);
  ADD ("a-page-that-is-not-there-is-told", "reading.pdf", test_a_page_that_is_not_there_is_told);
  ADD ("a-closed-document-says-nothing", "reading.pdf", test_a_closed_document_says_nothing);
  ADD ("reading-can-be-cancelled", "endless.pdf", test_reading_can_be_cancelled);
  ADD ("a-book-is-read-by-chapters", "book.epub", test_a_book_is_read_by_chapters);
#undef ADD

  return g_test_run ();
}
