/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-unit.h"

#include <math.h>
#include <pango/pango.h>
#include <string.h>

/* Boundaries are looked for in a paragraph, or where that is longer than this, in a line. */
#define LONG_PARAGRAPH 20000
/* How much a distance along a line counts, beside one from line to line. */
#define ALONG 0.02
/* How far beside a line one still points at it, by its height. */
#define NEAR_LINE 0.35

/* ---- Units --------------------------------------------------------------------------------- */

static guint
get_line_end (RectoPageText *text, guint line)
{
  return line + 1 < recto_page_text_get_n_lines (text)
             ? recto_page_text_get_line (text, line + 1).first
             : recto_page_text_get_n_chars (text);
}

static void
find_line (RectoPageText *text, guint place, guint *start, guint *end)
{
  guint line;

  if (!recto_page_text_find_line (text, place, &line))
    return;
  *start = recto_page_text_get_line (text, line).first;
  *end = get_line_end (text, line);
}

static void
find_paragraph (RectoPageText *text, guint place, guint *start, guint *end)
{
  const guint n_lines = recto_page_text_get_n_lines (text);
  guint first;
  guint last;
  guint block;

  if (!recto_page_text_find_line (text, place, &first))
    return;
  last = first;
  block = recto_page_text_get_line (text, first).block;
  while (first > 0 && recto_page_text_get_line (text, first - 1).block == block)
    first--;
  while (last + 1 < n_lines && recto_page_text_get_line (text, last + 1).block == block)
    last++;
  *start = recto_page_text_get_line (text, first).first;
  *end = get_line_end (text, last);
}

static gboolean
begins (const PangoLogAttr *attr, RectoTextUnit unit)
{
  return unit == RECTO_TEXT_WORD ? attr->is_word_start : attr->is_sentence_start;
}

/* From the beginning of a word or sentence to that of the next. What comes before the first is one
 * as well. */
static void
find_by_boundaries (RectoPageText *text, guint place, RectoTextUnit unit, guint *start, guint *end)
{
  g_autofree char *slice = NULL;
  g_autofree PangoLogAttr *attrs = NULL;
  guint from = 0;
  guint to = 0;
  guint n_chars;

  find_paragraph (text, place, &from, &to);
  if (to - from > LONG_PARAGRAPH)
    find_line (text, place, &from, &to);
  n_chars = to - from;
  slice = recto_page_text_slice (text, from, to);
  /* A sentence goes on in the next line. */
  g_strdelimit (slice, "\n", ' ');
  attrs = g_new0 (PangoLogAttr, n_chars + 1);
  pango_get_log_attrs (slice, (int) strlen (slice), -1, pango_language_get_default (), attrs,
                       (int) n_chars + 1);
  *start = MIN (place - from, n_chars);
  while (*start > 0 && !begins (&attrs[*start], unit))
    --*start;
  *end = MIN (place - from + 1, n_chars);
  while (*end < n_chars && !begins (&attrs[*end], unit))
    ++*end;
  *start += from;
  *end += from;
}

void
recto_text_unit_find (RectoPageText *text,
                      guint place,
                      RectoTextUnit unit,
                      guint *start,
                      guint *end)
{
  const guint n_chars = recto_page_text_get_n_chars (text);

  *start = *end = n_chars;
  if (place >= n_chars)
    return;
  switch (unit)
    {
    case RECTO_TEXT_LINE:
      find_line (text, place, start, end);
      break;
    case RECTO_TEXT_PARAGRAPH:
      find_paragraph (text, place, start, end);
      break;
    case RECTO_TEXT_WORD:
    case RECTO_TEXT_SENTENCE:
      find_by_boundaries (text, place, unit, start, end);
      break;
    case RECTO_TEXT_CHARACTER:
    default:
      *start = place;
      *end = place + 1;
    }
}

/* ---- Points -------------------------------------------------------------------------------- */

