/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-headings.h"

static void
add (RectoHeadings *headings, guint page, double y, double size, const char *words)
{
  recto_headings_add_line (headings, RECTO_LOCATION_INIT (0, page), y, size, FALSE, words);
}

static void
add_bold (RectoHeadings *headings, guint page, double y, double size, const char *words)
{
  recto_headings_add_line (headings, RECTO_LOCATION_INIT (0, page), y, size, TRUE, words);
}

static void
add_text (RectoHeadings *headings, guint page)
{
  for (guint i = 0; i < 20; i++)
    add (headings, page, 200 + 14 * i, 11, "Most of the text is of this size, line after line.");
}

static char *
describe (RectoHeadings *headings)
{
  g_autoptr (RectoOutline) outline = recto_headings_make_outline (headings, FALSE);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < recto_outline_get_n (outline); i++)
    g_string_append_printf (words, "%s%u %s", i > 0 ? ", " : "",
                            recto_outline_get_depth (outline, i),
                            recto_outline_get_title (outline, i));
  return g_string_free_and_steal (words);
}

static void
test_larger_headings_are_further_out (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  add (headings, 0, 50, 24, "Part One");
  add (headings, 0, 100, 16, "A section");
  add_text (headings, 0);
  add (headings, 1, 100, 16, "Another section");
  add_text (headings, 1);
  words = describe (headings);
  g_assert_cmpstr (words, ==, "0 Part One, 1 A section, 1 Another section");
}

static void
test_a_heading_of_two_lines_is_one (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  add (headings, 0, 50, 16, "A heading that");
  add (headings, 0, 70, 16, "goes on");
  add_text (headings, 0);
  words = describe (headings);
  g_assert_cmpstr (words, ==, "0 A heading that goes on");
}

static void
test_what_is_on_every_page_is_none (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  for (guint i = 0; i < 10; i++)
    {
      add (headings, i, 20, 16, "The Name of the Book");
      add (headings, i, 800, 16, "12 – 13");
      add (headings, i, 600, 20, "T");
      add_text (headings, i);
    }
  add (headings, 10, 50, 16, "The only one");
  words = describe (headings);
  g_assert_cmpstr (words, ==, "0 The only one");
}

static void
test_text_of_one_size_has_none (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  add_text (headings, 0);
  words = describe (headings);
  g_assert_cmpstr (words, ==, "");
}

static void
test_bold_lines_of_their_own_are_further_in (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  add (headings, 0, 50, 16, "A chapter");
  add_bold (headings, 0, 100, 11, "1.1 A section");
  add_text (headings, 0);
  add_bold (headings, 1, 100, 11, "1.2 Another section that");
  add_bold (headings, 1, 114, 11, "goes on");
  add_text (headings, 1);
  words = describe (headings);
  g_assert_cmpstr (words, ==, "0 A chapter, 1 1.1 A section, 1 1.2 Another section that goes on");
}

static void
test_what_is_bold_in_a_text_is_none (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  add_bold (headings, 0, 20, 11, "The only one");
  add_text (headings, 0);
  /* Within a sentence, its end, the name of a field, and what is smaller. */
  add_bold (headings, 1, 20, 11, "which is important");
  add_bold (headings, 1, 60, 11, "It ends here.");
  add_bold (headings, 1, 100, 11, "Name:");
  add_bold (headings, 1, 140, 9, "Of a table");
  add_text (headings, 1);
  /* A paragraph. */
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *line = g_strdup_printf ("Line %c of what matters is bold", 'A' + (int) i);

      add_bold (headings, 2, 20 + 14 * i, 11, line);
    }
  add_text (headings, 2);
  add_text (headings, 3);
  words = describe (headings);
  g_assert_cmpstr (words, ==, "0 The only one");
}

static void
test_what_is_bold_everywhere_is_none (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autoptr (RectoHeadings) form = recto_headings_new ();
  g_autofree char *words = NULL;
  g_autofree char *form_words = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *line = g_strdup_printf ("Line %c of a poem in bold letters", 'A' + (int) i);

      add_bold (headings, 0, 20 + 40 * i, 11, line);
    }
  add (headings, 0, 900, 11, "Its author");
  words = describe (headings);
  g_assert_cmpstr (words, ==, "");
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *field = g_strdup_printf ("Field %c", 'A' + (int) i);

      add_bold (form, 0, 20 + 40 * i, 11, field);
      add (form, 0, 34 + 40 * i, 11, "What is to be written into it");
    }
  form_words = describe (form);
  g_assert_cmpstr (form_words, ==, "");
}

static void
test_heads_with_the_number_of_the_page_are_none (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *head = i % 2 == 0 ? g_strdup_printf ("%u A Chapter", i + 17)
                                         : g_strdup_printf ("The Book %u", i + 17);

      add_bold (headings, i, 20, 11, head);
      if (i % 3 == 0)
        {
          g_autofree char *chapter = g_strdup_printf ("Chapter %u", i / 3 + 1);

          add (headings, i, 50, 16, chapter);
        }
      add_text (headings, i);
    }
  words = describe (headings);
  g_assert_cmpstr (words, ==, "0 Chapter 1, 0 Chapter 2, 0 Chapter 3, 0 Chapter 4");
}

static void
test_chapters_of_a_page_each_are_some (void)
{
  g_autoptr (RectoHeadings) headings = recto_headings_new ();
  g_autofree char *words = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *chapter = g_strdup_printf ("Chapter %u", i + 1);

      add (headings, i, 50, 16, chapter);
      add_text (headings, i);
    }
  words = describe (headings);
  g_assert_cmpstr (words, ==,
                   "0 Chapter 1, 0 Chapter 2, 0 Chapter 3, 0 Chapter 4, 0 Chapter 5, 0 Chapter 6");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/headings/larger-ones-are-further-out", test_larger_headings_are_further_out);
  g_test_add_func ("/headings/one-of-two-lines-is-one", test_a_heading_of_two_lines_is_one);
  g_test_add_func ("/headings/what-is-on-every-page-is-none", test_what_is_on_every_page_is_none);
  g_test_add_func ("/headings/text-of-one-size-has-none", test_text_of_one_size_has_none);
  g_test_add_func ("/headings/bold-lines-of-their-own-are-further-in",
                   test_bold_lines_of_their_own_are_further_in);
  g_test_add_func ("/headings/what-is-bold-in-a-text-is-none", test_what_is_bold_in_a_text_is_none);
  g_test_add_func ("/headings/what-is-bold-everywhere-is-none",
                   test_what_is_bold_everywhere_is_none);
  g_test_add_func ("/headings/heads-with-the-number-of-the-page-are-none",
                   test_heads_with_the_number_of_the_page_are_none);
  g_test_add_func ("/headings/chapters-of-a-page-each-are-some",
                   test_chapters_of_a_page_each_are_some);

  return g_test_run ();
}
