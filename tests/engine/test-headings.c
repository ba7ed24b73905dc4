/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-headings.h"

static void
add (RectoHeadings *headings, guint page, double y, double size, const char *words)
{
  recto_headings_add_line (headings, RECTO_LOCATION_INIT (0, page), y, size, words);
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/headings/larger-ones-are-further-out", test_larger_headings_are_further_out);
  g_test_add_func ("/headings/one-of-two-lines-is-one", test_a_heading_of_two_lines_is_one);
  g_test_add_func ("/headings/what-is-on-every-page-is-none", test_what_is_on_every_page_is_none);
  g_test_add_func ("/headings/text-of-one-size-has-none", test_text_of_one_size_has_none);

  return g_test_run ();
}
