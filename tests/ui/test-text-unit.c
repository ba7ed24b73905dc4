/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-unit.h"

#include "recto-test-text.h"

static RectoPageText *
make (const char *words)
{
  return recto_test_text (RECTO_LOCATION_INIT (0, 0), words);
}

static void
assert_unit (RectoPageText *text, guint place, RectoTextUnit unit, const char *words)
{
  guint start = G_MAXUINT;
  guint end = G_MAXUINT;
  g_autofree char *found = NULL;

  recto_text_unit_find (text, place, unit, &start, &end);
  found = recto_page_text_slice (text, start, end);
  g_assert_cmpstr (found, ==, words);
}

static void
test_units_are_found (void)
{
  g_autoptr (RectoPageText) text = make ("One two. Thr\xc3\xa9"
                                         "e four\nfive, six\n\nSeven");

  assert_unit (text, 4, RECTO_TEXT_CHARACTER, "t");
  assert_unit (text, 5, RECTO_TEXT_WORD, "two. ");
  assert_unit (text, 3, RECTO_TEXT_WORD, "One ");
  assert_unit (text, 10, RECTO_TEXT_WORD,
               "Thr\xc3\xa9"
               "e ");
  assert_unit (text, 15, RECTO_TEXT_WORD, "four\n");
  assert_unit (text, 5, RECTO_TEXT_SENTENCE, "One two. ");
  assert_unit (text, 22, RECTO_TEXT_SENTENCE,
               "Thr\xc3\xa9"
               "e four\nfive, six\n\n");
  assert_unit (text, 3, RECTO_TEXT_LINE,
               "One two. Thr\xc3\xa9"
               "e four\n");
  assert_unit (text, 29, RECTO_TEXT_LINE, "five, six\n\n");
  assert_unit (text, 22, RECTO_TEXT_PARAGRAPH,
               "One two. Thr\xc3\xa9"
               "e four\nfive, six\n\n");
  assert_unit (text, 32, RECTO_TEXT_PARAGRAPH, "Seven");
}

static void
test_nothing_is_behind_the_end (void)
{
  g_autoptr (RectoPageText) text = make ("One");
  g_autoptr (RectoPageText) nothing = make ("");

  for (int unit = RECTO_TEXT_CHARACTER; unit <= RECTO_TEXT_PARAGRAPH; unit++)
    {
      assert_unit (text, 3, (RectoTextUnit) unit, "");
      assert_unit (text, G_MAXUINT, (RectoTextUnit) unit, "");
      assert_unit (nothing, 0, (RectoTextUnit) unit, "");
    }
}

static void
test_a_character_is_at_its_point (void)
{
  g_autoptr (RectoPageText) text = make ("One two\nthree");
  guint place = G_MAXUINT;

  g_assert_true (recto_text_find_character (text, 41, 15, &place));
  g_assert_cmpuint (place, ==, 4);
  g_assert_true (recto_text_find_character (text, 1, 21, &place));
  g_assert_cmpuint (place, ==, 8);
  g_assert_false (recto_text_find_character (text, 41, 17, &place));
  g_assert_false (recto_text_find_character (text, 70, 5, &place));
}

static void
test_a_gap_is_at_the_nearer_side (void)
{
  g_autoptr (RectoPageText) text = make ("One two\nthree");

  g_assert_cmpuint (recto_text_find_gap (text, 41, 5), ==, 4);
  g_assert_cmpuint (recto_text_find_gap (text, 48, 5), ==, 5);
  g_assert_cmpuint (recto_text_find_gap (text, -20, -20), ==, 0);
  g_assert_cmpuint (recto_text_find_gap (text, 500, 3), ==, 7);
  g_assert_cmpuint (recto_text_find_gap (text, 500, 500), ==, 13);
  g_assert_cmpuint (recto_text_find_gap (text, 12, 19), ==, 9);
}

static void
test_beside_a_line_its_end_is_meant (void)
{
  g_autoptr (RectoPageText) text = make ("One two\nthree and many more");

  g_assert_cmpuint (recto_text_find_gap (text, 150, 15), ==, 7);
  g_assert_cmpuint (recto_text_find_gap (text, 150, 19), ==, 23);
}

