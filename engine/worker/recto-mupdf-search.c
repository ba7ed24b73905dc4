/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-search.h"

#include <string.h>

#include "recto-message.h"
#include "recto-mupdf-context.h"
#include "recto-mupdf-text.h"

/* A worker is free for something else after so long, microseconds. */
#define ENOUGH_US (40 * 1000)
/* Of the line before a hit, and of the hit, so much is shown with it. */
#define MAX_BEFORE 40 /* characters */
#define MAX_BEFORE_BYTES 60
#define MAX_PART 15  /* characters: of a word that is left out rather than cut */
#define MAX_SHOWN 96 /* bytes */
/* How hard it is tried to match a pattern from one place on: some milliseconds. */
#define MATCH_LIMIT "(*LIMIT_MATCH=500000)"

typedef struct
{
  RectoMupdfText *text;
  GRegex *regex;
  GString *folded; /* what the page says, as it is compared */
  GArray *origins; /* of guint32: for each byte of that, the character it comes from */
  GString *shown;  /* the line around a hit */
  gboolean accents;
  RectoHitRecord *hits;
  guint n_hits;
  guint max_hits;
  gboolean cut;
  /* Of the last hit: the next one stands behind it. */
  const char *place; /* in the text */
  guint32 number;    /* of the character there */
  guint line;        /* none before it has a part of the hit */
} Search;

/* ---- Comparing ------------------------------------------------------------------------------ */

/* A letter and its mark are one, however the document has them. */
static void
append_composed (GString *folded, gunichar c)
{
  const char *before = g_utf8_find_prev_char (folded->str, folded->str + folded->len);
  gunichar whole;

  if (before != NULL && g_unichar_ismark (c) &&
      g_unichar_compose (g_utf8_get_char (before), c, &whole))
    {
      g_string_truncate (folded, before - folded->str);
      c = whole;
    }
  g_string_append_unichar (folded, c);
}

static gboolean
has_mark (const gunichar *parts, gsize n_parts)
{
  for (gsize i = 0; i < n_parts; i++)
    if (g_unichar_ismark (parts[i]))
      return TRUE;
  return FALSE;
}

/* Ligatures and the like in their parts; a letter without its marks, unless they count. */
static void
fold_character (GString *folded, gunichar c, gboolean accents)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  const gsize n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

  if (accents && has_mark (parts, n_parts))
    {
      append_composed (folded, c);
      return;
    }
  for (gsize i = 0; i < n_parts; i++)
    if (!g_unichar_ismark (parts[i]))
      g_string_append_unichar (folded, parts[i]);
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0xad || c == 0x2010;
}

/* Behind a letter, at the end of its line, before one that goes on small. */
static gboolean
parts_a_word (const char *beginning, const char *hyphen)
{
  const char *newline = g_utf8_next_char (hyphen);
  const char *letter = g_utf8_find_prev_char (beginning, hyphen);

  return letter != NULL && *newline == '\n' && g_unichar_isalpha (g_utf8_get_char (letter)) &&
         g_unichar_islower (g_utf8_get_char (newline + 1));
}

/* How many characters of ASCII stay as they are: in most texts, that is most of a line. */
static gsize
measure_plain (const char *at)
{
  gsize length = 0;

  while (at[length] != '\0' && (at[length] & 0x80) == 0 && at[length] != '-' && at[length] != '\n')
    length++;
  return length;
}

static void
append_plain (Search *self, const char *at, gsize length, guint32 number)
{
  const guint n_before = self->origins->len;
  guint32 *origins;

  g_string_append_len (self->folded, at, length);
  g_array_set_size (self->origins, n_before + length);
  origins = &g_array_index (self->origins, guint32, n_before);
  for (gsize i = 0; i < length; i++)
    origins[i] = number + i;
}

