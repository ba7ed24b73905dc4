/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-headings.h"

#include <math.h>
#include <string.h>

#include "recto-outline-private.h"

#define MAX_SIZE 400      /* of letters, in half points; larger ones count as these */
#define MAX_CHARS 120     /* a longer line is no heading */
#define MAX_LINES 100000u /* that are looked at */
#define MAX_DEPTH 4
#define LARGER 1.15 /* than the letters of most of the text */
#define MAX_SAME 3  /* what says the same on more pages is no heading but a page's head */
/* Bold lines that are no larger than the text: more in a row are a paragraph, and where more than
 * one of so many lines is one, as in forms, being bold says nothing. */
#define MAX_BOLD_ROW 3
#define RARE_BOLD 8

typedef struct
{
  RectoLocation location;
  double y;
  guint size; /* in half points */
  gboolean bold;
  char *words;
  char *key; /* the same in a head that is on several pages with their numbers */
} Line;

struct _RectoHeadings
{
  GArray *lines;             /* of Line: those that may be headings */
  guint64 n_chars[MAX_SIZE]; /* of each size, in half points */
  guint64 n_bold[MAX_SIZE];  /* those of them that are bold */
  guint n_lines;             /* in all */
  GHashTable *n_pages;       /* how often a line says the same, or has the same key */
};

/* What most of the text looks like. */
typedef struct
{
  guint size;
  gboolean bold_counts; /* a line that is bold differs from it */
} Usual;

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_free (line->words);
  g_free (line->key);
}

RectoHeadings *
recto_headings_new (void)
{
  RectoHeadings *self = g_new0 (RectoHeadings, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  self->n_pages = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
recto_headings_free (RectoHeadings *self)
{
  g_hash_table_unref (self->n_pages);
  g_array_unref (self->lines);
  g_free (self);
}

/* Numbers, rules and single letters, as they stand in formulas and drawings, are none. */
static gboolean
has_letters (const char *words)
{
  guint n_letters = 0;

  for (const char *c = words; *c != '\0' && n_letters < 2; c = g_utf8_next_char (c))
    n_letters += g_unichar_isalpha (g_utf8_get_char (c)) ? 1 : 0;
  return n_letters > 1;
}

/* The number at one end of a page's head tells its page: what is left of the head, and how far that
 * number is from the page's own, stays the same. One that counts headings has a full stop behind
 * it, or something else. */
static char *
make_key (const char *words, guint page)
{
  static const char digits[] = "0123456789";
  const gsize before = strspn (words, digits);
  const char *blank = strrchr (words, ' ');
  const char *rest = before > 0 && words[before] == ' ' ? words + before : NULL;
  const char *number = words;
  gsize length = rest != NULL ? strlen (rest) : 0;

  if (rest == NULL && blank != NULL && strspn (blank + 1, digits) == strlen (blank + 1))
    {
      rest = words;
      length = (gsize) (blank - words);
      number = blank + 1;
    }
  if (rest == NULL)
    return g_strdup (words);
  return g_strdup_printf ("%.*s\n%" G_GINT64_FORMAT, (int) length, rest,
                          g_ascii_strtoll (number, NULL, 10) - (gint64) page);
}

static void
count (RectoHeadings *self, char *words)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_pages, words));

  g_hash_table_insert (self->n_pages, words, GUINT_TO_POINTER (n + 1));
}

void
recto_headings_add_line (RectoHeadings *self,
                         RectoLocation location,
                         double y,
                         double size,
                         gboolean bold,
                         const char *words)
{
  Line line = { .location = location, .y = y, .bold = bold };
  glong n_chars;

  g_return_if_fail (self != NULL && words != NULL);

  n_chars = g_utf8_strlen (words, -1);
  if (!isfinite (size) || size <= 0)
    return;
  line.size = (guint) CLAMP (round (size * 2), 1, MAX_SIZE - 1);
  self->n_chars[line.size] += (guint64) n_chars;
  self->n_bold[line.size] += bold ? (guint64) n_chars : 0;
  self->n_lines++;
  if (n_chars > MAX_CHARS || self->lines->len >= MAX_LINES || !has_letters (words))
    return;
  line.words = g_strstrip (g_strdup (words));
  line.key = make_key (line.words, location.page);
  g_array_append_val (self->lines, line);
  count (self, line.words);
  if (!g_str_equal (line.key, line.words))
    count (self, line.key);
}

void
recto_headings_add (RectoHeadings *self, RectoPageText *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  for (guint i = 0; i < recto_page_text_get_n_lines (text); i++)
    {
      const RectoPageTextLine line = recto_page_text_get_line (text, i);
      const RectoRect box = recto_page_text_get_box (text, line.first);
      g_autofree char *words = recto_page_text_slice (text, line.first, line.first + line.n_chars);

      if (line.way == RECTO_TEXT_RIGHT || line.way == RECTO_TEXT_LEFT)
        recto_headings_add_line (self, recto_page_text_get_location (text), box.y, line.size,
                                 line.bold, words);
    }
}

