/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-text.h"

#include <string.h>

#include "recto-mupdf-context.h"
#include "recto-mupdf-line.h"
#include "recto-mupdf-text-device.h"
#include "recto-text-body.h"

/* After one that has clipped text, so many pages are read with an eye on that from the beginning.
 */
#define CLIPPING_PAGES 16

RectoMupdfText *
recto_mupdf_text_new (void)
{
  RectoMupdfText *self = g_new0 (RectoMupdfText, 1);

  self->boxes = g_array_new (FALSE, FALSE, sizeof (RectoTextBox));
  self->lines = g_array_new (FALSE, FALSE, sizeof (RectoTextLine));
  self->utf8 = g_string_new (NULL);
  return self;
}

void
recto_mupdf_text_free (RectoMupdfText *self)
{
  g_array_unref (self->boxes);
  g_array_unref (self->lines);
  g_string_free (self->utf8, TRUE);
  g_free (self);
}

static RectoTextBox
to_box (fz_rect rect, fz_rect page)
{
  return (RectoTextBox) { rect.x0 - page.x0, rect.y0 - page.y0, MAX (rect.x1 - rect.x0, 0),
                          MAX (rect.y1 - rect.y0, 0) };
}

/* Control characters stand for nothing that could be read, and one would end the text. */
static gunichar
sound_character (int c)
{
  if (c >= ' ' && c < 0x7f)
    return (gunichar) c;
  if (c <= 0 || !g_unichar_validate (c))
    return 0xfffd;
  return g_unichar_iscntrl (c) ? ' ' : (gunichar) c;
}

/* The place behind a box, for what takes no room there. */
static RectoTextBox
after (RectoTextBox box, guint32 way)
{
  switch (way)
    {
    case RECTO_WAY_RIGHT:
      return (RectoTextBox) { box.x + box.width, box.y, 0, box.height };
    case RECTO_WAY_LEFT:
      return (RectoTextBox) { box.x, box.y, 0, box.height };
    case RECTO_WAY_DOWN:
      return (RectoTextBox) { box.x, box.y + box.height, box.width, 0 };
    default:
      return (RectoTextBox) { box.x, box.y, box.width, 0 };
    }
}

/* What parts a line from the one before it. */
static void
add_break (RectoMupdfText *self, guint n_newlines)
{
  const RectoTextLine *line;
  RectoTextBox box;

  if (self->lines->len == 0)
    return;
  line = &g_array_index (self->lines, RectoTextLine, self->lines->len - 1);
  box = after (g_array_index (self->boxes, RectoTextBox, self->boxes->len - 1), line->way);
  for (guint i = 0; i < n_newlines; i++)
    {
      g_array_append_val (self->boxes, box);
      g_string_append_c (self->utf8, '\n');
    }
}

static gboolean
is_full (RectoMupdfText *self)
{
  /* A break takes two. */
  self->cut |= self->boxes->len + 3 > RECTO_MAX_TEXT_CHARS;
  self->cut |= self->lines->len >= RECTO_MAX_TEXT_LINES;
  return self->cut;
}

/* One array grows once for all of a line: there are thousands of characters on each of thousands of
 * pages that are searched. */
static void
add_characters (RectoMupdfText *self, const fz_stext_char *first, fz_rect page)
{
  const guint n_before = self->boxes->len;
  const guint room = RECTO_MAX_TEXT_CHARS - MIN (n_before + 2, RECTO_MAX_TEXT_CHARS);
  const fz_stext_char *c = first;
  RectoTextBox *box;
  guint n_chars = 0;

  for (; c != NULL && n_chars < room; c = c->next)
    n_chars++;
  self->cut |= c != NULL;
  g_array_set_size (self->boxes, n_before + n_chars);
  box = &g_array_index (self->boxes, RectoTextBox, n_before);
  for (c = first; n_chars > 0; c = c->next, n_chars--)
    {
      const gunichar sound = sound_character (c->c);

      *box++ = to_box (fz_rect_from_quad (c->quad), page);
      if (sound < 0x80)
        g_string_append_c (self->utf8, (char) sound);
      else
        g_string_append_unichar (self->utf8, sound);
    }
}