static void
fold_text (Search *self)
{
  const char *beginning = self->text->utf8->str;
  guint32 number = 0;

  g_string_truncate (self->folded, 0);
  g_array_set_size (self->origins, 0);
  for (const char *at = beginning; *at != '\0'; at = g_utf8_next_char (at), number++)
    {
      const gsize n_plain = measure_plain (at);
      gunichar c;

      if (n_plain > 0)
        append_plain (self, at, n_plain, number);
      at += n_plain;
      number += n_plain;
      c = g_utf8_get_char (at);
      if (c == '\0')
        break;
      if (is_hyphen (c) && parts_a_word (beginning, at))
        {
          at = g_utf8_next_char (at);
          number++;
        }
      else if (c == '\n')
        g_string_append_c (self->folded, ' ');
      else if (c != 0xad)
        fold_character (self->folded, c, self->accents);
      g_array_set_size (self->origins, MIN (self->origins->len, (guint) self->folded->len));
      while (self->origins->len < self->folded->len)
        g_array_append_val (self->origins, number);
    }
}

static void
append_escaped (GString *pattern, const char *words)
{
  gboolean blank = FALSE;

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);
      g_autofree char *escaped = g_regex_escape_string (at, g_utf8_next_char (at) - at);

      if (!g_unichar_isspace (c))
        g_string_append (pattern, escaped);
      else if (!blank)
        g_string_append (pattern, "\\s+");
      blank = g_unichar_isspace (c);
    }
}

/* (transfer full) (nullable): NULL where the pattern makes no sense. */
static GRegex *
make_regex (const RectoMessageSearch *request, char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) pattern = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const gboolean whole = (request->search & RECTO_SEARCH_BIT_WORDS) != 0;
  const gboolean accents = (request->search & RECTO_SEARCH_BIT_ACCENTS) != 0;
  GRegexCompileFlags flags = 0;
  GRegex *regex;

  for (const char *at = request->words; *at != '\0'; at = g_utf8_next_char (at))
    fold_character (words, g_utf8_get_char (at), accents);
  g_string_append (pattern, MATCH_LIMIT);
  g_string_append (pattern, whole ? "(?<![\\p{L}\\p{N}_])(?:" : "(?:");
  if ((request->search & RECTO_SEARCH_BIT_PATTERN) != 0)
    g_string_append (pattern, words->str);
  else
    append_escaped (pattern, words->str);
  g_string_append (pattern, whole ? ")(?![\\p{L}\\p{N}_])" : ")");
  if ((request->search & RECTO_SEARCH_BIT_CASE) == 0)
    flags |= G_REGEX_CASELESS;
  regex = g_regex_new (pattern->str, flags, 0, &error);
  if (regex == NULL)
    recto_message_set_text (text, 256, error->message);
  return regex;
}

/* ---- Hits ----------------------------------------------------------------------------------- */

static RectoTextBox
unite (RectoTextBox one, RectoTextBox other)
{
  const float x = MIN (one.x, other.x);
  const float y = MIN (one.y, other.y);

  return (RectoTextBox) { x, y, MAX (one.x + one.width, other.x + other.width) - x,
                          MAX (one.y + one.height, other.y + other.height) - y };
}

static gboolean
ends_before (Search *self, guint number, guint32 start)
{
  const RectoTextLine *line = &g_array_index (self->text->lines, RectoTextLine, number);

  return line->first + line->n_chars <= start;
}

/* One for each of its first lines. */
static void
find_boxes (Search *self, RectoHitRecord *hit)
{
  const guint end = hit->start + hit->n_chars;

  while (self->line < self->text->lines->len && ends_before (self, self->line, hit->start))
    self->line++;
  for (guint i = self->line; i < self->text->lines->len && hit->n_boxes < RECTO_MAX_HIT_BOXES; i++)
    {
      const RectoTextLine *line = &g_array_index (self->text->lines, RectoTextLine, i);
      const guint from = MAX (line->first, hit->start);
      const guint to = MIN (line->first + line->n_chars, end);
      RectoTextBox box;

      if (line->first >= end)
        break;
      if (from >= to)
        continue;
      box = g_array_index (self->text->boxes, RectoTextBox, from);
      for (guint k = from + 1; k < to; k++)
        box = unite (box, g_array_index (self->text->boxes, RectoTextBox, k));
      hit->boxes[hit->n_boxes++] = box;
    }
}

