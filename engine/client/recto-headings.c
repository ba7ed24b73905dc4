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

typedef struct
{
  RectoLocation location;
  double y;
  guint size; /* in half points */
  char *words;
} Line;

struct _RectoHeadings
{
  GArray *lines;             /* of Line: those that may be headings */
  guint64 n_chars[MAX_SIZE]; /* of each size, in half points */
  GHashTable *n_pages;       /* how often a line says the same */
};

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->words);
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

void
recto_headings_add_line (RectoHeadings *self,
                         RectoLocation location,
                         double y,
                         double size,
                         const char *words)
{
  const glong n_chars = g_utf8_strlen (words, -1);
  Line line = { location, y, 0, NULL };

  g_return_if_fail (self != NULL && words != NULL);

  if (!isfinite (size) || size <= 0)
    return;
  line.size = (guint) CLAMP (round (size * 2), 1, MAX_SIZE - 1);
  self->n_chars[line.size] += (guint64) n_chars;
  if (n_chars > MAX_CHARS || self->lines->len >= MAX_LINES || !has_letters (words))
    return;
  line.words = g_strstrip (g_strdup (words));
  g_array_append_val (self->lines, line);
  g_hash_table_insert (self->n_pages, line.words,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->n_pages,
                                                                                line.words)) +
                                         1));
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
        recto_headings_add_line (self, recto_page_text_get_location (text), box.y, box.height,
                                 words);
    }
}

/* Of the letters of most of the text. */
static guint
find_usual_size (RectoHeadings *self)
{
  guint usual = 0;

  for (guint i = 1; i < MAX_SIZE; i++)
    if (self->n_chars[i] > self->n_chars[usual])
      usual = i;
  return usual;
}

static gboolean
is_heading (RectoHeadings *self, const Line *line, guint usual)
{
  return line->size > usual * LARGER &&
         GPOINTER_TO_UINT (g_hash_table_lookup (self->n_pages, line->words)) <= MAX_SAME;
}

/* The depth of headings of each size: the largest are outermost. */
static void
find_depths (RectoHeadings *self, guint usual, guint depths[MAX_SIZE])
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
goes_on (const Line *line, const Line *next)
{
  return line->size == next->size && recto_location_equal (line->location, next->location) &&
         next->y > line->y && next->y - line->y < line->size;
}

RectoOutline *
recto_headings_make_outline (RectoHeadings *self, gboolean cut)
{
  RectoOutline *outline = recto_outline_new ();
  const guint usual = find_usual_size (self);
  guint depths[MAX_SIZE];

  g_return_val_if_fail (self != NULL, outline);

  find_depths (self, usual, depths);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const RectoTarget target = {
        .kind = RECTO_TARGET_PLACE, .location = line->location, .x = NAN, .y = line->y
      };
      g_autoptr (GString) title = NULL;

      if (!is_heading (self, line, usual))
        continue;
      title = g_string_new (line->words);
      for (; i + 1 < self->lines->len; i++)
        {
          const Line *next = &g_array_index (self->lines, Line, i + 1);

          if (!goes_on (&g_array_index (self->lines, Line, i), next) ||
              !is_heading (self, next, usual))
            break;
          g_string_append_printf (title, " %s", next->words);
        }
      recto_outline_add (outline, title->str, &target, depths[line->size], TRUE);
    }
  recto_outline_end (outline, cut);
  return outline;
}
