/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-inspect.h"

#include <mupdf/pdf.h>
#include <string.h>

#include "recto-mupdf-context.h"
#include "recto-mupdf-fonts.h"
#include "recto-mupdf-resources.h"

/* Counting by itself takes at most so long, for a page that has no end. */
#define WORK_US (5 * G_USEC_PER_SEC)
/* The clock is looked at after so many drawings. */
#define PER_LOOK 64

/* A device that only counts what it is told to draw. */
typedef struct
{
  fz_device super;
  RectoInspectionBody *body;
  fz_cookie *cookie;
  gint64 began;
  guint n_calls;
  gboolean has_images; /* images come through here, and from nowhere else */
} Counter;

static void
count (fz_device *device, RectoDrawing drawing, guint64 n)
{
  Counter *self = (Counter *) device;

  self->body->drawings[drawing] += n;
  if (++self->n_calls % PER_LOOK != 0)
    return;
  self->body->work_us = g_get_monotonic_time () - self->began;
  if (self->body->work_us > WORK_US)
    self->cookie->abort = 1;
}

/* ---- Paths ---- */

static void
count_point (fz_context *ctx, void *arg, float x, float y)
{
  ++*(guint64 *) arg;
}

static void
count_curve (fz_context *ctx, void *arg, float x1, float y1, float x2, float y2, float x3, float y3)
{
  ++*(guint64 *) arg;
}

static void
count_end (fz_context *ctx, void *arg)
{
}

static void
count_path (fz_context *ctx, fz_device *device, const fz_path *path, RectoDrawing drawing)
{
  static const fz_path_walker walker = {
    .moveto = count_point, .lineto = count_point, .curveto = count_curve, .closepath = count_end
  };
  guint64 n = 0;

  fz_walk_path (ctx, path, &walker, &n);
  count (device, drawing, 1);
  count (device, RECTO_DRAWING_SEGMENTS, n);
}

static void
fill_path (fz_context *ctx,
           fz_device *device,
           const fz_path *path,
           int even_odd,
           fz_matrix ctm,
           fz_colorspace *colorspace,
           const float *color,
           float alpha,
           fz_color_params params)
{
  count_path (ctx, device, path, RECTO_DRAWING_PATHS);
}

static void
stroke_path (fz_context *ctx,
             fz_device *device,
             const fz_path *path,
             const fz_stroke_state *stroke,
             fz_matrix ctm,
             fz_colorspace *colorspace,
             const float *color,
             float alpha,
             fz_color_params params)
{
  count_path (ctx, device, path, RECTO_DRAWING_PATHS);
}

static void
clip_path (fz_context *ctx,
           fz_device *device,
           const fz_path *path,
           int even_odd,
           fz_matrix ctm,
           fz_rect scissor)
{
  count_path (ctx, device, path, RECTO_DRAWING_CLIPS);
}

static void
clip_stroke_path (fz_context *ctx,
                  fz_device *device,
                  const fz_path *path,
                  const fz_stroke_state *stroke,
                  fz_matrix ctm,
                  fz_rect scissor)
{
  count_path (ctx, device, path, RECTO_DRAWING_CLIPS);
}

/* ---- Text ---- */

static void
count_text (fz_device *device, const fz_text *text)
{
  guint64 n = 0;

  for (const fz_text_span *span = text->head; span != NULL; span = span->next)
    n += MAX (span->len, 0);
  count (device, RECTO_DRAWING_TEXTS, 1);
  count (device, RECTO_DRAWING_GLYPHS, n);
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
  count_text (device, text);
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
  count_text (device, text);
}

static void
clip_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm, fz_rect scissor)
{
  count_text (device, text);
}

static void
clip_stroke_text (fz_context *ctx,
                  fz_device *device,
                  const fz_text *text,
                  const fz_stroke_state *stroke,
                  fz_matrix ctm,
                  fz_rect scissor)
{
  count_text (device, text);
}

static void
ignore_text (fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm)
{
  count_text (device, text);
}

/* ---- Images ---- */

/* Once the list is full, it keeps those with most pixels. */
static void
add_image (RectoInspectionBody *body, const RectoImageEntry *image)
{
  const guint64 pixels = (guint64) image->width * image->height;
  guint place = body->n_images;

  if (place >= RECTO_MAX_INSPECTED)
    {
      place = 0;
      for (guint i = 1; i < RECTO_MAX_INSPECTED; i++)
        if ((guint64) body->images[i].width * body->images[i].height <
            (guint64) body->images[place].width * body->images[place].height)
          place = i;
      if ((guint64) body->images[place].width * body->images[place].height >= pixels)
        place = RECTO_MAX_INSPECTED;
    }
  if (place < RECTO_MAX_INSPECTED)
    body->images[place] = *image;
  body->n_images++;
  body->pixels += pixels;
}