G_STATIC_ASSERT (MAX_BEFORE_BYTES + MAX_SHOWN < sizeof ((RectoHitRecord *) NULL)->context);

/* Where at most `most` bytes of `text` end with a character. */
static gsize
cut_at_character (const char *text, gsize length, gsize most)
{
  return length <= most ? length : (gsize) (g_utf8_find_prev_char (text, text + most + 1) - text);
}

/* What follows a character, or a hyphen and the break that part a word. */
static const char *
step (const char *text, const char *at)
{
  const char *next = g_utf8_next_char (at);

  return is_hyphen (g_utf8_get_char (at)) && parts_a_word (text, at) ? g_utf8_next_char (next)
                                                                     : next;
}

/* The next word; where there is none nearby, as in scripts without blanks, the middle of one. */
static const char *
find_word (const char *text, const char *from, const char *start)
{
  const char *at = from;

  for (guint i = 0; i < MAX_PART && at > text && at < start; i++)
    {
      if (g_unichar_isspace (g_utf8_get_char (at)))
        return at;
      at = step (text, at);
    }
  return from;
}

/* Of what is shown before a hit. */
static const char *
find_beginning (const char *text, const char *start)
{
  const char *from = start;

  for (guint i = 0; i < MAX_BEFORE && from > text; i++)
    {
      const char *previous = g_utf8_prev_char (from);

      if (start - previous > MAX_BEFORE_BYTES)
        break;
      from = previous;
    }
  from = find_word (text, from, start);
  while (from < start && g_unichar_isspace (g_utf8_get_char (from)))
    from = g_utf8_next_char (from);
  return from;
}

/* As copying has it: words whole; but on one line. Until `end`, or so many bytes are there. Returns
 * what follows. */
static const char *
show_until (Search *self, const char *at, const char *end, gsize n_bytes)
{
  const char *text = self->text->utf8->str;

  for (const char *next; *at != '\0' && at < end && self->shown->len < n_bytes; at = next)
    {
      const gunichar c = g_utf8_get_char (at);

      next = step (text, at);
      if (c == '\n')
        g_string_append_c (self->shown, ' ');
      else if (c != 0xad && next == g_utf8_next_char (at))
        g_string_append_unichar (self->shown, c);
    }
  return at;
}

static void
find_context (Search *self, RectoHitRecord *hit)
{
  const char *text = self->text->utf8->str;
  const char *start =
      g_utf8_offset_to_pointer (self->place, (glong) hit->start - (glong) self->number);
  const char *end = g_utf8_offset_to_pointer (start, hit->n_chars);
  const char *at;
  gsize length;

  self->place = start;
  self->number = hit->start;
  g_string_truncate (self->shown, 0);
  show_until (self, find_beginning (text, start), start, sizeof hit->context);
  hit->before = (guint32) self->shown->len;
  at = show_until (self, start, end, hit->before + MAX_SHOWN + 1);
  hit->n_bytes = (guint32) cut_at_character (self->shown->str + hit->before,
                                             self->shown->len - hit->before, MAX_SHOWN);
  show_until (self, at, text + self->text->utf8->len, sizeof hit->context);
  length = cut_at_character (self->shown->str, self->shown->len, sizeof hit->context - 1);
  memcpy (hit->context, self->shown->str, length);
  hit->context[length] = '\0';
}

static void
add_hit (Search *self, guint page, int from, int to)
{
  RectoHitRecord *hit = &self->hits[self->n_hits];

  memset (hit, 0, sizeof *hit);
  hit->page = page;
  hit->start = g_array_index (self->origins, guint32, from);
  hit->n_chars = g_array_index (self->origins, guint32, to - 1) + 1 - hit->start;
  find_boxes (self, hit);
  find_context (self, hit);
  self->n_hits++;
}

