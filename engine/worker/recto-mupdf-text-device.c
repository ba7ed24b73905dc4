/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-text-device.h"

#include <string.h>

#include "recto-mupdf-signs.h"

/* Bytes: more signs than these are not before one text. */
#define MAX_SIGNS 64

typedef struct
{
  fz_device super; /* which keeps to what it is clipped */
  fz_device *text; /* not owned */
  fz_rect bounds;
  gboolean clips;
  gboolean saw_clipped;
  char *held;            /* (nullable): private characters that the next text is said to mean */
  char signs[MAX_SIGNS]; /* that were pictures, until a text comes behind them */
} TextDevice;

static void
look (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
  TextDevice *self = (TextDevice *) device;
  fz_rect seen;

  if (self->clips || self->saw_clipped)
    return;
  seen = fz_intersect_rect (fz_device_current_scissor (ctx, device), self->bounds);
  for (const fz_text_span *span = text->head; span != NULL; span = span->next)
    for (int i = 0; i < span->len; i++)
      {
        const fz_text_item *item = &span->items[i];
        const float x = ctm.a * item->x + ctm.c * item->y + ctm.e;
        const float y = ctm.b * item->x + ctm.d * item->y + ctm.f;

        /* What is no number is not seen, either. */
        if (!(x >= seen.x0 && x <= seen.x1 && y >= seen.y0 && y <= seen.y1))
          {
            self->saw_clipped = TRUE;
            return;
          }
      }
}

