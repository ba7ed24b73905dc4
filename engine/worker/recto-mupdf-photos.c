/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-photos.h"

/* An image is looked at in about so many pixels each way. */
#define SAMPLE_EDGE 64
/* Paper, also where it was scanned: at least as bright, and not much more of one color. */
#define PAPER_BRIGHTNESS 200
#define INK_BRIGHTNESS 64
#define GRAY_RANGE 48

struct _RectoMupdfPhotos
{
  RectoMupdfCoarse *coarse;
  GHashTable *known; /* fz_image (the list's) → whether it is a photograph */
};

/* The draw device's own functions, and how far it has come. There is one thread, and one such
 * device at a time. */
static struct
{
  fz_device own;
  RectoMupdfPhotos *photos;
  fz_rect part;
  int in_mask; /* what is drawn now says where something else shows */
  gboolean any;
} drawing;

/* ---- What an image is like ------------------------------------------------------------------- */

typedef struct
{
  guint n_pixels;
  guint n_paper;
  guint n_ink;
} Look;

static Look
look_at_pixels (fz_context *ctx, fz_pixmap *pixmap)
{
  Look look = { 0 };
  int n = fz_pixmap_components (ctx, pixmap);

  for (int y = 0; y < fz_pixmap_height (ctx, pixmap); y++)
    for (int x = 0; x < fz_pixmap_width (ctx, pixmap); x++)
      {
        const unsigned char *p =
            fz_pixmap_samples (ctx, pixmap) + y * fz_pixmap_stride (ctx, pixmap) + x * n;
        int most = MAX (MAX (p[0], p[1]), p[2]);
        int least = MIN (MIN (p[0], p[1]), p[2]);

        look.n_pixels++;
        if (most - least > GRAY_RANGE)
          continue;
        look.n_paper += least >= PAPER_BRIGHTNESS;
        look.n_ink += most <= INK_BRIGHTNESS;
      }
  return look;
}

static Look
look_at_image (fz_context *ctx, fz_image *image)
{
  fz_matrix small = fz_scale (SAMPLE_EDGE, SAMPLE_EDGE);
  fz_pixmap *pixmap = NULL;
  fz_pixmap *rgb = NULL;
  Look look = { 0 };

  fz_var (pixmap);
  fz_var (rgb);
  fz_try (ctx)
  {
    pixmap = fz_get_pixmap_from_image (ctx, image, NULL, &small, NULL, NULL);
    rgb = fz_convert_pixmap (ctx, pixmap, fz_device_rgb (ctx), NULL, NULL, fz_default_color_params,
                             0);
    look = look_at_pixels (ctx, rgb);
  }
  fz_always (ctx)
  {
    fz_drop_pixmap (ctx, rgb);
    fz_drop_pixmap (ctx, pixmap);
  }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return look;
}

/* Of two tones only, mostly paper, or a shape of ink cut out of nothing: drawn, not taken. */
static gboolean
is_photo (fz_context *ctx, fz_image *image)
{
  Look look;

  if (image->bpc == 1 && image->n == 1)
    return FALSE;
  look = look_at_image (ctx, image);
  if (look.n_paper * 2 >= look.n_pixels)
    return FALSE;
  return image->mask == NULL || look.n_ink * 10 < look.n_pixels * 9;
}

/* It is looked at as it was drawn, as that is kept. Throws. */
static gboolean
is_known_photo (RectoMupdfPhotos *self, fz_context *ctx, fz_image *image, fz_matrix matrix)
{
  gpointer found = NULL;

  if (!g_hash_table_lookup_extended (self->known, image, NULL, &found))
    {
      fz_image *drawn = recto_mupdf_coarse_choose (self->coarse, ctx, image, matrix);

      found = GINT_TO_POINTER (is_photo (ctx, drawn));
      g_hash_table_insert (self->known, image, found);
    }
  return GPOINTER_TO_INT (found);
}

/* ---- Drawing where photographs are ----------------------------------------------------------- */

