/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-text.h"

#include "recto-page-text-private.h"
#include "recto-text-body.h"

/* From one known place in the text to the next, in characters. */
#define STRIDE 64

struct _RectoPageText
{
  gatomicrefcount refs;
  RectoLocation location;
  guint n_chars;
  guint n_lines;
  gboolean cut;
  GBytes *body;
  const RectoTextBox *boxes; /* in body */
  const RectoTextLine *lines;
  char *utf8;
  guint32 *places; /* in utf8, bytes: where each STRIDE-th character begins */
};

G_DEFINE_BOXED_TYPE (RectoPageText, recto_page_text, recto_page_text_ref, recto_page_text_unref)

G_STATIC_ASSERT ((int) RECTO_TEXT_RIGHT == (int) RECTO_WAY_RIGHT);
G_STATIC_ASSERT ((int) RECTO_TEXT_DOWN == (int) RECTO_WAY_DOWN);
G_STATIC_ASSERT ((int) RECTO_TEXT_LEFT == (int) RECTO_WAY_LEFT);
G_STATIC_ASSERT ((int) RECTO_TEXT_UP == (int) RECTO_WAY_UP);

/* A part may be asked for of each line: then it must not take the longer, the further behind it is.
 */
static guint32 *
find_places (const char *utf8, guint n_chars)
{
  guint32 *places = g_new (guint32, n_chars / STRIDE + 1);
  const char *at = utf8;

  places[0] = 0;
  for (guint i = 1; i <= n_chars / STRIDE; i++)
    {
      at = g_utf8_offset_to_pointer (at, STRIDE);
      places[i] = (guint32) (at - utf8);
    }
  return places;
}

RectoPageText *
recto_page_text_new (RectoLocation location, const RectoMessageTextFound *found, GBytes *body)
{
  RectoPageText *self = g_new0 (RectoPageText, 1);
  RectoTextBody parts;

  g_atomic_ref_count_init (&self->refs);
  self->location = location;
  self->n_chars = found->n_chars;
  self->n_lines = found->n_lines;
  self->cut = found->cut != 0;
  self->body = g_bytes_ref (body);
  parts = recto_text_body_find (found, (guint8 *) g_bytes_get_data (body, NULL));
  self->boxes = parts.boxes;
  self->lines = parts.lines;
  self->utf8 = g_strndup (parts.utf8, found->n_bytes);
  self->places = find_places (self->utf8, self->n_chars);
  return self;
}

RectoPageText *
recto_page_text_ref (RectoPageText *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
recto_page_text_unref (RectoPageText *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_bytes_unref (self->body);
  g_free (self->utf8);
  g_free (self->places);
  g_free (self);
}

RectoLocation
recto_page_text_get_location (RectoPageText *self)
{
  return self->location;
}

const char *
recto_page_text_get_utf8 (RectoPageText *self)
{
  return self->utf8;
}

guint
recto_page_text_get_n_chars (RectoPageText *self)
{
  return self->n_chars;
}

static const char *
find (RectoPageText *self, guint place)
{
  return g_utf8_offset_to_pointer (self->utf8 + self->places[place / STRIDE], place % STRIDE);
}

char *
recto_page_text_slice (RectoPageText *self, guint start, guint end)
{
  const char *from;
  const char *to;

  start = MIN (start, self->n_chars);
  end = CLAMP (end, start, self->n_chars);
  from = find (self, start);
  to = find (self, end);
  return g_strndup (from, to - from);
}

RectoRect
recto_page_text_get_box (RectoPageText *self, guint place)
{
  const RectoTextBox *box;

  g_return_val_if_fail (place < self->n_chars, (RectoRect) { 0 });

  box = &self->boxes[place];
  return (RectoRect) { box->x, box->y, box->width, box->height };
}

guint
recto_page_text_get_n_lines (RectoPageText *self)
{
  return self->n_lines;
}

RectoPageTextLine
recto_page_text_get_line (RectoPageText *self, guint number)
{
  const RectoTextLine *line;

  g_return_val_if_fail (number < self->n_lines, (RectoPageTextLine) { 0 });

  line = &self->lines[number];
  return (RectoPageTextLine) { line->first, line->n_chars,  line->block, (RectoTextWay) line->way,
                               line->size,  line->bold != 0 };
}

gboolean
recto_page_text_find_line (RectoPageText *self, guint place, guint *number)
{
  guint below = 0;
  guint above = self->n_lines;

  /* The last line that begins at or before the place. */
  while (above - below > 1)
    {
      guint middle = below + (above - below) / 2;

      if (self->lines[middle].first <= place)
        below = middle;
      else
        above = middle;
    }
  *number = below;
  return self->n_lines > 0;
}

gboolean
recto_page_text_is_cut (RectoPageText *self)
{
  return self->cut;
}
