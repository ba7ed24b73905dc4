/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-body.h"

#include <math.h>

gsize
recto_text_body_get_size (const RectoMessageTextFound *found)
{
  return found->n_chars * sizeof (RectoTextBox) + found->n_lines * sizeof (RectoTextLine) +
         found->n_bytes;
}

RectoTextBody
recto_text_body_find (const RectoMessageTextFound *found, guint8 *body)
{
  gsize lines = found->n_chars * sizeof (RectoTextBox);
  gsize utf8 = lines + found->n_lines * sizeof (RectoTextLine);

  return (RectoTextBody) { (RectoTextBox *) (gpointer) body,
                           (RectoTextLine *) (gpointer) (body + lines), (char *) (body + utf8) };
}

static gboolean
is_length (float value)
{
  return isfinite (value) && fabs (value) <= RECTO_MAX_PAGE_SIDE;
}

static void
empty_impossible_boxes (RectoTextBox *boxes, guint n_boxes)
{
  for (guint i = 0; i < n_boxes; i++)
    if (!is_length (boxes[i].x) || !is_length (boxes[i].y) || !is_length (boxes[i].width) ||
        !is_length (boxes[i].height) || boxes[i].width < 0 || boxes[i].height < 0)
      boxes[i] = (RectoTextBox) { 0 };
}

static void
empty_impossible_sizes (RectoTextLine *lines, guint n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    if (!is_length (lines[i].size) || lines[i].size < 0)
      lines[i].size = 0;
}

static gboolean
lines_are_good (const RectoTextLine *lines, guint n_lines, guint n_chars)
{
  guint next = 0;
  guint block = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      const RectoTextLine *line = &lines[i];

      if (line->first < next || line->first > n_chars || line->n_chars > n_chars - line->first ||
          line->block < block || line->block - block > 1 || line->way >= RECTO_N_WAYS)
        return FALSE;
      next = line->first + line->n_chars;
      block = line->block;
    }
  return TRUE;
}

gboolean
recto_text_body_check (const RectoMessageTextFound *found, guint8 *body)
{
  const RectoTextBody parts = recto_text_body_find (found, body);

  if (!g_utf8_validate (parts.utf8, found->n_bytes, NULL) ||
      g_utf8_strlen (parts.utf8, found->n_bytes) != (glong) found->n_chars ||
      !lines_are_good (parts.lines, found->n_lines, found->n_chars))
    return FALSE;
  empty_impossible_boxes (parts.boxes, found->n_chars);
  empty_impossible_sizes (parts.lines, found->n_lines);
  return TRUE;
}
