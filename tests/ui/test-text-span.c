/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-span.h"

#include "recto-test-text.h"

#define WORDS "One two, three\nfour five.\n\nSix seven"

static void
assert_holds (const RectoTextSpan *span, guint page, const char *words)
{
  g_autoptr (RectoPageText) text = recto_test_text (RECTO_LOCATION_INIT (0, page), WORDS);
  g_autofree char *held = NULL;
  guint start = 0;
  guint end = 0;

  if (recto_text_span_get_range (span, text, &start, &end))
    held = recto_page_text_slice (text, start, end);
  g_assert_cmpstr (held, ==, words);
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

  return g_test_run ();
}
