/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-coarse.h"

#include <math.h>

#include "recto-jpeg-scans.h"

/* How many times smaller what is coarse is. */
#define SHRINK 8
/* Of fewer pixels nothing takes long. */
#define LARGE_PIXELS (1 << 20)

struct _RectoMupdfCoarse
{
  GHashTable *known; /* fz_image (the list's) → what is coarse of it, a reference, or NULL */
  gsize bytes;
};

/* The draw device's own function. There is one thread, and one such device at a time. */
static struct
{
  void (*fill_image) (fz_context *, fz_device *, fz_image *, fz_matrix, float, fz_color_params);
  RectoMupdfCoarse *coarse;
} drawing;

/* ---- What is coarse of an image -------------------------------------------------------------- */

/* An image whose samples mean what they usually do. */
static gboolean
is_plain (fz_image *image)
{
  return image->bpc == 8 && !image->imagemask && !image->use_decode && !image->use_colorkey;
}

/* The same JPEG without what is not needed; NULL when all of it is. Throws. */
static fz_buffer *
keep_coarse_scans (fz_context *ctx, fz_buffer *jpeg)
{
  unsigned char *data;
  const size_t length = fz_buffer_storage (ctx, jpeg, &data);
  unsigned char *coarse = fz_malloc (ctx, length + RECTO_JPEG_SCANS_MORE);
  const size_t size = recto_jpeg_scans_keep_coarse (data, length, coarse);
  unsigned char *shrunk;

  if (size == 0)
    {
      fz_free (ctx, coarse);
      return NULL;
    }
  shrunk = fz_realloc_no_throw (ctx, coarse, size);
  return fz_new_buffer_from_data (ctx, shrunk != NULL ? shrunk : coarse, size);
}

/* Throws. */
static fz_image *
new_image (fz_context *ctx, fz_image *image, fz_compressed_buffer *jpeg, fz_buffer *scans)
{
  fz_compressed_buffer *coarse = fz_new_compressed_buffer (ctx);

  coarse->params = jpeg->params;
  coarse->buffer = fz_keep_buffer (ctx, scans);
  return fz_new_image_from_compressed_buffer (ctx, image->w, image->h, image->bpc,
                                              image->colorspace, image->xres, image->yres,
                                              image->interpolate, 0, NULL, NULL, coarse,
                                              image->mask);
}

/* NULL where nothing of it can be left out. Throws. */
static fz_image *
make_coarse (fz_context *ctx, fz_image *image)
{
  fz_compressed_buffer *compressed = fz_compressed_image_buffer (ctx, image);
  fz_buffer *scans;
  fz_image *coarse = NULL;

  if (compressed == NULL || compressed->params.type != FZ_IMAGE_JPEG || !is_plain (image))
    return NULL;
  scans = keep_coarse_scans (ctx, compressed->buffer);
  if (scans == NULL)
    return NULL;
  fz_try (ctx) { coarse = new_image (ctx, image, compressed, scans); }
  fz_always (ctx) { fz_drop_buffer (ctx, scans); }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return coarse;
}

/* ---- Which is drawn -------------------------------------------------------------------------- */

RectoMupdfCoarse *
recto_mupdf_coarse_new (void)
{
  RectoMupdfCoarse *self = g_new0 (RectoMupdfCoarse, 1);

  self->known = g_hash_table_new (NULL, NULL);
  return self;
}

void
recto_mupdf_coarse_free (RectoMupdfCoarse *self, fz_context *ctx)
{
  GHashTableIter iter;
  gpointer coarse;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &coarse))
    fz_drop_image (ctx, coarse);
  g_hash_table_unref (self->known);
  g_free (self);
}

gsize
recto_mupdf_coarse_get_bytes (RectoMupdfCoarse *self)
{
  return self->bytes;
}

static gboolean
is_large (fz_image *image)
{
  return image->w > 0 && image->h > 0 && image->w >= LARGE_PIXELS / image->h;
}

static gboolean
becomes_small (fz_image *image, fz_matrix matrix)
{
  return hypotf (matrix.a, matrix.b) * SHRINK <= (float) image->w &&
         hypotf (matrix.c, matrix.d) * SHRINK <= (float) image->h;
}

fz_image *
recto_mupdf_coarse_choose (RectoMupdfCoarse *self,
                           fz_context *ctx,
                           fz_image *image,
                           fz_matrix matrix)
{
  gpointer coarse = NULL;

  if (!is_large (image) || !becomes_small (image, matrix))
    return image;
  if (!g_hash_table_lookup_extended (self->known, image, NULL, &coarse))
    {
      coarse = make_coarse (ctx, image);
      g_hash_table_insert (self->known, image, coarse);
      self->bytes += coarse != NULL ? fz_image_size (ctx, coarse) : 0;
    }
  return coarse != NULL ? coarse : image;
}

static void
fill_image (fz_context *ctx,
            fz_device *device,
            fz_image *image,
            fz_matrix matrix,
            float alpha,
            fz_color_params params)
{
  drawing.fill_image (ctx, device, recto_mupdf_coarse_choose (drawing.coarse, ctx, image, matrix),
                      matrix, alpha, params);
}

void
recto_mupdf_coarse_use (RectoMupdfCoarse *self, fz_device *device)
{
  drawing.fill_image = device->fill_image;
  drawing.coarse = self;
  device->fill_image = fill_image;
}
