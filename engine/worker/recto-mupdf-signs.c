/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-signs.h"

#include "recto-glyph-names.h"

#define MAX_NAME 64

static gboolean
is_private (int c)
{
  return c >= 0xe000 && c <= 0xf8ff;
}

static gboolean
has_signs (fz_context *ctx, const fz_text *text)
{
  for (const fz_text_span *span = text->head; span != NULL; span = span->next)
    {
      if (recto_glyph_names_has_dingbats (fz_font_name (ctx, span->font)))
        return TRUE;
      for (int i = 0; i < span->len; i++)
        if (is_private (span->items[i].ucs))
          return TRUE;
    }
  return FALSE;
}

static int
find_character (fz_context *ctx, fz_font *font, const fz_text_item *item)
{
  const char *font_name = fz_font_name (ctx, font);
  const gboolean dingbats = recto_glyph_names_has_dingbats (font_name);
  char name[MAX_NAME];
  gunichar sign = 0;

  if (item->gid < 0 || item->ucs < 0 || (!dingbats && !is_private (item->ucs)))
    return item->ucs;
  if (!dingbats)
    sign = recto_glyph_names_find_private (font_name, (gunichar) item->ucs);
  if (sign == 0)
    {
      fz_get_glyph_name (ctx, font, item->gid, name, sizeof name);
      sign =
          dingbats ? recto_glyph_names_find_dingbat (name) : recto_glyph_names_find_symbol (name);
    }
  return sign != 0 ? (int) sign : item->ucs;
}

/* Throws. */
static void
add_span (fz_context *ctx, fz_text *text, const fz_text_span *span)
{
  fz_matrix matrix = span->trm;

  for (int i = 0; i < span->len; i++)
    {
      const fz_text_item *item = &span->items[i];

      matrix.e = item->x;
      matrix.f = item->y;
      fz_show_glyph_aux (ctx, text, span->font, matrix, item->adv, item->gid,
                         find_character (ctx, span->font, item), item->cid, span->wmode,
                         span->bidi_level, span->markup_dir, span->language);
    }
}

fz_text *
recto_mupdf_signs_read (fz_context *ctx, const fz_text *text)
{
  fz_text *read;

  if (!has_signs (ctx, text))
    return fz_keep_text (ctx, text);
  read = fz_new_text (ctx);
  fz_try (ctx)
  {
    for (const fz_text_span *span = text->head; span != NULL; span = span->next)
      add_span (ctx, read, span);
  }
  fz_catch (ctx)
  {
    fz_drop_text (ctx, read);
    fz_rethrow (ctx);
  }
  return read;
}

gboolean
recto_mupdf_signs_is_private (const char *text)
{
  int c;

  if (text[0] == '\0')
    return FALSE;
  while (text[0] != '\0')
    {
      text += fz_chartorune (&c, text);
      if (!is_private (c))
        return FALSE;
    }
  return TRUE;
}

void
recto_mupdf_signs_replace (fz_context *ctx, char *text, fz_font *font)
{
  char *end = text;
  int c;

  while (text[0] != '\0')
    {
      gunichar sign;

      text += fz_chartorune (&c, text);
      sign = font != NULL ? recto_glyph_names_find_private (fz_font_name (ctx, font), (gunichar) c)
                          : recto_glyph_names_find_bullet ((gunichar) c);
      /* No sign takes more bytes than a private character. */
      end += fz_runetochar (end, sign != 0 ? (int) sign : c);
    }
  *end = '\0';
}