static void
fill_rect (fz_context *ctx, fz_device *device, fz_rect rect, fz_matrix ctm, float gray, float alpha)
{
  fz_path *path = fz_new_path (ctx);

  fz_try (ctx)
  {
    fz_rectto (ctx, path, rect.x0, rect.y0, rect.x1, rect.y1);
    drawing.own.fill_path (ctx, device, path, 0, ctm, fz_device_gray (ctx), &gray, alpha,
                           fz_default_color_params);
  }
  fz_always (ctx) { fz_drop_path (ctx, path); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
fill_image (fz_context *ctx,
            fz_device *device,
            fz_image *image,
            fz_matrix ctm,
            float alpha,
            fz_color_params params)
{
  gboolean photo = is_known_photo (drawing.photos, ctx, image, ctm);

  if (drawing.in_mask > 0 || (!photo && !drawing.any))
    return;
  drawing.any = TRUE;
  /* Images are drawn up to whole pixels: a part of one would be seen as an edge. */
  ctm = fz_gridfit_matrix (device->flags & FZ_DEVFLAG_GRIDFIT_AS_TILED, ctm);
  fill_rect (ctx, device, fz_unit_rect, ctm, photo ? 1 : 0, alpha);
}

static void
fill_path (fz_context *ctx,
           fz_device *device,
           const fz_path *path,
           int even_odd,
           fz_matrix ctm,
           fz_colorspace *space,
           const float *color,
           float alpha,
           fz_color_params params)
{
  const float black = 0;

  if (drawing.in_mask == 0 && drawing.any && alpha == 1)
    drawing.own.fill_path (ctx, device, path, even_odd, ctm, fz_device_gray (ctx), &black, 1,
                           fz_default_color_params);
}

/* Photographs behind a soft mask are taken to show all the same. */
static void
begin_mask (fz_context *ctx,
            fz_device *device,
            fz_rect area,
            int luminosity,
            fz_colorspace *space,
            const float *color,
            fz_color_params params)
{
  drawing.in_mask++;
}

/* Whoever ends the mask pops what it clips. */
static void
end_mask (fz_context *ctx, fz_device *device, fz_function *function)
{
  fz_path *path = fz_new_path (ctx);

  drawing.in_mask--;
  fz_try (ctx)
  {
    fz_rectto (ctx, path, drawing.part.x0, drawing.part.y0, drawing.part.x1, drawing.part.y1);
    drawing.own.clip_path (ctx, device, path, 0, fz_identity, drawing.part);
  }
  fz_always (ctx) { fz_drop_path (ctx, path); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
begin_group (fz_context *ctx,
             fz_device *device,
             fz_rect area,
             fz_colorspace *space,
             int isolated,
             int knockout,
             int blendmode,
             float alpha)
{
  drawing.own.begin_group (ctx, device, area, NULL, 0, 0, FZ_BLEND_NORMAL, 1);
}

/* Without its number: what is drawn here is nothing to keep for the page. */
#if HAVE_TILES_OF_DOCUMENTS
static int
begin_tile (fz_context *ctx,
            fz_device *device,
            fz_rect area,
            fz_rect view,
            float xstep,
            float ystep,
            fz_matrix ctm,
            int id,
            int doc_id)
{
  return drawing.own.begin_tile (ctx, device, area, view, xstep, ystep, ctm, 0, 0);
}
#else
static int
begin_tile (fz_context *ctx,
            fz_device *device,
            fz_rect area,
            fz_rect view,
            float xstep,
            float ystep,
            fz_matrix ctm,
            int id)
{
  return drawing.own.begin_tile (ctx, device, area, view, xstep, ystep, ctm, 0);
}
#endif

static fz_device *
new_device (RectoMupdfPhotos *self, fz_context *ctx, fz_pixmap *pixmap)
{
  fz_device *device = fz_new_draw_device (ctx, fz_identity, pixmap);

  drawing.own = *device;
  drawing.photos = self;
  drawing.part = fz_rect_from_irect (fz_pixmap_bbox (ctx, pixmap));
  drawing.in_mask = 0;
  drawing.any = FALSE;
  /* What is not drawn has no function. */
  device->stroke_path = NULL;
  device->fill_text = NULL;
  device->stroke_text = NULL;
  device->fill_shade = NULL;
  device->fill_image_mask = NULL;
  device->fill_path = fill_path;
  device->fill_image = fill_image;
  device->begin_mask = begin_mask;
  device->end_mask = end_mask;
  device->begin_group = begin_group;
  device->begin_tile = begin_tile;
  return device;
}

RectoMupdfPhotos *
recto_mupdf_photos_new (RectoMupdfCoarse *coarse)
{
  RectoMupdfPhotos *self = g_new0 (RectoMupdfPhotos, 1);

  self->coarse = coarse;
  self->known = g_hash_table_new (NULL, NULL);
  return self;
}

void
recto_mupdf_photos_free (RectoMupdfPhotos *self)
{
  g_hash_table_unref (self->known);
  g_free (self);
}

fz_pixmap *
recto_mupdf_photos_find (RectoMupdfPhotos *self,
                         fz_context *ctx,
                         fz_display_list *list,
                         fz_matrix matrix,
                         fz_irect part,
                         fz_cookie *cookie)
{
  fz_pixmap *pixmap = NULL;
  fz_device *device = NULL;

  fz_var (pixmap);
  fz_var (device);
  fz_try (ctx)
  {
    pixmap = fz_new_pixmap_with_bbox (ctx, fz_device_gray (ctx), part, NULL, 0);
    fz_clear_pixmap_with_value (ctx, pixmap, 0);
    device = new_device (self, ctx, pixmap);
    fz_run_display_list (ctx, list, device, matrix, fz_rect_from_irect (part), cookie);
    fz_close_device (ctx, device);
  }
  fz_always (ctx) { fz_drop_device (ctx, device); }
  fz_catch (ctx)
  {
    fz_drop_pixmap (ctx, pixmap);
    fz_rethrow (ctx);
  }
  if (drawing.any)
    return pixmap;
  fz_drop_pixmap (ctx, pixmap);
  return NULL;
}