static void
add_in_order (RectoMupdfText *self,
              fz_context *ctx,
              const fz_stext_line *line,
              const fz_stext_line *end,
              fz_rect page)
{
  g_autoptr (GArray) characters = recto_mupdf_line_collect (ctx, line, end);

  for (guint i = 0; i < characters->len && !is_full (self); i++)
    {
      RectoLineCharacter *character = &g_array_index (characters, RectoLineCharacter, i);

      character->box.x -= page.x0;
      character->box.y -= page.y0;
      g_array_append_val (self->boxes, character->box);
      g_string_append_unichar (self->utf8, sound_character ((int) character->c));
    }
}

/* Returns the line behind it: it may be in several parts. (nullable) */
static const fz_stext_line *
add_line (RectoMupdfText *self,
          fz_context *ctx,
          const fz_stext_line *line,
          fz_rect page,
          guint block,
          guint breaks)
{
  RectoTextLine entry = { .block = block, .way = recto_mupdf_line_get_way (line) };
  gboolean plain;
  const fz_stext_line *end = recto_mupdf_line_find_end (line, &plain);

  add_break (self, breaks);
  entry.first = self->boxes->len;
  if (plain)
    add_characters (self, line->first_char, page);
  else
    add_in_order (self, ctx, line, end, page);
  if (self->looks)
    recto_mupdf_line_find_look (ctx, line, end, &entry);
  entry.n_chars = self->boxes->len - entry.first;
  g_array_append_val (self->lines, entry);
  return end;
}

static void
add_blocks (RectoMupdfText *self, fz_context *ctx, const fz_stext_page *stext, fz_rect page)
{
  guint n_blocks = 0;

  for (const fz_stext_block *block = stext->first_block; block != NULL; block = block->next)
    {
      const fz_stext_line *line = block->type == FZ_STEXT_BLOCK_TEXT ? block->u.t.first_line : NULL;
      guint n_lines = 0;

      while (line != NULL && !is_full (self))
        if (line->first_char != NULL)
          line = add_line (self, ctx, line, page, n_blocks, n_lines++ == 0 ? 2 : 1);
        else
          line = line->next;
      n_blocks += n_lines > 0;
    }
}

/* What is read: a page, or its display list where that is there. */
typedef struct
{
  fz_context *ctx;
  fz_page *page;
  fz_display_list *list;
  fz_rect bounds;
  fz_cookie *cookie;
} Source;

/* Throws. */
static void
run (const Source *source, fz_device *device)
{
  if (source->list != NULL)
    fz_run_display_list (source->ctx, source->list, device, fz_identity, fz_infinite_rect,
                         source->cookie);
  else
    fz_run_page (source->ctx, source->page, device, fz_identity, source->cookie);
  fz_close_device (source->ctx, device);
}

/* Pictures are not even decoded for this. `clipped` (nullable): set where some of the text may be
 * clipped away, which is found out in place of leaving it out. (transfer full). Throws. */
static fz_stext_page *
read_page (const Source *source, gboolean *clipped)
{
  fz_context *ctx = source->ctx;
  fz_stext_options options = { .flags = clipped != NULL ? 0 : FZ_STEXT_CLIP };
  fz_stext_page *stext = fz_new_stext_page (ctx, source->bounds);
  fz_device *reading = NULL;
  fz_device *handing = NULL;

  fz_var (reading);
  fz_var (handing);
  fz_try (ctx)
  {
    reading = fz_new_stext_device (ctx, stext, &options);
    handing = recto_mupdf_text_device_new (ctx, reading, source->bounds, clipped == NULL);
    run (source, handing);
    if (clipped != NULL)
      *clipped = recto_mupdf_text_device_saw_clipped (handing);
    fz_close_device (ctx, reading);
  }
  fz_always (ctx)
  {
    fz_drop_device (ctx, handing);
    fz_drop_device (ctx, reading);
  }
  fz_catch (ctx)
  {
    fz_drop_stext_page (ctx, stext);
    fz_rethrow (ctx);
  }
  return stext;
}