static guint32
find_codec (fz_context *ctx, fz_image *image)
{
  switch (fz_compressed_image_type (ctx, image))
    {
    case FZ_IMAGE_RAW:
      return RECTO_CODEC_NONE;
    case FZ_IMAGE_FLATE:
      return RECTO_CODEC_FLATE;
    case FZ_IMAGE_LZW:
      return RECTO_CODEC_LZW;
    case FZ_IMAGE_RLD:
      return RECTO_CODEC_RUN_LENGTH;
    case FZ_IMAGE_FAX:
      return RECTO_CODEC_FAX;
    case FZ_IMAGE_JPEG:
      return RECTO_CODEC_JPEG;
    case FZ_IMAGE_JPX:
      return RECTO_CODEC_JPEG_2000;
    case FZ_IMAGE_JBIG2:
      return RECTO_CODEC_JBIG2;
    default:
      return RECTO_CODEC_OTHER;
    }
}

static void
count_image (fz_context *ctx, fz_device *device, fz_image *image)
{
  Counter *self = (Counter *) device;
  RectoImageEntry entry = { .width = (guint32) MAX (image->w, 0),
                            .height = (guint32) MAX (image->h, 0) };

  count (device, RECTO_DRAWING_IMAGES, 1);
  if (!self->has_images)
    return;
  entry.codec = find_codec (ctx, image);
  add_image (self->body, &entry);
}

static void
fill_image (fz_context *ctx,
            fz_device *device,
            fz_image *image,
            fz_matrix ctm,
            float alpha,
            fz_color_params params)
{
  count_image (ctx, device, image);
}

static void
fill_image_mask (fz_context *ctx,
                 fz_device *device,
                 fz_image *image,
                 fz_matrix ctm,
                 fz_colorspace *colorspace,
                 const float *color,
                 float alpha,
                 fz_color_params params)
{
  count_image (ctx, device, image);
}

static void
clip_image_mask (fz_context *ctx,
                 fz_device *device,
                 fz_image *image,
                 fz_matrix ctm,
                 fz_rect scissor)
{
  count_image (ctx, device, image);
}

/* ---- Groups and the rest ---- */

static void
fill_shade (fz_context *ctx,
            fz_device *device,
            fz_shade *shade,
            fz_matrix ctm,
            float alpha,
            fz_color_params params)
{
  count (device, RECTO_DRAWING_SHADINGS, 1);
}

static void
begin_group (fz_context *ctx,
             fz_device *device,
             fz_rect area,
             fz_colorspace *colorspace,
             int isolated,
             int knockout,
             int blend_mode,
             float alpha)
{
  count (device, RECTO_DRAWING_GROUPS, 1);
}

static void
begin_mask (fz_context *ctx,
            fz_device *device,
            fz_rect area,
            int luminosity,
            fz_colorspace *colorspace,
            const float *color,
            fz_color_params params)
{
  count (device, RECTO_DRAWING_MASKS, 1);
}

static fz_device *
new_counter (fz_context *ctx, RectoInspectionBody *body, fz_cookie *cookie, gint64 began)
{
  Counter *self = fz_new_derived_device (ctx, Counter);

  self->super.fill_path = fill_path;
  self->super.stroke_path = stroke_path;
  self->super.clip_path = clip_path;
  self->super.clip_stroke_path = clip_stroke_path;
  self->super.fill_text = fill_text;
  self->super.stroke_text = stroke_text;
  self->super.clip_text = clip_text;
  self->super.clip_stroke_text = clip_stroke_text;
  self->super.ignore_text = ignore_text;
  self->super.fill_image = fill_image;
  self->super.fill_image_mask = fill_image_mask;
  self->super.clip_image_mask = clip_image_mask;
  self->super.fill_shade = fill_shade;
  self->super.begin_group = begin_group;
  self->super.begin_mask = begin_mask;
  self->body = body;
  self->cookie = cookie;
  self->began = began;
  return &self->super;
}

/* ---- What a PDF's page may draw with ---- */

