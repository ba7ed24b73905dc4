/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-span.h"

void
recto_text_span_get_pages (const RectoTextSpan *self, RectoLocation *first, RectoLocation *last)
{
  const RectoLocation anchor = self->anchor.location;
  const RectoLocation head = self->whole_page ? anchor : self->head.location;
  const gboolean backwards = recto_location_compare (head, anchor) < 0;

  *first = backwards ? head : anchor;
  *last = backwards ? anchor : head;
}

static gboolean
is_space_at (RectoPageText *text, guint place)
{
  g_autofree char *slice = recto_page_text_slice (text, place, place + 1);

  return g_unichar_isspace (g_utf8_get_char (slice));
}

/* The unit at a point, without the blanks that part it from the next. Around a point where nothing
 * is written there is none. */
static void
find_unit (RectoPageText *text,
           const RectoTextPoint *point,
           RectoTextUnit unit,
           guint *start,
           guint *end)
{
  guint place;

  *start = *end = recto_text_find_gap (text, point->x, point->y);
  if (unit == RECTO_TEXT_CHARACTER || !recto_text_find_character (text, point->x, point->y, &place))
    return;
  recto_text_unit_find (text, place, unit, start, end);
  while (*end > place + 1 && is_space_at (text, *end - 1))
    --*end;
}

gboolean
recto_text_span_get_range (const RectoTextSpan *self, RectoPageText *text, guint *start, guint *end)
{
  const RectoLocation location = recto_page_text_get_location (text);
  const gboolean has_anchor = recto_location_equal (location, self->anchor.location);
  const gboolean has_head = recto_location_equal (location, self->head.location);
  RectoLocation first;
  RectoLocation last;
  guint from = G_MAXUINT;
  guint to = 0;
  guint unit_start;
  guint unit_end;

  recto_text_span_get_pages (self, &first, &last);
  if (recto_location_compare (location, first) < 0 || recto_location_compare (location, last) > 0)
    return FALSE;
  if (has_anchor && !self->whole_page)
    {
      find_unit (text, &self->anchor, self->unit, &unit_start, &unit_end);
      from = MIN (from, unit_start);
      to = MAX (to, unit_end);
    }
  if (has_head && !self->whole_page)
    {
      find_unit (text, &self->head, self->unit, &unit_start, &unit_end);
      from = MIN (from, unit_start);
      to = MAX (to, unit_end);
    }
  /* It comes from a page before, or goes on to one behind. */
  if (self->whole_page || !recto_location_equal (location, first))
    from = 0;
  if (self->whole_page || !recto_location_equal (location, last))
    to = recto_page_text_get_n_chars (text);
  *start = from;
  *end = to;
  return from < to;
}
