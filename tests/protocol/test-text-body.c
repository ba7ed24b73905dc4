/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-body.h"

#include <math.h>
#include <string.h>

#include "recto-message.h"

/* “añ” and, in a block of its own, “b”: six bytes for five characters. */
#define UTF8 "a\xc3\xb1\n\nb"

typedef struct
{
  RectoMessageTextFound found;
  guint8 *body;
  RectoTextBody parts;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->found = (RectoMessageTextFound) { .n_chars = 5, .n_lines = 2, .n_bytes = 6 };
  recto_message_init (&self->found, RECTO_MESSAGE_TEXT_FOUND, sizeof self->found, 0, 0);
  self->body = g_malloc0 (recto_text_body_get_size (&self->found));
  self->parts = recto_text_body_find (&self->found, self->body);
  memcpy (self->parts.utf8, UTF8, 6);
  for (guint i = 0; i < 5; i++)
    self->parts.boxes[i] = (RectoTextBox) { 10 * i, 20, 9, 12 };
  self->parts.lines[0] = (RectoTextLine) { .first = 0, .n_chars = 2, .block = 0 };
  self->parts.lines[1] = (RectoTextLine) { .first = 4, .n_chars = 1, .block = 1 };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->body);
}

static gboolean
is_good (Fixture *self)
{
  return recto_message_check (&self->found, sizeof self->found) &&
         recto_text_body_check (&self->found, self->body);
}

static void
test_a_whole_body_is_accepted (Fixture *self, gconstpointer data)
{
  g_assert_true (is_good (self));
  g_assert_cmpfloat (self->parts.boxes[4].x, ==, 40);
  g_assert_cmpuint (recto_text_body_get_size (&self->found), ==, 5 * 16 + 2 * 24 + 6);
}

static void
test_more_than_fits_is_refused (Fixture *self, gconstpointer data)
{
  RectoMessageTextFound found = self->found;

  found.n_chars = RECTO_MAX_TEXT_CHARS + 1;
  g_assert_false (recto_message_check (&found, sizeof found));
  found = self->found;
  found.n_lines = RECTO_MAX_TEXT_LINES + 1;
  g_assert_false (recto_message_check (&found, sizeof found));
  found = self->found;
  found.n_bytes = 4 * found.n_chars + 1;
  g_assert_false (recto_message_check (&found, sizeof found));
  found = self->found;
  found.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&found, sizeof found));
}

static void
test_other_counts_of_characters_are_refused (Fixture *self, gconstpointer data)
{
  self->parts.utf8[1] = 'x';
  g_assert_false (is_good (self));
  self->parts.utf8[2] = 'x';
  g_assert_false (is_good (self));
}

static void
test_a_nul_is_refused (Fixture *self, gconstpointer data)
{
  self->parts.utf8[0] = '\0';
  g_assert_false (is_good (self));
}

static void
test_lines_must_follow_each_other (Fixture *self, gconstpointer data)
{
  static const RectoTextLine wrong[] = {
    { .first = 1, .n_chars = 1, .block = 1 },           { .first = 5, .n_chars = 1, .block = 1 },
    { .first = 6, .n_chars = 0, .block = 1 },           { .first = 4, .n_chars = 1, .block = 2 },
    { .first = 4, .n_chars = G_MAXUINT32, .block = 1 }, { .first = 4, .n_chars = 1, .way = 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      self->parts.lines[1] = wrong[i];
      g_assert_false (is_good (self));
    }
}

static void
test_impossible_boxes_are_emptied (Fixture *self, gconstpointer data)
{
  self->parts.boxes[0].x = NAN;
  self->parts.boxes[1].width = -1;
  self->parts.boxes[2].height = INFINITY;
  self->parts.boxes[3].y = 1e30f;
  g_assert_true (is_good (self));
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (self->parts.boxes[i].x, ==, 0);
      g_assert_cmpfloat (self->parts.boxes[i].width, ==, 0);
    }
  g_assert_cmpfloat (self->parts.boxes[4].width, ==, 9);
}

static void
test_impossible_sizes_are_emptied (Fixture *self, gconstpointer data)
{
  static const float wrong[] = { NAN, INFINITY, -1, 1e30f };

  self->parts.lines[1].size = 11;
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      self->parts.lines[0].size = wrong[i];
      g_assert_true (is_good (self));
      g_assert_cmpfloat (self->parts.lines[0].size, ==, 0);
      g_assert_cmpfloat (self->parts.lines[1].size, ==, 11);
    }
}

static void
test_nothing_is_a_page_too (Fixture *self, gconstpointer data)
{
  self->found.n_chars = self->found.n_lines = self->found.n_bytes = 0;
  g_assert_true (is_good (self));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/text-body/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-whole-body-is-accepted", test_a_whole_body_is_accepted);
  ADD ("more-than-fits-is-refused", test_more_than_fits_is_refused);
  ADD ("other-counts-of-characters-are-refused", test_other_counts_of_characters_are_refused);
  ADD ("a-nul-is-refused", test_a_nul_is_refused);
  ADD ("lines-must-follow-each-other", test_lines_must_follow_each_other);
  ADD ("impossible-boxes-are-emptied", test_impossible_boxes_are_emptied);
  ADD ("impossible-sizes-are-emptied", test_impossible_sizes_are_emptied);
  ADD ("nothing-is-a-page-too", test_nothing_is_a_page_too);
#undef ADD

  return g_test_run ();
}