static guint32
find_codec_by_name (fz_context *ctx, pdf_obj *filters)
{
  static const struct
  {
    const char *name;
    RectoCodecClaim codec;
  } codecs[] = {
    { "FlateDecode", RECTO_CODEC_FLATE },
    { "LZWDecode", RECTO_CODEC_LZW },
    { "RunLengthDecode", RECTO_CODEC_RUN_LENGTH },
    { "CCITTFaxDecode", RECTO_CODEC_FAX },
    { "DCTDecode", RECTO_CODEC_JPEG },
    { "JPXDecode", RECTO_CODEC_JPEG_2000 },
    { "JBIG2Decode", RECTO_CODEC_JBIG2 },
  };
  /* The last one is that of the image, the others pack its data once more. */
  pdf_obj *last = pdf_is_array (ctx, filters)
                      ? pdf_array_get (ctx, filters, pdf_array_len (ctx, filters) - 1)
                      : filters;
  const char *name = pdf_to_name (ctx, last);

  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (g_str_equal (name, codecs[i].name))
      return codecs[i].codec;
  return name[0] == '\0' ? RECTO_CODEC_NONE : RECTO_CODEC_OTHER;
}

static void
object_cb (fz_context *ctx, pdf_obj *object, guint depth, gpointer data)
{
  RectoInspectionBody *body = data;
  RectoImageEntry image = { 0 };

  if (!pdf_name_eq (ctx, pdf_dict_get (ctx, object, PDF_NAME (Subtype)), PDF_NAME (Image)))
    {
      body->n_forms++;
      body->form_depth = MAX (body->form_depth, depth + 1);
      return;
    }
  image.width = (guint32) MAX (pdf_dict_get_int (ctx, object, PDF_NAME (Width)), 0);
  image.height = (guint32) MAX (pdf_dict_get_int (ctx, object, PDF_NAME (Height)), 0);
  image.codec = find_codec_by_name (ctx, pdf_dict_get (ctx, object, PDF_NAME (Filter)));
  image.stored = (guint64) MAX (pdf_dict_get_int64 (ctx, object, PDF_NAME (Length)), 0);
  add_image (body, &image);
}

static void
font_cb (fz_context *ctx, pdf_obj *font, gpointer data)
{
  RectoInspectionBody *body = data;
  RectoFontEntry entry = { 0 };

  recto_mupdf_fonts_describe (ctx, font, &entry);
  if (body->n_fonts < RECTO_MAX_INSPECTED)
    body->fonts[body->n_fonts] = entry;
  body->n_fonts++;
}

static void
look_at_resources (fz_context *ctx, fz_page *page, RectoInspectionBody *body)
{
  pdf_page *pdf = pdf_page_from_fz_page (ctx, page);
  const RectoMupdfResourcesVisitor visitor = { font_cb, object_cb, body };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (pdf == NULL)
    return;
  /* What cannot be looked up is found missing when the page is gone through. */
  fz_try (ctx) { recto_mupdf_resources_walk (ctx, pdf->obj, seen, &visitor); }
  fz_catch (ctx) { fz_report_error (ctx); }
}

static void
inspect (RectoMupdfDocument *document,
         const RectoMessageInspect *request,
         fz_cookie *cookie,
         RectoInspectionBody *body)
{
  fz_context *ctx = document->ctx;
  const gint64 began = g_get_monotonic_time ();
  fz_page *page = NULL;
  fz_device *device = NULL;

  fz_var (page);
  fz_var (device);
  fz_try (ctx)
  {
    page = recto_mupdf_document_load_page (document, request->chapter, request->page);
    look_at_resources (ctx, page, body);
    device = new_counter (ctx, body, cookie, began);
    ((Counter *) device)->has_images = pdf_page_from_fz_page (ctx, page) == NULL;
    /* A PDF's images are known from its resources: unpacking them is what may take long. */
    if (!((Counter *) device)->has_images)
      fz_enable_device_hints (ctx, device, FZ_DONT_DECODE_IMAGES);
    fz_run_page (ctx, page, device, fz_identity, cookie);
    fz_close_device (ctx, device);
    body->complete = cookie->abort == 0;
  }
  fz_always (ctx)
  {
    body->work_us = g_get_monotonic_time () - began;
    fz_drop_device (ctx, device);
    fz_drop_page (ctx, page);
  }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

void
recto_mupdf_inspect (RectoMupdfDocument *document,
                     const RectoMessageInspect *request,
                     fz_cookie *cookie,
                     RectoInspectionBody *body,
                     RectoMessageInspected *inspected)
{
  guint refusals = recto_mupdf_context_refusals ();

  memset (body, 0, sizeof *body);
  inspected->outcome = RECTO_OUTCOME_OK;
  fz_try (document->ctx) { inspect (document, request, cookie, body); }
  fz_catch (document->ctx)
  {
    inspected->outcome = recto_mupdf_outcome_of_caught (document->ctx, refusals, inspected->text);
  }
}