static RectoRect
unite (RectoRect one, RectoRect other)
{
  const double x = MIN (one.x, other.x);
  const double y = MIN (one.y, other.y);

  return (RectoRect) { x, y, MAX (one.x + one.width, other.x + other.width) - x,
                       MAX (one.y + one.height, other.y + other.height) - y };
}

static gboolean
is_empty (RectoRect box)
{
  return !(box.width > 0) && !(box.height > 0);
}

/* FALSE where none of these characters is anywhere. */
static gboolean
unite_boxes (RectoPageText *text, guint start, guint end, RectoRect *area)
{
  gboolean any = FALSE;

  for (guint i = start; i < end; i++)
    {
      const RectoRect box = recto_page_text_get_box (text, i);

      if (is_empty (box))
        continue;
      *area = any ? unite (*area, box) : box;
      any = TRUE;
    }
  return any;
}

static gboolean
contains (RectoRect box, double x, double y)
{
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

gboolean
recto_text_find_character (RectoPageText *text, double x, double y, guint *place)
{
  for (guint i = 0; i < recto_page_text_get_n_chars (text); i++)
    if (contains (recto_page_text_get_box (text, i), x, y))
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

/* How far a coordinate is outside of a length. */
static double
outside (double value, double from, double length)
{
  return MAX (MAX (from - value, value - from - length), 0);
}

/* Beside the end of a line one means that line, though the next one, longer, may be nearer. */
static double
get_distance (const RectoPageTextLine *line, RectoRect area, double x, double y)
{
  const double across = outside (x, area.x, area.width);
  const double down = outside (y, area.y, area.height);

  return line->way == RECTO_TEXT_RIGHT || line->way == RECTO_TEXT_LEFT
             ? hypot (across * ALONG, down)
             : hypot (across, down * ALONG);
}

static gboolean
find_nearest_line (RectoPageText *text, double x, double y, guint *number)
{
  double best = INFINITY;

  for (guint i = 0; i < recto_page_text_get_n_lines (text); i++)
    {
      const RectoPageTextLine line = recto_page_text_get_line (text, i);
      RectoRect area;
      double distance;

      if (!unite_boxes (text, line.first, line.first + line.n_chars, &area))
        continue;
      distance = get_distance (&line, area, x, y);
      if (distance < best)
        {
          best = distance;
          *number = i;
        }
    }
  return best < INFINITY;
}

/* Where a character begins and ends along its line, in the direction in which the line runs. */
static void
get_extent (RectoPageText *text, RectoTextWay way, guint place, double *from, double *to)
{
  const RectoRect box = recto_page_text_get_box (text, place);
  const gboolean across = way == RECTO_TEXT_RIGHT || way == RECTO_TEXT_LEFT;
  const double low = across ? box.x : box.y;
  const double high = low + (across ? box.width : box.height);
  const gboolean back = way == RECTO_TEXT_LEFT || way == RECTO_TEXT_UP;

  *from = back ? -high : low;
  *to = back ? -low : high;
}

/* What has no length of its own, such as a mark, or the rest of a letter that is several. */
static gboolean
is_flat (RectoPageText *text, RectoTextWay way, guint place)
{
  double from;
  double to;

  get_extent (text, way, place, &from, &to);
  return !(to > from);
}

/* Whether the way from a character to another tells how the line goes there: not where that is
 * flat, or a mark on it. */
static gboolean
tells_way (RectoPageText *text, RectoTextWay way, guint place, guint other)
{
  double from;
  double to;
  double other_from;
  double other_to;
  double middle;

  get_extent (text, way, place, &from, &to);
  get_extent (text, way, other, &other_from, &other_to);
  middle = (other_from + other_to) / 2;
  return other_to > other_from && (middle <= from || middle >= to);
}

/* How two characters, one before the other, stand: how far apart, were they to follow each other
 * the other way round, as in Hebrew, or else not. */
static double
measure_gap (RectoPageText *text, RectoTextWay way, guint one, guint next, gboolean *reversed)
{
  double from;
  double to;
  double next_from;
  double next_to;
  double ahead;
  double back;

  get_extent (text, way, one, &from, &to);
  get_extent (text, way, next, &next_from, &next_to);
  ahead = fabs (next_from - to);
  back = fabs (from - next_to);
  *reversed = back < ahead;
  return MIN (back, ahead);
}

/* Whether the line goes the other way round at a character. Of what is before and behind it, that
 * tells which is closer: a number in a line of Hebrew goes as it does by itself. */
static gboolean
is_reversed (RectoPageText *text, const RectoPageTextLine *line, guint place)
{
  const guint end = line->first + line->n_chars;
  gboolean from_before = FALSE;
  gboolean to_next = FALSE;
  double before = INFINITY;
  double next = INFINITY;
  guint other = place;

  while (other > line->first && !tells_way (text, line->way, place, other - 1))
    other--;
  if (other > line->first)
    before = measure_gap (text, line->way, other - 1, place, &from_before);
  other = place + 1;
  while (other < end && !tells_way (text, line->way, place, other))
    other++;
  if (other < end)
    next = measure_gap (text, line->way, place, other, &to_next);
  return next <= before ? to_next : from_before;
}

guint
recto_text_find_gap_in_line (RectoPageText *text, guint number, double x, double y)
{
  const RectoPageTextLine line = recto_page_text_get_line (text, number);
  const guint end = line.first + line.n_chars;
  guint nearest = line.first;
  double best = INFINITY;
  double along = line.way == RECTO_TEXT_RIGHT || line.way == RECTO_TEXT_LEFT ? x : y;
  double from;
  double to;

  if (line.way == RECTO_TEXT_LEFT || line.way == RECTO_TEXT_UP)
    along = -along;
  for (guint i = line.first; i < end; i++)
    {
      double distance;

      get_extent (text, line.way, i, &from, &to);
      distance = outside (along, from, to - from);
      if (distance < best)
        {
          best = distance;
          nearest = i;
        }
    }
  get_extent (text, line.way, nearest, &from, &to);
  if ((along > (from + to) / 2) == is_reversed (text, &line, nearest))
    return nearest;
  /* Behind all that stands there. */
  do
    nearest++;
  while (nearest < end && is_flat (text, line.way, nearest));
  return nearest;
}

guint
recto_text_find_gap (RectoPageText *text, double x, double y)
{
  guint number = 0;

  if (!find_nearest_line (text, x, y, &number))
    return 0;
  return recto_text_find_gap_in_line (text, number, x, y);
}

gboolean
recto_text_is_near_line (RectoPageText *text, double x, double y)
{
  for (guint i = 0; i < recto_page_text_get_n_lines (text); i++)
    {
      const RectoPageTextLine line = recto_page_text_get_line (text, i);
      const gboolean across = line.way == RECTO_TEXT_RIGHT || line.way == RECTO_TEXT_LEFT;
      RectoRect area;
      double margin;

      if (!unite_boxes (text, line.first, line.first + line.n_chars, &area))
        continue;
      margin = (across ? area.height : area.width) * NEAR_LINE;
      if (outside (x, area.x, area.width) <= margin && outside (y, area.y, area.height) <= margin)
        return TRUE;
    }
  return FALSE;
}

/* The line that a gap is in: at its end, too. */
static gboolean
find_line_of_gap (RectoPageText *text, guint gap, RectoPageTextLine *line)
{
  const guint n_chars = recto_page_text_get_n_chars (text);
  guint number;

  if (n_chars == 0 || !recto_page_text_find_line (text, MIN (gap, n_chars - 1), &number))
    return FALSE;
  *line = recto_page_text_get_line (text, number);
  return line->n_chars > 0;
}

gboolean
recto_text_is_reversed (RectoPageText *text, guint gap)
{
  RectoPageTextLine line;
  double first;
  double last;
  double unused;

  if (!find_line_of_gap (text, gap, &line))
    return FALSE;
  get_extent (text, line.way, line.first, &first, &unused);
  get_extent (text, line.way, line.first + line.n_chars - 1, &last, &unused);
  return (last < first) != (line.way == RECTO_TEXT_LEFT);
}

gboolean
recto_text_get_caret (RectoPageText *text, guint gap, RectoRect *area)
{
  RectoPageTextLine line;
  RectoRect box;
  guint place;
  double from;
  double to;
  double at;

  if (!find_line_of_gap (text, gap, &line))
    return FALSE;
  place = CLAMP (gap, line.first, line.first + line.n_chars - 1);
  /* Behind the last letter, whatever stands on it. */
  while (gap > place && place > line.first && is_flat (text, line.way, place))
    place--;
  box = recto_page_text_get_box (text, place);
  get_extent (text, line.way, place, &from, &to);
  at = (gap > place) != is_reversed (text, &line, place) ? to : from;
  if (line.way == RECTO_TEXT_LEFT || line.way == RECTO_TEXT_UP)
    at = -at;
  *area = line.way == RECTO_TEXT_RIGHT || line.way == RECTO_TEXT_LEFT
              ? (RectoRect) { at, box.y, 0, box.height }
              : (RectoRect) { box.x, at, box.width, 0 };
  return !is_empty (*area);
}

GArray *
recto_text_get_areas (RectoPageText *text, guint start, guint end)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (RectoRect));
  guint number;

  end = MIN (end, recto_page_text_get_n_chars (text));
  if (start >= end || !recto_page_text_find_line (text, start, &number))
    return areas;
  for (; number < recto_page_text_get_n_lines (text); number++)
    {
      const RectoPageTextLine line = recto_page_text_get_line (text, number);
      RectoRect area;

      if (line.first >= end)
        break;
      if (unite_boxes (text, MAX (start, line.first), MIN (end, line.first + line.n_chars), &area))
        g_array_append_val (areas, area);
    }
  return areas;
}