/* ---- Which lines are headings ---- */

static gboolean
is_large (const Line *line, guint usual)
{
  return line->size > usual * LARGER;
}

/* Chapters that are a page long have numbers like pages, too: they are large. */
static gboolean
is_on_many_pages (RectoHeadings *self, const Line *line, const Usual *usual)
{
  const char *same = is_large (line, usual->size) ? line->words : line->key;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_pages, same)) > MAX_SAME;
}

/* As a heading begins and ends: not within a sentence, and not as the name of what follows in a
 * form. */
static gboolean
stands_alone (const char *words)
{
  const gunichar first = g_utf8_get_char (words);
  const gunichar last = g_utf8_get_char (g_utf8_prev_char (words + strlen (words)));

  return (g_unichar_isdigit (first) || (g_unichar_isalpha (first) && !g_unichar_islower (first))) &&
         strchr (".,;:-", (int) MIN (last, 0x7f)) == NULL;
}

/* A bold line that is no larger than the text. */
static gboolean
is_bold_heading (const Line *line, const Usual *usual)
{
  return usual->bold_counts && line->bold && line->size >= usual->size &&
         stands_alone (line->words);
}

static gboolean
is_heading (RectoHeadings *self, const Line *line, const Usual *usual)
{
  return (is_large (line, usual->size) || is_bold_heading (line, usual)) &&
         !is_on_many_pages (self, line, usual);
}

/* It looks like one, or like a part of a paragraph that does. */
static gboolean
looks_like_one (const Line *line, const Usual *usual)
{
  return is_large (line, usual->size) || (usual->bold_counts && line->bold);
}

static Usual
find_usual (RectoHeadings *self)
{
  Usual usual = { 0, TRUE };
  guint n_bold = 0;

  for (guint i = 1; i < MAX_SIZE; i++)
    if (self->n_chars[i] > self->n_chars[usual.size])
      usual.size = i;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      n_bold += !is_large (line, usual.size) && is_heading (self, line, &usual) ? 1 : 0;
    }
  usual.bold_counts = self->n_bold[usual.size] * 2 < self->n_chars[usual.size] &&
                      n_bold * RARE_BOLD <= self->n_lines;
  return usual;
}

/* The depth of headings of each size: the largest are outermost. */
static void
find_depths (RectoHeadings *self, const Usual *usual, guint depths[MAX_SIZE])
{
  gboolean used[MAX_SIZE] = { FALSE };
  guint depth = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      used[line->size] = used[line->size] || is_heading (self, line, usual);
    }
  for (guint size = MAX_SIZE; size-- > 0;)
    {
      depths[size] = MIN (depth, MAX_DEPTH - 1);
      if (used[size])
        depth++;
    }
}

/* A heading that goes on in the next line is one. */
static gboolean
goes_on (RectoHeadings *self, const Usual *usual, const Line *line, const Line *next)
{
  return line->size == next->size && line->bold == next->bold &&
         is_on_many_pages (self, line, usual) == is_on_many_pages (self, next, usual) &&
         recto_location_equal (line->location, next->location) && next->y > line->y &&
         next->y - line->y < line->size;
}

/* How many lines are one with this one, which begins. */
static guint
count_lines (RectoHeadings *self, const Usual *usual, guint first)
{
  guint end = first + 1;

  while (end < self->lines->len &&
         goes_on (self, usual, &g_array_index (self->lines, Line, end - 1),
                  &g_array_index (self->lines, Line, end)))
    end++;
  return end - first;
}

static char *
join_lines (RectoHeadings *self, guint first, guint n_lines)
{
  GString *title = g_string_new (g_array_index (self->lines, Line, first).words);

  for (guint i = first + 1; i < first + n_lines; i++)
    g_string_append_printf (title, " %s", g_array_index (self->lines, Line, i).words);
  return g_string_free_and_steal (title);
}

RectoOutline *
recto_headings_make_outline (RectoHeadings *self, gboolean cut)
{
  RectoOutline *outline = recto_outline_new ();
  guint depths[MAX_SIZE];
  Usual usual;

  g_return_val_if_fail (self != NULL, outline);

  usual = find_usual (self);
  find_depths (self, &usual, depths);
  for (guint i = 0, n_lines; i < self->lines->len; i += n_lines)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const RectoTarget target = {
        .kind = RECTO_TARGET_PLACE, .location = line->location, .x = NAN, .y = line->y
      };
      g_autofree char *title = NULL;

      /* Most do not: how often each of them is there need not be looked up. */
      n_lines = looks_like_one (line, &usual) ? count_lines (self, &usual, i) : 1;
      if (!is_heading (self, line, &usual) ||
          (n_lines > MAX_BOLD_ROW && !is_large (line, usual.size)))
        continue;
      title = join_lines (self, i, n_lines);
      recto_outline_add (outline, title, &target, depths[line->size], TRUE);
    }
  recto_outline_end (outline, cut);
  return outline;
}
