/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-text-private.h"

#include <string.h>

#include "recto-text-body.h"

/* Three lines in two blocks: “añ”, “bc”, “d”. */
static RectoPageText *
make_text (void)
{
  static const char utf8[] = "a\xc3\xb1\nbc\n\nd";
  RectoMessageTextFound found = { .n_chars = 8, .n_lines = 3, .n_bytes = strlen (utf8), .cut = 1 };
  const gsize size = recto_text_body_get_size (&found);
  guint8 *body = g_malloc0 (size);
  const RectoTextBody parts = recto_text_body_find (&found, body);
  g_autoptr (GBytes) bytes = g_bytes_new_take (body, size);

  memcpy (parts.utf8, utf8, found.n_bytes);
  for (guint i = 0; i < found.n_chars; i++)
    parts.boxes[i] = (RectoTextBox) { i, 2 * i, 3, 4 };
  parts.lines[0] = (RectoTextLine) { .first = 0, .n_chars = 2 };
  parts.lines[1] = (RectoTextLine) { .first = 3, .n_chars = 2, .way = RECTO_WAY_UP };
  parts.lines[2] = (RectoTextLine) { .first = 7, .n_chars = 1, .block = 1 };
  g_assert_true (recto_text_body_check (&found, body));
  return recto_page_text_new (RECTO_LOCATION_INIT (1, 2), &found, bytes);
}

static void
test_it_says_what_it_was_given (void)
{
  g_autoptr (RectoPageText) text = make_text ();

  g_assert_cmpuint (recto_page_text_get_location (text).chapter, ==, 1);
  g_assert_cmpuint (recto_page_text_get_n_chars (text), ==, 8);
  g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, "a\xc3\xb1\nbc\n\nd");
  g_assert_cmpfloat (recto_page_text_get_box (text, 7).y, ==, 14);
  g_assert_cmpuint (recto_page_text_get_n_lines (text), ==, 3);
  g_assert_cmpint (recto_page_text_get_line (text, 1).way, ==, RECTO_TEXT_UP);
  g_assert_cmpuint (recto_page_text_get_line (text, 2).block, ==, 1);
  g_assert_true (recto_page_text_is_cut (text));
}

static void
test_slices_are_cut_to_the_text (void)
{
  g_autoptr (RectoPageText) text = make_text ();
  const struct
  {
    guint start;
    guint end;
    const char *slice;
  } cases[] = {
    { 1, 2, "\xc3\xb1" },
    { 1, 5, "\xc3\xb1\nbc" },
    { 0, 0, "" },
    { 4, 2, "" },
    { 6, G_MAXUINT,
      "\n"
      "d" },
    { G_MAXUINT, 3, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slice = recto_page_text_slice (text, cases[i].start, cases[i].end);

      g_assert_cmpstr (slice, ==, cases[i].slice);
    }
}

/* However far behind, and however many bytes its characters have. */
static void
test_slices_of_a_long_text_are_found (void)
{
  static const char *const characters[] = { "a", "\xc3\xb1", "\xe6\x9d\xb1", "\xf0\x9f\x99\x82" };
  const guint n_chars = 1000;
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RectoPageText) text = NULL;
  RectoMessageTextFound found = { .n_chars = n_chars };
  guint8 *body;
  gsize size;

  for (guint i = 0; i < n_chars; i++)
    g_string_append (utf8, characters[i * i / 7 % G_N_ELEMENTS (characters)]);
  found.n_bytes = (guint32) utf8->len;
  size = recto_text_body_get_size (&found);
  body = g_malloc0 (size);
  bytes = g_bytes_new_take (body, size);
  memcpy (recto_text_body_find (&found, body).utf8, utf8->str, utf8->len);
  g_assert_true (recto_text_body_check (&found, body));
  text = recto_page_text_new (RECTO_LOCATION_INIT (0, 0), &found, bytes);
  for (guint i = 0; i <= n_chars; i++)
    {
      const guint end = MIN (i + i % 200, n_chars);
      g_autofree char *slice = recto_page_text_slice (text, i, end);
      g_autofree char *expected = g_utf8_substring (utf8->str, i, end);

      g_assert_cmpstr (slice, ==, expected);
    }
}

static void
test_a_newline_belongs_to_the_line_before (void)
{
  static const guint lines[] = { 0, 0, 0, 1, 1, 1, 1, 2, 2 };
  g_autoptr (RectoPageText) text = make_text ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      guint line = G_MAXUINT;

      g_assert_true (recto_page_text_find_line (text, i, &line));
      g_assert_cmpuint (line, ==, lines[i]);
    }
}

static void
test_a_page_may_say_nothing (void)
{
  RectoMessageTextFound found = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);
  g_autoptr (RectoPageText) text = recto_page_text_new (RECTO_LOCATION_INIT (0, 0), &found, bytes);
  guint line;

  g_assert_cmpstr (recto_page_text_get_utf8 (text), ==, "");
  g_assert_false (recto_page_text_find_line (text, 0, &line));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-text/it-says-what-it-was-given", test_it_says_what_it_was_given);
  g_test_add_func ("/page-text/slices-are-cut-to-the-text", test_slices_are_cut_to_the_text);
  g_test_add_func ("/page-text/slices-of-a-long-text-are-found",
                   test_slices_of_a_long_text_are_found);
  g_test_add_func ("/page-text/a-newline-belongs-to-the-line-before",
                   test_a_newline_belongs_to_the_line_before);
  g_test_add_func ("/page-text/a-page-may-say-nothing", test_a_page_may_say_nothing);

  return g_test_run ();
}
