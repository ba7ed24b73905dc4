/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-text.h"

#include <string.h>

#include "recto-page-text-private.h"
#include "recto-text-body.h"

typedef struct
{
  const char *words;
  const RectoTextWay *ways;
  guint n_ways;
  gboolean reversed;
} Made;

static RectoTextWay
get_way (const Made *made, guint line)
{
  return made->n_ways == 0 ? RECTO_TEXT_RIGHT : made->ways[MIN (line, made->n_ways - 1)];
}

static RectoTextBox
get_box (const Made *made, guint line, guint column, gboolean newline)
{
  const RectoTextWay way = get_way (made, line);
  const float thick = newline ? 0 : 10;

  if (made->reversed)
    return (RectoTextBox) { 200 - 10 * (float) (column + !newline), 20 * line, thick, 16 };
  switch (way)
    {
    case RECTO_TEXT_LEFT:
      return (RectoTextBox) { 200 - 10 * (float) (column + !newline), 20 * line, thick, 16 };
    case RECTO_TEXT_DOWN:
      return (RectoTextBox) { 20 * line, 10 * column, 16, thick };
    case RECTO_TEXT_UP:
      return (RectoTextBox) { 20 * line, 200 - 10 * (float) (column + !newline), 16, thick };
    case RECTO_TEXT_RIGHT:
    default:
      return (RectoTextBox) { 10 * column, 20 * line, thick, 16 };
    }
}

/* On a letter, in its middle. */
static RectoTextBox
get_mark_box (RectoTextBox letter)
{
  return letter.height > 10 ? (RectoTextBox) { letter.x + letter.width / 2, letter.y, 0, 16 }
                            : (RectoTextBox) { letter.x, letter.y + letter.height / 2, 16, 0 };
}

static void
place (const Made *made, GArray *boxes, GArray *lines)
{
  RectoTextLine line = { .way = get_way (made, 0) };
  RectoTextBox letter = { 0 };
  guint row = 0;
  guint column = 0;

  for (const char *at = made->words; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gboolean newline = *at == '\n';
      const gboolean mark = g_unichar_ismark (g_utf8_get_char (at));
      const RectoTextBox box = mark ? get_mark_box (letter) : get_box (made, row, column, newline);

      g_array_append_val (boxes, box);
      if (!mark)
        letter = box;
      column = newline ? 0 : column + !mark;
      if (!newline)
        continue;
      line.n_chars = boxes->len - 1 - line.first;
      if (line.n_chars > 0)
        g_array_append_val (lines, line);
      else
        line.block++;
      line.first = boxes->len;
      line.way = get_way (made, ++row);
    }
  line.n_chars = boxes->len - line.first;
  if (line.n_chars > 0)
    g_array_append_val (lines, line);
}

static RectoPageText *
make (const Made *made, RectoLocation location)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (RectoTextBox));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (RectoTextLine));
  g_autoptr (GBytes) bytes = NULL;
  RectoMessageTextFound found = { 0 };
  RectoTextBody parts;
  guint8 *body;

  place (made, boxes, lines);
  found.n_chars = boxes->len;
  found.n_lines = lines->len;
  found.n_bytes = (guint32) strlen (made->words);
  body = g_malloc0 (recto_text_body_get_size (&found) + 1);
  parts = recto_text_body_find (&found, body);
  if (boxes->len > 0)
    memcpy (parts.boxes, boxes->data, boxes->len * sizeof (RectoTextBox));
  if (lines->len > 0)
    memcpy (parts.lines, lines->data, lines->len * sizeof (RectoTextLine));
  memcpy (parts.utf8, made->words, found.n_bytes);
  g_assert_true (recto_text_body_check (&found, body));
  bytes = g_bytes_new_take (body, recto_text_body_get_size (&found));
  return recto_page_text_new (location, &found, bytes);
}

RectoPageText *
recto_test_text (RectoLocation location, const char *words)
{
  const Made made = { .words = words };

  return make (&made, location);
}

RectoPageText *
recto_test_text_with_ways (const char *words, const RectoTextWay *ways, guint n_ways)
{
  const Made made = { .words = words, .ways = ways, .n_ways = n_ways };

  return make (&made, RECTO_LOCATION_INIT (0, 0));
}

RectoPageText *
recto_test_text_reversed (const char *words)
{
  const Made made = { .words = words, .reversed = TRUE };

  return make (&made, RECTO_LOCATION_INIT (0, 0));
}
