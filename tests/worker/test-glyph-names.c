/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-glyph-names.h"

static void
test_dingbats_are_known_by_their_numbers (void)
{
  g_assert_cmpuint (recto_glyph_names_find_dingbat ("a1"), ==, 0x2701);
  g_assert_cmpuint (recto_glyph_names_find_dingbat ("a20"), ==, 0x2714);
  g_assert_cmpuint (recto_glyph_names_find_dingbat ("a71"), ==, 0x25cf);
  g_assert_cmpuint (recto_glyph_names_find_dingbat ("a112"), ==, 0x2663);
  g_assert_cmpuint (recto_glyph_names_find_dingbat ("a129"), ==, 0x2469);
  g_assert_cmpuint (recto_glyph_names_find_dingbat ("a191"), ==, 0x27be);
  g_assert_cmpuint (recto_glyph_names_find_dingbat ("a206"), ==, 0x2770);
}

static void
test_each_dingbat_is_another_character (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 1; i <= 206; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);
      const gunichar sign = recto_glyph_names_find_dingbat (name);

      /* Never given to a glyph. */
      if (i == 80 || (i >= 113 && i <= 116))
        g_assert_cmpuint (sign, ==, 0);
      else
        g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (sign)));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 201);
}

static void
test_other_names_are_no_dingbats (void)
{
  static const char *const names[] = { "",    "a",    "A20",  "a0",   "a207",  "a20.alt",
                                       "b20", "a+20", "a 20", "a-20", "acute", "a99999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (recto_glyph_names_find_dingbat (names[i]), ==, 0);
}

static void
test_parts_of_brackets_are_known (void)
{
  g_assert_cmpuint (recto_glyph_names_find_symbol ("parenlefttp"), ==, 0x239b);
  g_assert_cmpuint (recto_glyph_names_find_symbol ("bracerightbt"), ==, 0x23ad);
  g_assert_cmpuint (recto_glyph_names_find_symbol ("alpha"), ==, 0);
}

static void
test_private_characters_are_codes_of_their_font (void)
{
  g_assert_cmpuint (recto_glyph_names_find_private ("SymbolMT", 0xf020), ==, ' ');
  g_assert_cmpuint (recto_glyph_names_find_private ("SymbolMT", 0xf0b7), ==, 0x2022);
  g_assert_cmpuint (recto_glyph_names_find_private ("ABCDEF+Symbol", 0xf061), ==, 0x3b1);
  g_assert_cmpuint (recto_glyph_names_find_private ("Symbol", 0xf0fe), ==, 0x23ad);
  g_assert_cmpuint (recto_glyph_names_find_private ("ABCDEF+Wingdings-Regular", 0xf0a7), ==,
                    0x25aa);
  g_assert_cmpuint (recto_glyph_names_find_private ("Wingdings", 0xf0fc), ==, 0x2713);
  g_assert_cmpuint (recto_glyph_names_find_private ("Wingdings", 0xf021), ==, 0);
  g_assert_cmpuint (recto_glyph_names_find_private ("Wingdings2", 0xf0a7), ==, 0);
  g_assert_cmpuint (recto_glyph_names_find_private ("SegoeUISymbol", 0xf0b7), ==, 0);
  g_assert_cmpuint (recto_glyph_names_find_private ("Symbol", 0xf01f), ==, 0);
  g_assert_cmpuint (recto_glyph_names_find_private ("Symbol", 0xf100), ==, 0);
  g_assert_cmpuint (recto_glyph_names_find_private ("Symbol", 0x4e00), ==, 0);
}

static void
test_fonts_are_told_by_their_names (void)
{
  g_assert_true (recto_glyph_names_has_dingbats ("ZapfDingbats"));
  g_assert_true (recto_glyph_names_has_dingbats ("ABCDEF+ZapfDingbats"));
  g_assert_true (recto_glyph_names_has_dingbats ("QWERTY+Dingbats"));
  g_assert_false (recto_glyph_names_has_dingbats ("Helvetica"));
  g_assert_false (recto_glyph_names_has_dingbats ("Symbol"));
}

static void
test_bullets_are_known_without_their_font (void)
{
  g_assert_cmpuint (recto_glyph_names_find_bullet (0xf0b7), ==, 0x2022);
  g_assert_cmpuint (recto_glyph_names_find_bullet (0xf0a7), ==, 0x25aa);
  g_assert_cmpuint (recto_glyph_names_find_bullet (0xf061), ==, 0);
  g_assert_cmpuint (recto_glyph_names_find_bullet (0xe0a7), ==, 0);
  g_assert_cmpuint (recto_glyph_names_find_bullet (0xa7), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/glyph-names/" path, function)
  ADD ("dingbats-are-known-by-their-numbers", test_dingbats_are_known_by_their_numbers);
  ADD ("each-dingbat-is-another-character", test_each_dingbat_is_another_character);
  ADD ("other-names-are-no-dingbats", test_other_names_are_no_dingbats);
  ADD ("parts-of-brackets-are-known", test_parts_of_brackets_are_known);
  ADD ("bullets-are-known-without-their-font", test_bullets_are_known_without_their_font);
  ADD ("private-characters-are-codes-of-their-font",
       test_private_characters_are_codes_of_their_font);
  ADD ("fonts-are-told-by-their-names", test_fonts_are_told_by_their_names);
  return g_test_run ();
}