/* ---- Elsewhere ----------------------------------------------------------------------------- */

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0xad || c == 0x2010;
}

/* Whether a word was parted before this newline: behind a hyphen that follows a letter goes on what
 * begins with a small one. */
static gboolean
is_parted (const char *beginning, const char *newline)
{
  const char *hyphen = g_utf8_find_prev_char (beginning, newline);
  const char *letter = hyphen != NULL ? g_utf8_find_prev_char (beginning, hyphen) : NULL;

  return letter != NULL && is_hyphen (g_utf8_get_char (hyphen)) &&
         g_unichar_isalpha (g_utf8_get_char (letter)) &&
         g_unichar_islower (g_utf8_get_char (newline + 1));
}

/* Ligatures, and the forms that letters of Arabic have by their place in a word, which some
 * documents have in place of the letters. */
static gboolean
is_form_of_letters (gunichar c)
{
  return (c >= 0xfb00 && c <= 0xfd3d) || (c >= 0xfd50 && c <= 0xfdc7) ||
         (c >= 0xfe80 && c <= 0xfefc);
}

static void
append_letters (GString *plain, gunichar c)
{
  gunichar letters[G_UNICHAR_MAX_DECOMPOSITION_LENGTH] = { c };
  const gsize n_letters = is_form_of_letters (c)
                              ? g_unichar_fully_decompose (c, TRUE, letters, G_N_ELEMENTS (letters))
                              : 1;

  for (gsize i = 0; i < n_letters; i++)
    g_string_append_unichar (plain, letters[i]);
}

char *
recto_text_get_plain (RectoPageText *text, guint start, guint end)
{
  g_autofree char *slice = recto_page_text_slice (text, start, end);
  GString *plain = g_string_sized_new (strlen (slice));

  for (const char *at = slice; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (c == '\n' && is_parted (slice, at))
        {
          /* A soft one has not been taken along. */
          if (g_utf8_get_char (g_utf8_prev_char (at)) != 0xad)
            g_string_truncate (plain, g_utf8_prev_char (plain->str + plain->len) - plain->str);
        }
      else if (c != 0xad)
        append_letters (plain, c);
    }
  return g_string_free_and_steal (plain);
}
