/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search.h"
#include "recto-test.h"
#include "recto-text-motion.h"
#include "recto-text-span.h"

#include <math.h>
#include <string.h>

/* What is written from right to left, or downwards: tests/documents/script_documents.py. */

#define HEBREW "שלום עולם\nזה ספר קטן\nעמוד 2024 של Recto כאן"
#define LINE_1 "שלום עולם"
#define DOWNWARDS "吾輩は猫である。\n名前はまだ無い。\nどこで生れたか。"

static RectoTextPoint
point_at (RectoPageText *text, guint place, double along, double down)
{
  const RectoRect box = recto_page_text_get_box (text, place);

  return (RectoTextPoint) { .location = recto_page_text_get_location (text),
                            .x = box.x + box.width * along,
                            .y = box.y + box.height * down };
}

static void
assert_copied (RectoPageText *text, const RectoTextSpan *span, const char *words)
{
  g_autofree char *plain = recto_text_span_get_plain (span, text);

  g_assert_cmpstr (plain, ==, words);
}

/* ---- From right to left ---------------------------------------------------------------------- */

/* As producers write it, which is mostly as it is seen, and as it is read. */
static void
test_hebrew_is_read_in_order (RectoTestFixture *fixture, gconstpointer name)
{
  for (guint page = 0; page < 2; page++)
    {
      g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, page);

      g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, HEBREW);
      for (guint i = 1; i < strlen ("שלום") / 2; i++)
        g_assert_cmpfloat (recto_page_text_get_box (text, i).x, <,
                           recto_page_text_get_box (text, i - 1).x);
    }
}

/* A blank that is no more than said to be there stands nowhere. */
static void
test_hebrew_of_word_processors_is_read (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);

  g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, "שלום עולם? \n\nשלום עולם");
}

/* A letter that is two in the text. */
static void
test_arabic_is_read_in_order (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 2);

  g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, "السلام عليكم");
}

static void
test_a_drag_selects_what_is_read (RectoTestFixture *fixture, gconstpointer name)
{
  for (guint page = 0; page < 2; page++)
    {
      g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, page);
      const guint first = recto_test_find_words (text, "עולם");
      const guint third = recto_test_find_words (text, "זה");
      RectoTextSpan span = { .anchor = point_at (text, first, 1, 0.5),
                             .head = point_at (text, first + 3, 0, 0.5) };

      assert_copied (text, &span, "עולם");
      span.anchor = point_at (text, 0, 1, 0.5);
      assert_copied (text, &span, LINE_1);
      span.head = point_at (text, third + 1, 0, 0.5);
      assert_copied (text, &span, LINE_1 "\nזה");
      /* Backwards, and from within a word. */
      span.head = point_at (text, first + 1, 0.9, 0.5);
      span.anchor = point_at (text, first + 3, 0.1, 0.5);
      assert_copied (text, &span, "ולם");
    }
}

static void
test_a_number_is_selected_within_a_line (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  const guint number = recto_test_find_words (text, "2024");
  const RectoTextSpan span = { .anchor = point_at (text, number, 0.1, 0.5),
                               .head = point_at (text, number + 3, 0.9, 0.5) };

  assert_copied (text, &span, "2024");
}

static void
test_two_clicks_take_a_word (RectoTestFixture *fixture, gconstpointer name)
{
  static const char *const words[] = { "שלום", "עולם", "קטן", "2024", "Recto" };

  for (guint page = 0; page < 2; page++)
    {
      g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, page);

      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          const RectoTextPoint point =
              point_at (text, recto_test_find_words (text, words[i]) + 1, 0.5, 0.5);
          const RectoTextSpan span = { .anchor = point, .head = point, .unit = RECTO_TEXT_WORD };

          assert_copied (text, &span, words[i]);
        }
    }
}

static void
press (RectoPageText *text, RectoTextMotion motion, guint *gap, guint wanted)
{
  double goal = NAN;

  g_assert_cmpint (recto_text_motion_move (text, motion, gap, &goal), ==, 0);
  g_assert_cmpuint (*gap, ==, wanted);
}

