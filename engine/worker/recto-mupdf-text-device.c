/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-text-device.h"

typedef struct
{
  fz_device super; /* which keeps to what it is clipped */
  fz_device *text; /* not owned */
  fz_rect bounds;
  gboolean saw_clipped;
} TextDevice;

static void
look (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
  TextDevice *self = (TextDevice *) device;
  fz_rect seen;

  if (self->saw_clipped)
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
  look (ctx, device, text, ctm);
  fz_fill_text (ctx, ((TextDevice *) device)->text, text, ctm, colorspace, color, alpha, params);
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
  look (ctx, device, text, ctm);
  fz_stroke_text (ctx, ((TextDevice *) device)->text, text, stroke, ctm, colorspace, color, alpha,
                  params);
}

static void
clip_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm, fz_rect scissor)
{
  look (ctx, device, text, ctm);
  fz_clip_text (ctx, ((TextDevice *) device)->text, text, ctm, scissor);
  fz_pop_clip (ctx, ((TextDevice *) device)->text);
}

static void
clip_stroke_text (fz_context *ctx,
                  fz_device *device,
                  const fz_text *text,
                  const fz_stroke_state *stroke,
                  fz_matrix ctm,
                  fz_rect scissor)
{
  look (ctx, device, text, ctm);
  fz_clip_stroke_text (ctx, ((TextDevice *) device)->text, text, stroke, ctm, scissor);
  fz_pop_clip (ctx, ((TextDevice *) device)->text);
}

static void
ignore_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
  look (ctx, device, text, ctm);
  fz_ignore_text (ctx, ((TextDevice *) device)->text, text, ctm);
}

static void
begin_metatext (fz_context *ctx, fz_device *device, fz_metatext meta, const char *text)
{
  fz_begin_metatext (ctx, ((TextDevice *) device)->text, meta, text);
}

static void
end_metatext (fz_context *ctx, fz_device *device)
{
  fz_end_metatext (ctx, ((TextDevice *) device)->text);
}

fz_device *
recto_mupdf_text_device_new (fz_context *ctx, fz_device *text, fz_rect bounds)
{
  TextDevice *self = fz_new_derived_device (ctx, TextDevice);

  self->super.hints = text->hints;
  self->super.fill_text = fill_text;
  self->super.stroke_text = stroke_text;
  self->super.clip_text = clip_text;
  self->super.clip_stroke_text = clip_stroke_text;
  self->super.ignore_text = ignore_text;
  self->super.begin_metatext = begin_metatext;
  self->super.end_metatext = end_metatext;
  self->text = text;
  self->bounds = bounds;
  return &self->super;
}

gboolean
recto_mupdf_text_device_saw_clipped (fz_device *device)
{
  return ((TextDevice *) device)->saw_clipped;
}