/* FALSE: the pattern is too hard for this page. */
static gboolean
search_page (Search *self, guint page)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  guint n_hits = 0;
  int from;
  int to;

  fold_text (self);
  self->place = self->text->utf8->str;
  self->number = 0;
  self->line = 0;
  g_regex_match_full (self->regex, self->folded->str, self->folded->len, 0, 0, &match, &error);
  while (error == NULL && g_match_info_matches (match))
    {
      if (self->n_hits >= self->max_hits || n_hits >= RECTO_MAX_HITS_OF_PAGE)
        {
          self->cut = TRUE;
          return TRUE;
        }
      /* What matches nothing is nothing to be found. */
      if (g_match_info_fetch_pos (match, 0, &from, &to) && to > from)
        {
          add_hit (self, page, from, to);
          n_hits++;
        }
      g_match_info_next (match, &error);
    }
  return error == NULL;
}

/* ---- Pages ---------------------------------------------------------------------------------- */

/* Throws. */
static guint
count_pages (RectoMupdfDocument *document, guint chapter)
{
  int n_pages;

  if (!document->reflowable)
    return chapter == 0 ? document->n_pages : 0;
  n_pages = fz_count_chapter_pages (document->ctx, document->document, chapter);
  return MAX (n_pages, 0);
}

/* FALSE: the page cannot be read, or the pattern is too hard for it. */
static gboolean
read_and_search (Search *self,
                 RectoMupdfRender *render,
                 const RectoMessageSearch *request,
                 guint page,
                 fz_cookie *cookie)
{
  fz_context *ctx = recto_mupdf_render_get_document (render)->ctx;
  const guint n_before = self->n_hits;
  gboolean searched = TRUE;

  fz_var (searched);

  fz_try (ctx)
  {
    recto_mupdf_text_read (self->text, render, request->chapter, page, request->head.generation,
                           cookie);
    if (!cookie->abort)
      searched = search_page (self, page);
  }
  fz_catch (ctx)
  {
    fz_report_error (ctx);
    self->n_hits = n_before;
    searched = FALSE;
  }
  return searched;
}

/* Throws. */
static void
search_pages (Search *self,
              RectoMupdfRender *render,
              const RectoMessageSearch *request,
              fz_cookie *cookie,
              RectoMessageSearched *searched)
{
  const guint n_pages = count_pages (recto_mupdf_render_get_document (render), request->chapter);
  const guint left = n_pages - MIN (request->first, n_pages);
  const guint wanted = MIN (request->count, left);
  const gint64 began = g_get_monotonic_time ();

  while (searched->n_pages < wanted && !cookie->abort && !searched->failed &&
         (searched->n_pages == 0 || g_get_monotonic_time () - began < ENOUGH_US) &&
         self->max_hits - self->n_hits > RECTO_MAX_HITS_OF_PAGE)
    {
      searched->failed =
          !read_and_search (self, render, request, request->first + searched->n_pages, cookie);
      searched->n_pages++;
    }
  searched->is_end = searched->n_pages == left;
}

void
recto_mupdf_search (RectoMupdfRender *render,
                    const RectoMessageSearch *request,
                    fz_cookie *cookie,
                    RectoHitRecord *hits,
                    guint max_hits,
                    RectoMessageSearched *searched)
{
  fz_context *ctx = recto_mupdf_render_get_document (render)->ctx;
  g_autoptr (RectoMupdfText) text = recto_mupdf_text_new ();
  g_autoptr (GRegex) regex = make_regex (request, searched->text);
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GArray) origins = g_array_new (FALSE, FALSE, sizeof (guint32));
  Search self = { .text = text,
                  .regex = regex,
                  .folded = folded,
                  .origins = origins,
                  .shown = shown,
                  .accents = (request->search & RECTO_SEARCH_BIT_ACCENTS) != 0,
                  .hits = hits,
                  .max_hits = max_hits };
  guint refusals = recto_mupdf_context_refusals ();

  searched->outcome = RECTO_OUTCOME_DAMAGED;
  if (regex == NULL)
    return;
  searched->outcome = RECTO_OUTCOME_OK;
  fz_try (ctx) { search_pages (&self, render, request, cookie, searched); }
  fz_catch (ctx)
  {
    searched->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, searched->text);
  }
  searched->n_hits = self.n_hits;
  searched->cut = self.cut;
  if (cookie->abort)
    searched->outcome = RECTO_OUTCOME_ABORTED;
  if (searched->outcome != RECTO_OUTCOME_OK)
    searched->n_hits = 0;
}