static void
test_a_caret_goes_left_to_what_follows (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  guint gap = 0;
  RectoRect before;
  RectoRect behind;

  g_assert_true (recto_text_get_caret (text, 0, &before));
  press (text, RECTO_TEXT_MOTION_LEFT, &gap, 1);
  g_assert_true (recto_text_get_caret (text, 1, &behind));
  g_assert_cmpfloat (behind.x, <, before.x);
  press (text, RECTO_TEXT_MOTION_RIGHT, &gap, 0);
  press (text, RECTO_TEXT_MOTION_WORD_LEFT, &gap, recto_test_find_words (text, "עולם"));
  press (text, RECTO_TEXT_MOTION_LINE_END, &gap, recto_test_find_words (text, "\n"));
  press (text, RECTO_TEXT_MOTION_LEFT, &gap, recto_test_find_words (text, "זה"));
}

/* A number in the line holds nobody up. */
static void
test_a_caret_comes_through_a_mixed_line (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  const guint n_chars = recto_page_text_get_n_chars (text);
  guint gap = recto_test_find_words (text, "עמוד");

  for (guint i = gap; i < n_chars; i++)
    press (text, RECTO_TEXT_MOTION_LEFT, &gap, i + 1);
  for (guint i = n_chars; i > recto_test_find_words (text, "עמוד"); i--)
    press (text, RECTO_TEXT_MOTION_RIGHT, &gap, i - 1);
}

/* ---- Downwards ------------------------------------------------------------------------------- */

static void
test_columns_are_read_from_the_right (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  g_autoptr (RectoPageText) news = recto_test_read_page (fixture->document, 1);
  const char *const said = recto_page_text_get_utf8 (news);

  g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, DOWNWARDS);
  g_assert_cmpuint (recto_page_text_get_n_lines (text), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (recto_page_text_get_line (text, i).way, ==, RECTO_TEXT_DOWN);
  g_assert_true (g_str_has_prefix (said, "吾輩は猫である。\n名前はまだ無い。\n"));
}

/* Set from (500, 780) on, 16 points each, in the middle of the column. */
static void
test_boxes_are_where_characters_stand (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);

  for (guint i = 0; i < 8; i++)
    {
      const RectoRect box = recto_page_text_get_box (text, i);

      g_assert_cmpfloat_with_epsilon (box.x, 500 - 8, 0.5);
      g_assert_cmpfloat_with_epsilon (box.width, 16, 0.5);
      g_assert_cmpfloat_with_epsilon (box.y, 842 - 780 + 16 * i, 0.5);
      g_assert_cmpfloat_with_epsilon (box.height, 16, 0.5);
    }
}

static void
test_a_column_is_selected_downwards (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  const guint cat = recto_test_find_words (text, "猫");
  const guint second = recto_test_find_words (text, "名前");
  RectoTextSpan span = { .anchor = point_at (text, cat, 0.5, 0.1),
                         .head = point_at (text, cat + 2, 0.5, 0.9) };
  g_autoptr (GArray) areas = NULL;
  const RectoRect *area;

  assert_copied (text, &span, "猫であ");
  span.head = point_at (text, second + 1, 0.5, 0.9);
  assert_copied (text, &span, "猫である。\n名前");
  areas = recto_text_get_areas (text, cat, second + 2);
  g_assert_cmpuint (areas->len, ==, 2);
  area = &g_array_index (areas, RectoRect, 0);
  g_assert_cmpfloat_with_epsilon (area->width, 16, 0.5);
  g_assert_cmpfloat_with_epsilon (area->height, 16 * 5, 0.5);
}