static void
test_gaps_follow_the_way_of_the_line (void)
{
  static const RectoTextWay ways[] = { RECTO_TEXT_DOWN, RECTO_TEXT_UP };
  g_autoptr (RectoPageText) text = recto_test_text_with_ways ("abc\ndef", ways, 2);

  g_assert_cmpuint (recto_text_find_gap (text, 5, 1), ==, 0);
  g_assert_cmpuint (recto_text_find_gap (text, 5, 29), ==, 3);
  g_assert_cmpuint (recto_text_find_gap (text, 25, 199), ==, 4);
  g_assert_cmpuint (recto_text_find_gap (text, 25, 100), ==, 7);
}

static void
test_gaps_follow_what_is_written_from_right_to_left (void)
{
  g_autoptr (RectoPageText) text = recto_test_text_reversed ("\xd7\x90\xd7\x91\xd7\x92");

  g_assert_cmpuint (recto_text_find_gap (text, 199, 5), ==, 0);
  g_assert_cmpuint (recto_text_find_gap (text, 181, 5), ==, 2);
  g_assert_cmpuint (recto_text_find_gap (text, 100, 5), ==, 3);
}

/* Alef, qamats, bet, gimel, hiriq: the marks are in the middle of their letters. */
static void
test_marks_do_not_turn_their_letter_around (void)
{
  g_autoptr (RectoPageText) text = recto_test_text_reversed ("\xd7\x90\xd6\xb8\xd7\x91\xd7\x92"
                                                             "\xd6\xb4");
  RectoRect area;

  g_assert_cmpuint (recto_text_find_gap (text, 199, 5), ==, 0);
  g_assert_cmpuint (recto_text_find_gap (text, 191, 5), ==, 2);
  g_assert_cmpuint (recto_text_find_gap (text, 189, 5), ==, 2);
  g_assert_cmpuint (recto_text_find_gap (text, 179, 5), ==, 3);
  g_assert_cmpuint (recto_text_find_gap (text, 171, 5), ==, 5);
  g_assert_true (recto_text_get_caret (text, 0, &area));
  g_assert_cmpfloat (area.x, ==, 200);
  g_assert_true (recto_text_get_caret (text, 3, &area));
  g_assert_cmpfloat (area.x, ==, 180);
  g_assert_true (recto_text_get_caret (text, 5, &area));
  g_assert_cmpfloat (area.x, ==, 170);
}

static void
test_a_caret_stands_before_what_follows (void)
{
  g_autoptr (RectoPageText) text = make ("One\ntwo");
  g_autoptr (RectoPageText) hebrew = recto_test_text_reversed ("\xd7\x90\xd7\x91\xd7\x92");
  RectoRect area;

  g_assert_true (recto_text_get_caret (text, 1, &area));
  g_assert_cmpfloat (area.x, ==, 10);
  g_assert_cmpfloat (area.height, ==, 16);
  /* Behind the last of a line, not before the first of the next. */
  g_assert_true (recto_text_get_caret (text, 3, &area));
  g_assert_cmpfloat (area.x, ==, 30);
  g_assert_cmpfloat (area.y, ==, 0);
  g_assert_true (recto_text_get_caret (text, 7, &area));
  g_assert_cmpfloat (area.x, ==, 30);
  g_assert_cmpfloat (area.y, ==, 20);
  g_assert_true (recto_text_get_caret (hebrew, 0, &area));
  g_assert_cmpfloat (area.x, ==, 200);
  g_assert_true (recto_text_get_caret (hebrew, 3, &area));
  g_assert_cmpfloat (area.x, ==, 170);
  g_assert_true (recto_text_is_reversed (hebrew, 1));
  g_assert_false (recto_text_is_reversed (text, 1));
}

static void
test_one_points_at_a_line_from_beside_it (void)
{
  g_autoptr (RectoPageText) text = make ("One two");

  g_assert_true (recto_text_is_near_line (text, 35, 8));
  g_assert_true (recto_text_is_near_line (text, 72, 18));
  g_assert_false (recto_text_is_near_line (text, 90, 8));
  g_assert_false (recto_text_is_near_line (text, 35, 30));
}