/* (transfer full). Throws. */
static fz_stext_page *
read_what_is_seen (RectoMupdfText *self, const Source *source)
{
  gboolean clipped = FALSE;
  fz_stext_page *stext;

  if (self->n_clipping > 0)
    {
      self->n_clipping--;
      return read_page (source, NULL);
    }
  stext = read_page (source, &clipped);
  if (!clipped || source->cookie->abort)
    return stext;
  /* The pages after it are likely to be of its kind. */
  self->n_clipping = CLIPPING_PAGES;
  fz_drop_stext_page (source->ctx, stext);
  return read_page (source, NULL);
}

void
recto_mupdf_text_read (RectoMupdfText *self,
                       RectoMupdfRender *render,
                       guint chapter,
                       guint page,
                       guint32 generation,
                       fz_cookie *cookie)
{
  RectoMupdfDocument *document = recto_mupdf_render_get_document (render);
  fz_context *ctx = document->ctx;
  Source source = { .ctx = ctx, .cookie = cookie };
  fz_page *loaded = NULL;
  fz_stext_page *stext = NULL;

  g_array_set_size (self->boxes, 0);
  g_array_set_size (self->lines, 0);
  g_string_truncate (self->utf8, 0);
  self->cut = FALSE;
  source.list = recto_mupdf_render_find_list (render, chapter, page, generation, &source.bounds);
  fz_var (loaded);
  fz_var (stext);
  fz_try (ctx)
  {
    if (source.list == NULL)
      {
        loaded = source.page = recto_mupdf_document_load_page (document, chapter, page);
        source.bounds = fz_bound_page (ctx, loaded);
      }
    stext = read_what_is_seen (self, &source);
    if (!cookie->abort)
      add_blocks (self, ctx, stext, source.bounds);
  }
  fz_always (ctx)
  {
    fz_drop_stext_page (ctx, stext);
    fz_drop_page (ctx, loaded);
  }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
pack (RectoMupdfText *self, guint8 *body, gsize capacity, RectoMessageTextFound *found)
{
  RectoTextBody parts;

  found->n_chars = self->boxes->len;
  found->n_lines = self->lines->len;
  found->n_bytes = self->utf8->len;
  found->cut = self->cut;
  if (recto_text_body_get_size (found) > capacity)
    {
      found->n_chars = found->n_lines = found->n_bytes = 0;
      found->outcome = RECTO_OUTCOME_OUT_OF_MEMORY;
      return;
    }
  parts = recto_text_body_find (found, body);
  memcpy (parts.boxes, self->boxes->data, found->n_chars * sizeof (RectoTextBox));
  memcpy (parts.lines, self->lines->data, found->n_lines * sizeof (RectoTextLine));
  memcpy (parts.utf8, self->utf8->str, found->n_bytes);
  found->outcome = RECTO_OUTCOME_OK;
}

void
recto_mupdf_text_answer (RectoMupdfRender *render,
                         const RectoMessageText *request,
                         fz_cookie *cookie,
                         guint8 *body,
                         gsize capacity,
                         RectoMessageTextFound *found)
{
  g_autoptr (RectoMupdfText) self = recto_mupdf_text_new ();
  fz_context *ctx = recto_mupdf_render_get_document (render)->ctx;
  guint refusals = recto_mupdf_context_refusals ();

  self->looks = TRUE;
  cookie->progress = 0;
  cookie->progress_max = (size_t) -1;
  cookie->errors = 0;
  fz_try (ctx)
  {
    recto_mupdf_text_read (self, render, request->chapter, request->page, request->head.generation,
                           cookie);
    pack (self, body, capacity, found);
    found->errors = cookie->errors;
  }
  fz_catch (ctx) { found->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, found->text); }
  if (cookie->abort)
    {
      found->outcome = RECTO_OUTCOME_ABORTED;
      found->n_chars = found->n_lines = found->n_bytes = 0;
    }
}