static void
test_a_caret_goes_down_a_column (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageText) text = recto_test_read_page (fixture->document, 0);
  guint gap = 0;
  RectoRect area;

  press (text, RECTO_TEXT_MOTION_DOWN, &gap, 1);
  g_assert_true (recto_text_get_caret (text, 1, &area));
  g_assert_cmpfloat_with_epsilon (area.y, 842 - 780 + 16, 0.5);
  g_assert_cmpfloat_with_epsilon (area.width, 16, 0.5);
  g_assert_cmpfloat (area.height, ==, 0);
  press (text, RECTO_TEXT_MOTION_LEFT, &gap, recto_test_find_words (text, "名前") + 1);
  press (text, RECTO_TEXT_MOTION_RIGHT, &gap, 1);
  press (text, RECTO_TEXT_MOTION_UP, &gap, 0);
}

/* ---- Both ------------------------------------------------------------------------------------ */

static void
assert_found (RectoDocument *document, const char *words, guint n_hits, const char *first)
{
  g_autoptr (RectoSearch) search = recto_search_new (document, words, RECTO_SEARCH_PLAIN, NULL);
  g_autoptr (RectoSearchHit) hit = NULL;
  g_autoptr (RectoPageText) text = recto_test_read_page (document, 0);
  const guint place = recto_test_find_words (text, first);
  const RectoRect *areas;
  guint n_areas = 0;

  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, n_hits);
  hit = g_list_model_get_item (G_LIST_MODEL (search), 0);
  areas = recto_search_hit_get_areas (hit, &n_areas);
  g_assert_cmpuint (n_areas, ==, 1);
  for (guint i = 0; i < g_utf8_strlen (words, -1); i++)
    {
      const RectoRect box = recto_page_text_get_box (text, place + i);

      g_assert_cmpfloat (box.x, >=, areas->x - 0.1);
      g_assert_cmpfloat (box.x + box.width, <=, areas->x + areas->width + 0.1);
      g_assert_cmpfloat (box.y, >=, areas->y - 0.1);
      g_assert_cmpfloat (box.y + box.height, <=, areas->y + areas->height + 0.1);
    }
}

static void
test_hebrew_is_found (RectoTestFixture *fixture, gconstpointer name)
{
  assert_found (fixture->document, "עולם", 2, "עולם");
  assert_found (fixture->document, "עמוד 2024 של", 2, "עמוד 2024");
}

static void
test_japanese_is_found (RectoTestFixture *fixture, gconstpointer name)
{
  assert_found (fixture->document, "名前", 2, "名前");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, document, function)                                                              \
  g_test_add ("/scripts/" name, RectoTestFixture, document, recto_test_set_up, function,           \
              recto_test_tear_down)
  ADD ("hebrew-is-read-in-order", "right-to-left.pdf", test_hebrew_is_read_in_order);
  ADD ("hebrew-of-word-processors-is-read", "from-word-processor.pdf",
       test_hebrew_of_word_processors_is_read);
  ADD ("arabic-is-read-in-order", "right-to-left.pdf", test_arabic_is_read_in_order);
  ADD ("a-drag-selects-what-is-read", "right-to-left.pdf", test_a_drag_selects_what_is_read);
  ADD ("a-number-is-selected-within-a-line", "right-to-left.pdf",
       test_a_number_is_selected_within_a_line);
  ADD ("two-clicks-take-a-word", "right-to-left.pdf", test_two_clicks_take_a_word);
  ADD ("a-caret-goes-left-to-what-follows", "right-to-left.pdf",
       test_a_caret_goes_left_to_what_follows);
  ADD ("a-caret-comes-through-a-mixed-line", "right-to-left.pdf",
       test_a_caret_comes_through_a_mixed_line);
  ADD ("columns-are-read-from-the-right", "downwards.pdf", test_columns_are_read_from_the_right);
  ADD ("boxes-are-where-characters-stand", "downwards.pdf", test_boxes_are_where_characters_stand);
  ADD ("a-column-is-selected-downwards", "downwards.pdf", test_a_column_is_selected_downwards);
  ADD ("a-caret-goes-down-a-column", "downwards.pdf", test_a_caret_goes_down_a_column);
  ADD ("hebrew-is-found", "right-to-left.pdf", test_hebrew_is_found);
  ADD ("japanese-is-found", "downwards.pdf", test_japanese_is_found);
#undef ADD

  return g_test_run ();
}
