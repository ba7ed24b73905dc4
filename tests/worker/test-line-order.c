/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-line-order.h"

#include <string.h>

#define MAX_CHARACTERS 100

/* Characters in the order in which a document has them, those of `seen` from left to right. */
static guint
place (const char *seen, gboolean backwards, RectoLineCharacter *characters)
{
  const guint n = (guint) g_utf8_strlen (seen, -1);
  const char *at = seen;

  g_assert_cmpuint (n, <=, MAX_CHARACTERS);
  for (guint i = 0; i < n; i++, at = g_utf8_next_char (at))
    characters[backwards ? n - 1 - i : i] =
        (RectoLineCharacter) { g_utf8_get_char (at), { 10 * (float) i, 20, 10, 16 } };
  return n;
}

static char *
write_out (const RectoLineCharacter *characters, guint n_characters)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n_characters; i++)
    g_string_append_unichar (words, characters[i].c);
  return g_string_free_and_steal (words);
}

/* Whichever way the document has them. */
static void
assert_read (const char *seen, const char *read)
{
  for (int backwards = 0; backwards < 2; backwards++)
    {
      RectoLineCharacter characters[MAX_CHARACTERS];
      const guint n = place (seen, backwards, characters);
      g_autofree char *words = NULL;

      recto_line_order_sort (characters, n, RECTO_WAY_RIGHT);
      words = write_out (characters, n);
      g_assert_cmpstr (words, ==, read);
    }
}

static void
test_hebrew_is_read_from_the_right (void)
{
  assert_read ("םלוע םולש", "שלום עולם");
  assert_read (".םולש", "שלום.");
  assert_read ("א", "א");
}

static void
test_names_and_numbers_stay_as_they_are (void)
{
  assert_read ("ןאכ Recto לש 2024 דומע", "עמוד 2024 של Recto כאן");
  assert_read ("ןאכ Recto Reader לש", "של Recto Reader כאן");
  assert_read ("3.14 אוה יפ", "פי הוא 3.14");
  assert_read ("2025 ,2024 םינש", "שנים 2024, 2025");
  assert_read ("הנש Recto 2024 הז", "זה Recto 2024 שנה");
  assert_read ("١٢٣ مقر", "رقم ١٢٣");
}

static void
test_signs_of_numbers_stay_beside_them (void)
{
  assert_read ("ןאכ 100% לש", "של 100% כאן");
  assert_read ("ןאכ %100 לש", "של %100 כאן");
  assert_read ("ןאכ $100 ריחמ", "מחיר $100 כאן");
  assert_read ("ןאכ ₪1,250.50 ריחמ", "מחיר ₪1,250.50 כאן");
  assert_read ("100₪ ריחמ", "מחיר 100₪");
  assert_read ("תולעמ ±20°", "±20° מעלות");
  assert_read ("ןאכ Recto 100% הז", "זה Recto 100% כאן");
  /* What is between signs is not within a number. */
  assert_read ("100%-50% ןיב", "בין 50%-100%");
  /* One that touches none is as any other. */
  assert_read ("ןאכ % 100 לש", "של 100 % כאן");
}

static void
test_numbers_in_arabic_leave_signs_as_they_are (void)
{
  assert_read ("انه %100 مقر", "رقم 100% هنا");
  assert_read ("انه ٪١٠٠ مقر", "رقم ١٠٠٪ هنا");
  assert_read ("انه Recto 100% اذه", "هذا Recto 100% هنا");
}

static void
test_a_line_in_latin_letters_keeps_its_order (void)
{
  assert_read ("The word םולש means peace", "The word שלום means peace");
  assert_read ("The words םלוע םולש mean more", "The words שלום עולם mean more");
}

/* They go with the words around them; beside one word only, they may be of the line. */
static void
test_numbers_between_quoted_words_go_with_them (void)
{
  assert_read ("The years םינש 2024 ןיב are over", "The years בין 2024 שנים are over");
  assert_read ("Say םינש 2025 ,2024 ןיב to it", "Say בין 2024, 2025 שנים to it");
  assert_read ("It is ןאכ 100% לש here", "It is של 100% כאן here");
  assert_read ("The year 2024 הנש is over", "The year 2024 שנה is over");
  assert_read ("The words םולש and םלוע mean more", "The words שלום and עולם mean more");
}

/* Not even where its characters stand in no order. */
static void
test_other_lines_are_left_alone (void)
{
  RectoLineCharacter characters[MAX_CHARACTERS];
  const guint n = place ("Recto 2024, 東京", TRUE, characters);
  g_autofree char *words = NULL;

  recto_line_order_sort (characters, n, RECTO_WAY_RIGHT);
  words = write_out (characters, n);
  g_assert_cmpstr (words, ==, "京東 ,4202 otceR");
  recto_line_order_sort (characters, 0, RECTO_WAY_RIGHT);
}

/* A letter that is two, and a mark, which take no room of their own, come behind their letter. */
static void
test_what_is_one_stays_together (void)
{
  RectoLineCharacter characters[] = {
    { 0x645, { 0, 0, 10, 16 } },  { 0x644, { 10, 0, 10, 16 } }, { 0x627, { 20, 0, 0, 16 } },
    { 0x633, { 20, 0, 10, 16 } }, { 0x64e, { 23, 0, 4, 16 } },
  };
  g_autofree char *words = NULL;

  recto_line_order_sort (characters, G_N_ELEMENTS (characters), RECTO_WAY_RIGHT);
  words = write_out (characters, G_N_ELEMENTS (characters));
  g_assert_cmpstr (words, ==, "سَلام");
  g_assert_cmpfloat (characters[0].box.x, ==, 20);
}