/* `font` (nullable): of the content. Throws. */
static void
tell_held (fz_context *ctx, TextDevice *self, fz_font *font)
{
  char *held = self->held;

  if (held == NULL)
    return;
  self->held = NULL;
  recto_mupdf_signs_replace (ctx, held, font);
  fz_try (ctx) { fz_begin_metatext (ctx, self->text, FZ_METATEXT_ACTUALTEXT, held); }
  fz_always (ctx) { fz_free (ctx, held); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void ignore_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm);

/* Nobody knows where a picture is that is not loaded: its signs are read before the text that comes
 * behind it, as what begins an item of a list; each as wide as the first of its glyphs. Throws. */
static void
tell_signs (fz_context *ctx, fz_device *device, const fz_text_span *span, fz_matrix ctm)
{
  TextDevice *self = (TextDevice *) device;
  const char *next = self->signs;
  char *held = self->held;
  const fz_text_item *item;
  fz_matrix matrix;
  fz_text *text;
  float width;

  if (next[0] == '\0' || span == NULL || span->len == 0 || span->items[0].gid < 0)
    return;
  item = &span->items[0];
  width = fz_advance_glyph (ctx, span->font, item->gid, span->wmode);
  matrix = fz_pre_translate (span->trm, span->wmode ? 0 : -width * (float) fz_utflen (next),
                             span->wmode ? -width * (float) fz_utflen (next) : 0);
  matrix.e += item->x - span->trm.e;
  matrix.f += item->y - span->trm.f;
  text = fz_new_text (ctx);
  /* That is said of the text itself only. */
  self->held = NULL;
  fz_try (ctx)
  {
    while (next[0] != '\0')
      {
        int c;

        next += fz_chartorune (&c, next);
        fz_show_glyph_aux (ctx, text, span->font, matrix, width, item->gid, c, item->cid,
                           span->wmode, span->bidi_level, span->markup_dir, span->language);
        matrix = fz_pre_translate (matrix, span->wmode ? 0 : width, span->wmode ? width : 0);
      }
    self->signs[0] = '\0';
    ignore_text (ctx, device, text, ctm);
  }
  fz_always (ctx)
  {
    self->held = held;
    fz_drop_text (ctx, text);
  }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

/* What is handed on in place of a text. A group is how a device is told of a clip without a path.
 * Throws. (transfer full) */
static fz_text *
begin_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
  TextDevice *self = (TextDevice *) device;
  fz_text *read;

  tell_signs (ctx, device, text->head, ctm);
  tell_held (ctx, self, text->head != NULL ? text->head->font : NULL);
  read = recto_mupdf_signs_read (ctx, text);
  look (ctx, device, text, ctm);
  fz_try (ctx)
  {
    if (self->clips)
      fz_begin_group (ctx, self->text, fz_device_current_scissor (ctx, device), NULL, 0, 0,
                      FZ_BLEND_NORMAL, 1);
  }
  fz_catch (ctx)
  {
    fz_drop_text (ctx, read);
    fz_rethrow (ctx);
  }
  return read;
}

/* (transfer full). Throws. */
static void
end_text (fz_context *ctx, fz_device *device, fz_text *read)
{
  TextDevice *self = (TextDevice *) device;

  fz_drop_text (ctx, read);
  if (self->clips)
    fz_end_group (ctx, self->text);
}

static void
fill_text (fz_context *ctx,
           fz_device *device,
           const fz_text *text,
           fz_matrix ctm,
           fz_colorspace *colorspace,
           const float *color,
           float alpha,
           fz_color_params params)
{
  fz_device *reader = ((TextDevice *) device)->text;
  fz_text *read = begin_text (ctx, device, text, ctm);

  fz_try (ctx) { fz_fill_text (ctx, reader, read, ctm, colorspace, color, alpha, params); }
  fz_always (ctx) { end_text (ctx, device, read); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
stroke_text (fz_context *ctx,
             fz_device *device,
             const fz_text *text,
             const fz_stroke_state *stroke,
             fz_matrix ctm,
             fz_colorspace *colorspace,
             const float *color,
             float alpha,
             fz_color_params params)
{
  fz_device *reader = ((TextDevice *) device)->text;
  fz_text *read = begin_text (ctx, device, text, ctm);

  fz_try (ctx)
  {
    fz_stroke_text (ctx, reader, read, stroke, ctm, colorspace, color, alpha, params);
  }
  fz_always (ctx) { end_text (ctx, device, read); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
clip_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm, fz_rect scissor)
{
  fz_device *reader = ((TextDevice *) device)->text;
  fz_text *read = begin_text (ctx, device, text, ctm);

  fz_try (ctx)
  {
    fz_clip_text (ctx, reader, read, ctm, scissor);
    fz_pop_clip (ctx, reader);
  }
  fz_always (ctx) { end_text (ctx, device, read); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
clip_stroke_text (fz_context *ctx,
                  fz_device *device,
                  const fz_text *text,
                  const fz_stroke_state *stroke,
                  fz_matrix ctm,
                  fz_rect scissor)
{
  fz_device *reader = ((TextDevice *) device)->text;
  fz_text *read = begin_text (ctx, device, text, ctm);

  fz_try (ctx)
  {
    fz_clip_stroke_text (ctx, reader, read, stroke, ctm, scissor);
    fz_pop_clip (ctx, reader);
  }
  fz_always (ctx) { end_text (ctx, device, read); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
ignore_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
  fz_device *reader = ((TextDevice *) device)->text;
  fz_text *read = begin_text (ctx, device, text, ctm);

  fz_try (ctx) { fz_ignore_text (ctx, reader, read, ctm); }
  fz_always (ctx) { end_text (ctx, device, read); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
begin_metatext (fz_context *ctx, fz_device *device, fz_metatext meta, const char *text)
{
  TextDevice *self = (TextDevice *) device;

  tell_held (ctx, self, NULL);
  if (meta == FZ_METATEXT_ACTUALTEXT && text != NULL && recto_mupdf_signs_is_private (text))
    self->held = fz_strdup (ctx, text);
  else
    fz_begin_metatext (ctx, self->text, meta, text);
}

static void
end_metatext (fz_context *ctx, fz_device *device)
{
  TextDevice *self = (TextDevice *) device;

  if (self->held == NULL)
    {
      fz_end_metatext (ctx, self->text);
      return;
    }
  recto_mupdf_signs_replace (ctx, self->held, NULL);
  if (strlen (self->signs) + strlen (self->held) < MAX_SIGNS)
    strcat (self->signs, self->held);
  fz_free (ctx, self->held);
  self->held = NULL;
}

/* Signs behind all text are where MuPDF has them. */
static void
close_device (fz_context *ctx, fz_device *device)
{
  TextDevice *self = (TextDevice *) device;

  if (self->signs[0] == '\0')
    return;
  fz_begin_metatext (ctx, self->text, FZ_METATEXT_ACTUALTEXT, self->signs);
  fz_end_metatext (ctx, self->text);
}

static void
drop_device (fz_context *ctx, fz_device *device)
{
  fz_free (ctx, ((TextDevice *) device)->held);
}

fz_device *
recto_mupdf_text_device_new (fz_context *ctx, fz_device *text, fz_rect bounds, gboolean clips)
{
  TextDevice *self = fz_new_derived_device (ctx, TextDevice);

  self->super.hints = text->hints;
  self->super.fill_text = fill_text;
  self->super.stroke_text = stroke_text;
  self->super.clip_text = clip_text;
  self->super.clip_stroke_text = clip_stroke_text;
  self->super.ignore_text = ignore_text;
  self->super.close_device = close_device;
  self->super.drop_device = drop_device;
  self->super.begin_metatext = begin_metatext;
  self->super.end_metatext = end_metatext;
  self->text = text;
  self->bounds = bounds;
  self->clips = clips;
  return &self->super;
}

gboolean
recto_mupdf_text_device_saw_clipped (fz_device *device)
{
  return ((TextDevice *) device)->saw_clipped;
}
