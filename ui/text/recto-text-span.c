/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-span.h"

#include <math.h>
#include <string.h>

void
recto_text_span_get_pages (const RectoTextSpan *self, RectoLocation *first, RectoLocation *last)
{
  const RectoLocation anchor = self->anchor.location;
  const RectoLocation head = self->whole_page || self->rectangle ? anchor : self->head.location;
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

  *start = *end = point->exact ? point->gap : recto_text_find_gap (text, point->x, point->y);
  if (unit == RECTO_TEXT_CHARACTER || !recto_text_find_character (text, point->x, point->y, &place))
    return;
  recto_text_unit_find (text, place, unit, start, end);
  while (*end > place + 1 && is_space_at (text, *end - 1))
    --*end;
}

static gboolean
get_range (const RectoTextSpan *self, RectoPageText *text, RectoTextRange *range)
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
  *range = (RectoTextRange) { from, to };
  return from < to;
}

/* ---- Rectangles ---------------------------------------------------------------------------- */

RectoRect
recto_text_span_get_rectangle (const RectoTextSpan *self)
{
  return (RectoRect) { MIN (self->anchor.x, self->head.x), MIN (self->anchor.y, self->head.y),
                       fabs (self->anchor.x - self->head.x), fabs (self->anchor.y - self->head.y) };
}

/* Most of it is. */
static gboolean
is_within (RectoPageText *text, guint place, RectoRect rectangle)
{
  const RectoRect box = recto_page_text_get_box (text, place);
  const double x = box.x + box.width / 2;
  const double y = box.y + box.height / 2;

  return x >= rectangle.x && x < rectangle.x + rectangle.width && y >= rectangle.y &&
         y < rectangle.y + rectangle.height;
}

static void
trim (RectoPageText *text, RectoTextRange *range)
{
  while (range->start < range->end && is_space_at (text, range->start))
    range->start++;
  while (range->end > range->start && is_space_at (text, range->end - 1))
    range->end--;
}

static void
add_line (GArray *ranges, RectoPageText *text, RectoPageTextLine line, RectoRect rectangle)
{
  const guint end = line.first + line.n_chars;

  for (guint i = line.first; i < end; i++)
    {
      RectoTextRange range = { i, i };

      while (range.end < end && is_within (text, range.end, rectangle))
        range.end++;
      i = MAX (i, range.end);
      trim (text, &range);
      if (range.start < range.end)
        g_array_append_val (ranges, range);
    }
}

GArray *
recto_text_span_get_ranges (const RectoTextSpan *self, RectoPageText *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (RectoTextRange));
  RectoTextRange range;

  if (!self->rectangle)
    {
      if (get_range (self, text, &range))
        g_array_append_val (ranges, range);
      return ranges;
    }
  if (recto_location_equal (recto_page_text_get_location (text), self->anchor.location))
    for (guint i = 0; i < recto_page_text_get_n_lines (text); i++)
      add_line (ranges, text, recto_page_text_get_line (text, i),
                recto_text_span_get_rectangle (self));
  return ranges;
}

/* ---- Elsewhere ----------------------------------------------------------------------------- */

/* One stands to the right of the other, in the same row. */
static gboolean
are_side_by_side (RectoPageText *text, RectoTextRange one, RectoTextRange other)
{
  const RectoRect left = recto_page_text_get_box (text, one.end - 1);
  const RectoRect right = recto_page_text_get_box (text, other.start);
  const double middle = right.y + right.height / 2;

  return right.x > left.x && middle > left.y && middle < left.y + left.height;
}

/* Nothing but the ends of lines is between them: words that were parted there are whole again. */
static gboolean
follow (RectoPageText *text, RectoTextRange one, RectoTextRange other)
{
  g_autofree char *between = recto_page_text_slice (text, one.end, other.start);

  return strspn (between, "\n") == strlen (between);
}

char *
recto_text_span_get_plain (const RectoTextSpan *self, RectoPageText *text)
{
  g_autoptr (GArray) ranges = recto_text_span_get_ranges (self, text);
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      RectoTextRange range = g_array_index (ranges, RectoTextRange, i);
      g_autofree char *words = NULL;
      gboolean beside = FALSE;

      for (; i + 1 < ranges->len; i++)
        {
          const RectoTextRange next = g_array_index (ranges, RectoTextRange, i + 1);

          beside = are_side_by_side (text, range, next);
          if (beside || !follow (text, range, next))
            break;
          range.end = next.end;
        }
      words = recto_text_get_plain (text, range.start, range.end);
      g_string_append (plain, words);
      if (i + 1 < ranges->len)
        g_string_append_c (plain, beside ? '\t' : '\n');
    }
  return g_string_free_and_steal (plain);
}