/* As it is seen, the marks of Hebrew and Arabic come before their letter, the last one first. */
static void
test_marks_go_to_the_letter_that_they_are_on (void)
{
  RectoLineCharacter as_seen[] = {
    { 0x5b8, { 5, 0, 0, 16 } },  { 0x5d0, { 0, 0, 10, 16 } }, { 0x5dc, { 10, 0, 10, 16 } },
    { 0x5b8, { 24, 0, 2, 16 } }, { 0x5c1, { 28, 0, 0, 16 } }, { 0x5e9, { 20, 0, 10, 16 } },
  };
  RectoLineCharacter as_read[] = {
    { 0x5e9, { 20, 0, 10, 16 } }, { 0x5c1, { 28, 0, 0, 16 } }, { 0x5b8, { 24, 0, 2, 16 } },
    { 0x5dc, { 10, 0, 10, 16 } }, { 0x5d0, { 0, 0, 10, 16 } }, { 0x5b8, { 5, 0, 0, 16 } },
  };
  g_autofree char *seen_words = NULL;
  g_autofree char *read_words = NULL;

  recto_line_order_sort (as_seen, G_N_ELEMENTS (as_seen), RECTO_WAY_RIGHT);
  seen_words = write_out (as_seen, G_N_ELEMENTS (as_seen));
  recto_line_order_sort (as_read, G_N_ELEMENTS (as_read), RECTO_WAY_RIGHT);
  read_words = write_out (as_read, G_N_ELEMENTS (as_read));
  g_assert_cmpstr (seen_words, ==, read_words);
  g_assert_cmpstr (read_words, ==, "\xd7\xa9\xd7\x81\xd6\xb8\xd7\x9c\xd7\x90\xd6\xb8");
}

/* It may be on either of two letters that meet there. */
static void
test_a_mark_between_letters_stays_behind_the_first (void)
{
  RectoLineCharacter characters[] = {
    { 'e', { 0, 0, 10, 16 } },
    { 0x301, { 10, 0, 0, 16 } },
    { 'a', { 10, 0, 10, 16 } },
    { 0x5d0, { 20, 0, 10, 16 } },
  };
  g_autofree char *words = NULL;

  recto_line_order_sort (characters, G_N_ELEMENTS (characters), RECTO_WAY_RIGHT);
  words = write_out (characters, G_N_ELEMENTS (characters));
  g_assert_cmpstr (words, ==,
                   "e\xcc\x81"
                   "a\xd7\x90");
}

/* On a page that lies, or stands on its head. */
static void
test_lines_may_be_turned (void)
{
  static const RectoWay ways[] = { RECTO_WAY_LEFT, RECTO_WAY_DOWN, RECTO_WAY_UP };

  for (guint k = 0; k < G_N_ELEMENTS (ways); k++)
    {
      RectoLineCharacter characters[MAX_CHARACTERS];
      const guint n = place ("םולש 2024", FALSE, characters);
      g_autofree char *words = NULL;

      for (guint i = 0; i < n; i++)
        {
          RectoTextBox *box = &characters[i].box;
          const float along = ways[k] == RECTO_WAY_DOWN ? box->x : 200 - box->x;

          *box = ways[k] == RECTO_WAY_LEFT ? (RectoTextBox) { along, 20, 10, 16 }
                                           : (RectoTextBox) { 20, along, 16, 10 };
        }
      recto_line_order_sort (characters, n, ways[k]);
      words = write_out (characters, n);
      g_assert_cmpstr (words, ==, "2024 שלום");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/line-order/hebrew-is-read-from-the-right", test_hebrew_is_read_from_the_right);
  g_test_add_func ("/line-order/names-and-numbers-stay-as-they-are",
                   test_names_and_numbers_stay_as_they_are);
  g_test_add_func ("/line-order/signs-of-numbers-stay-beside-them",
                   test_signs_of_numbers_stay_beside_them);
  g_test_add_func ("/line-order/numbers-in-arabic-leave-signs-as-they-are",
                   test_numbers_in_arabic_leave_signs_as_they_are);
  g_test_add_func ("/line-order/a-line-in-latin-letters-keeps-its-order",
                   test_a_line_in_latin_letters_keeps_its_order);
  g_test_add_func ("/line-order/numbers-between-quoted-words-go-with-them",
                   test_numbers_between_quoted_words_go_with_them);
  g_test_add_func ("/line-order/other-lines-are-left-alone", test_other_lines_are_left_alone);
  g_test_add_func ("/line-order/lines-may-be-turned", test_lines_may_be_turned);
  g_test_add_func ("/line-order/what-is-one-stays-together", test_what_is_one_stays_together);
  g_test_add_func ("/line-order/marks-go-to-the-letter-that-they-are-on",
                   test_marks_go_to_the_letter_that_they_are_on);
  g_test_add_func ("/line-order/a-mark-between-letters-stays-behind-the-first",
                   test_a_mark_between_letters_stays_behind_the_first);

  return g_test_run ();
}