static void
test_each_line_has_an_area (void)
{
  g_autoptr (RectoPageText) text = make ("One two\nthree\n\nfour");
  g_autoptr (GArray) areas = recto_text_get_areas (text, 4, 16);
  g_autoptr (GArray) newline = recto_text_get_areas (text, 7, 8);
  g_autoptr (GArray) none = recto_text_get_areas (text, 5, 5);
  g_autoptr (GArray) beyond = recto_text_get_areas (text, 90, 99);
  const RectoRect *first = &g_array_index (areas, RectoRect, 0);
  const RectoRect *last = &g_array_index (areas, RectoRect, 2);

  g_assert_cmpuint (areas->len, ==, 3);
  g_assert_cmpfloat (first->x, ==, 40);
  g_assert_cmpfloat (first->width, ==, 30);
  g_assert_cmpfloat (first->height, ==, 16);
  g_assert_cmpfloat (last->y, ==, 60);
  g_assert_cmpfloat (last->width, ==, 10);
  g_assert_cmpuint (newline->len + none->len + beyond->len, ==, 0);
}

static void
test_parted_words_are_whole_elsewhere (void)
{
  static const struct
  {
    const char *words;
    const char *plain;
  } cases[] = {
    { "won-\nderful\nday", "wonderful\nday" },
    { "won\xc2\xad\nderful", "wonderful" },
    { "won\xe2\x80\x90\nderful", "wonderful" },
    { "soft\xc2\xadly", "softly" },
    { "Jean-\nPaul", "Jean-\nPaul" },
    { "1-\nb", "1-\nb" },
    { "- \na", "- \na" },
    { "-\na", "-\na" },
    { "end-\n\nnew", "end-\n\nnew" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RectoPageText) text = make (cases[i].words);
      g_autofree char *plain = recto_text_get_plain (text, 0, G_MAXUINT);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_forms_are_letters_elsewhere (void)
{
  static const struct
  {
    const char *words;
    const char *plain;
  } cases[] = {
    { "e\xef\xac\x83"
      "cient",
      "efficient" },
    { "\xef\xba\x8d\xef\xbb\xa7\xef\xbb\xae\xef\xba\x8d\xef\xbb\x89", "انواع" },
    { "\xef\xbb\xbc", "لا" },
    { "½ ² ﷺ …", "½ ² ﷺ …" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RectoPageText) text = make (cases[i].words);
      g_autofree char *plain = recto_text_get_plain (text, 0, G_MAXUINT);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-unit/units-are-found", test_units_are_found);
  g_test_add_func ("/text-unit/nothing-is-behind-the-end", test_nothing_is_behind_the_end);
  g_test_add_func ("/text-unit/a-character-is-at-its-point", test_a_character_is_at_its_point);
  g_test_add_func ("/text-unit/a-gap-is-at-the-nearer-side", test_a_gap_is_at_the_nearer_side);
  g_test_add_func ("/text-unit/beside-a-line-its-end-is-meant",
                   test_beside_a_line_its_end_is_meant);
  g_test_add_func ("/text-unit/gaps-follow-the-way-of-the-line",
                   test_gaps_follow_the_way_of_the_line);
  g_test_add_func ("/text-unit/gaps-follow-what-is-written-from-right-to-left",
                   test_gaps_follow_what_is_written_from_right_to_left);
  g_test_add_func ("/text-unit/marks-do-not-turn-their-letter-around",
                   test_marks_do_not_turn_their_letter_around);
  g_test_add_func ("/text-unit/a-caret-stands-before-what-follows",
                   test_a_caret_stands_before_what_follows);
  g_test_add_func ("/text-unit/one-points-at-a-line-from-beside-it",
                   test_one_points_at_a_line_from_beside_it);
  g_test_add_func ("/text-unit/each-line-has-an-area", test_each_line_has_an_area);
  g_test_add_func ("/text-unit/parted-words-are-whole-elsewhere",
                   test_parted_words_are_whole_elsewhere);
  g_test_add_func ("/text-unit/forms-are-letters-elsewhere", test_forms_are_letters_elsewhere);

  return g_test_run ();
}
