/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-span.h"

#include "recto-test-text.h"

#define WORDS "One two, three\nfour five.\n\nSix seven"

static void
assert_holds (const RectoTextSpan *span, guint page, const char *words)
{
  g_autoptr (RectoPageText) text = recto_test_text (RECTO_LOCATION_INIT (0, page), WORDS);
  g_autofree char *held = recto_text_span_get_plain (span, text);

  g_assert_cmpstr (held, ==, words != NULL ? words : "");
}

/* Of columns and lines of the made text. */
static RectoTextPoint
point (guint page, double column, double line)
{
  return (RectoTextPoint) { RECTO_LOCATION_INIT (0, page), 10 * column, 20 * line + 8 };
}

static void
test_characters_go_from_point_to_point (void)
{
  RectoTextSpan span = { point (0, 4.1, 0), point (0, 3.9, 1), RECTO_TEXT_CHARACTER, FALSE };

  assert_holds (&span, 0, "two, three\nfour");
  span.head = point (0, 6.9, 0);
  assert_holds (&span, 0, "two");
  span.head = point (0, 0.2, 0);
  assert_holds (&span, 0, "One ");
  span.head = span.anchor;
  assert_holds (&span, 0, NULL);
}

static void
test_words_are_whole (void)
{
  RectoTextSpan span = { point (0, 5.5, 0), point (0, 5.5, 0), RECTO_TEXT_WORD, FALSE };

  assert_holds (&span, 0, "two,");
  span.head = point (0, 1.5, 1);
  assert_holds (&span, 0, "two, three\nfour");
  span.head = point (0, 0.1, 0);
  assert_holds (&span, 0, "One two,");
}

static void
test_lines_and_paragraphs_are_whole (void)
{
  RectoTextSpan span = { point (0, 5.5, 0), point (0, 5.5, 0), RECTO_TEXT_LINE, FALSE };

  assert_holds (&span, 0, "One two, three");
  span.unit = RECTO_TEXT_PARAGRAPH;
  assert_holds (&span, 0, "One two, three\nfour five.");
}

static void
test_where_nothing_is_written_there_is_no_word (void)
{
  RectoTextSpan span = { point (0, 40, 30), point (0, 40, 30), RECTO_TEXT_WORD, FALSE };

  assert_holds (&span, 0, NULL);
}

static void
test_pages_in_between_are_whole (void)
{
  RectoTextSpan span = { point (1, 4.1, 3), point (3, 3.1, 0), RECTO_TEXT_CHARACTER, FALSE };
  RectoLocation first;
  RectoLocation last;

  for (guint i = 0; i < 2; i++)
    {
      const RectoTextPoint anchor = span.anchor;

      assert_holds (&span, 0, NULL);
      assert_holds (&span, 1, "seven");
      assert_holds (&span, 2, WORDS);
      assert_holds (&span, 3, "One");
      assert_holds (&span, 4, NULL);
      recto_text_span_get_pages (&span, &first, &last);
      g_assert_cmpuint (first.page, ==, 1);
      g_assert_cmpuint (last.page, ==, 3);
      /* The other way round it is the same. */
      span.anchor = span.head;
      span.head = anchor;
    }
}

static void
test_a_page_can_be_held_as_a_whole (void)
{
  const RectoTextSpan span = { point (2, 5, 0), point (9, 5, 0), RECTO_TEXT_CHARACTER, TRUE };

  assert_holds (&span, 1, NULL);
  assert_holds (&span, 2, WORDS);
  assert_holds (&span, 3, NULL);
}

static void
test_a_point_can_be_a_gap (void)
{
  RectoTextSpan span = { .anchor = point (0, 4.1, 0), .head = point (0, 30, 30) };

  span.head.exact = TRUE;
  span.head.gap = 7;
  assert_holds (&span, 0, "two");
}

static void
test_a_rectangle_holds_a_column (void)
{
  g_autoptr (RectoPageText) text =
      recto_test_text (RECTO_LOCATION_INIT (0, 0), "apple 10\npear  7\nfig    6");
  const RectoTextSpan span = { .anchor = point (0, 9, 2.4),
                               .head = point (0, 5.8, -0.4),
                               .rectangle = TRUE };
  g_autoptr (GArray) ranges = recto_text_span_get_ranges (&span, text);
  g_autofree char *plain = recto_text_span_get_plain (&span, text);
  const RectoTextRange *second = &g_array_index (ranges, RectoTextRange, 1);

  g_assert_cmpuint (ranges->len, ==, 3);
  g_assert_cmpuint (second->start, ==, 15);
  g_assert_cmpuint (second->end, ==, 16);
  g_assert_cmpstr (plain, ==, "10\n7\n6");
}

static void
test_words_parted_in_a_rectangle_are_whole (void)
{
  g_autoptr (RectoPageText) text =
      recto_test_text (RECTO_LOCATION_INIT (0, 0), "won-\nderful\n\nand more");
  const RectoTextSpan span = { .anchor = point (0, -1, -0.4),
                               .head = point (0, 30, 9),
                               .rectangle = TRUE };
  g_autofree char *plain = recto_text_span_get_plain (&span, text);

  g_assert_cmpstr (plain, ==, "wonderful\n\nand more");
}

static void
test_a_rectangle_is_on_its_page (void)
{
  const RectoTextSpan span = { .anchor = point (1, -1, -0.4),
                               .head = point (1, 30, 9),
                               .rectangle = TRUE };

  assert_holds (&span, 0, NULL);
  assert_holds (&span, 1, WORDS);
  assert_holds (&span, 2, NULL);
}

static void
test_a_rectangle_around_nothing_holds_nothing (void)
{
  const RectoTextSpan span = { .anchor = point (0, 40, 3),
                               .head = point (0, 50, 9),
                               .rectangle = TRUE };

  assert_holds (&span, 0, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-span/characters-go-from-point-to-point",
                   test_characters_go_from_point_to_point);
  g_test_add_func ("/text-span/words-are-whole", test_words_are_whole);
  g_test_add_func ("/text-span/lines-and-paragraphs-are-whole",
                   test_lines_and_paragraphs_are_whole);
  g_test_add_func ("/text-span/where-nothing-is-written-there-is-no-word",
                   test_where_nothing_is_written_there_is_no_word);
  g_test_add_func ("/text-span/pages-in-between-are-whole", test_pages_in_between_are_whole);
  g_test_add_func ("/text-span/a-page-can-be-held-as-a-whole", test_a_page_can_be_held_as_a_whole);
  g_test_add_func ("/text-span/a-point-can-be-a-gap", test_a_point_can_be_a_gap);
  g_test_add_func ("/text-span/a-rectangle-holds-a-column", test_a_rectangle_holds_a_column);
  g_test_add_func ("/text-span/words-parted-in-a-rectangle-are-whole",
                   test_words_parted_in_a_rectangle_are_whole);
  g_test_add_func ("/text-span/a-rectangle-is-on-its-page", test_a_rectangle_is_on_its_page);
  g_test_add_func ("/text-span/a-rectangle-around-nothing-holds-nothing",
                   test_a_rectangle_around_nothing_holds_nothing);

  return g_test_run ();
}
