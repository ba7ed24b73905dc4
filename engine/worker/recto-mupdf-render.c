/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-render.h"

#include <malloc.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>

#include "recto-mupdf-coarse.h"
#include "recto-mupdf-context.h"
#include "recto-mupdf-photos.h"
#include "recto-tint.h"

/* How many pages' lists a worker keeps, and about how many bytes of them. */
#define MAX_LISTS 8
#define MAX_LIST_BYTES (96u << 20)

typedef struct
{
  fz_display_list *list; /* NULL: the place is free */
  guint chapter;
  guint page;
  guint32 generation;
  gboolean bare; /* without annotations */
  fz_rect bounds;
  gsize bytes;   /* about */
  gsize biggest; /* pixels of the largest image; 0 where there is none */
  RectoMupdfCoarse *coarse;
  RectoMupdfPhotos *photos;
  guint errors; /* met while the list was built */
  gboolean low_memory;
  guint64 used; /* when, in jobs */
} PageList;

struct _RectoMupdfRender
{
  RectoMupdfDocument *document;
  PageList lists[MAX_LISTS];
  guint64 now; /* jobs so far */
};

/* The list device's own functions, and what the images passed to them are like. MuPDF has one
 * list device at a time here: there is one thread and no nesting. */
static struct
{
  void (*fill_image) (fz_context *, fz_device *, fz_image *, fz_matrix, float, fz_color_params);
  gsize biggest;
} noticed;

static void
notice_image (fz_context *ctx,
              fz_device *device,
              fz_image *image,
              fz_matrix ctm,
              float alpha,
              fz_color_params params)
{
  noticed.biggest = MAX (noticed.biggest, (gsize) MAX (image->w, 0) * (gsize) MAX (image->h, 0));
  noticed.fill_image (ctx, device, image, ctm, alpha, params);
}

RectoMupdfRender *
recto_mupdf_render_new (RectoMupdfDocument *document)
{
  RectoMupdfRender *self = g_new0 (RectoMupdfRender, 1);

  self->document = document;
  return self;
}

static void
forget_list (RectoMupdfRender *self, PageList *entry)
{
  g_clear_pointer (&entry->photos, recto_mupdf_photos_free);
  if (entry->coarse != NULL)
    recto_mupdf_coarse_free (entry->coarse, self->document->ctx);
  fz_drop_display_list (self->document->ctx, entry->list);
  memset (entry, 0, sizeof *entry);
}

static PageList *
find_list (RectoMupdfRender *self, guint chapter, guint page, guint32 generation, gboolean bare)
{
  for (guint i = 0; i < MAX_LISTS; i++)
    {
      PageList *entry = &self->lists[i];

      if (entry->list != NULL && entry->chapter == chapter && entry->page == page &&
          entry->generation == generation && entry->bare == bare)
        return entry;
    }
  return NULL;
}

fz_display_list *
recto_mupdf_render_find_list (RectoMupdfRender *self,
                              guint chapter,
                              guint page,
                              guint32 generation,
                              fz_rect *bounds)
{
  PageList *entry = find_list (self, chapter, page, generation, FALSE);

  if (entry == NULL)
    return NULL;
  *bounds = entry->bounds;
  return entry->list;
}

RectoMupdfDocument *
recto_mupdf_render_get_document (RectoMupdfRender *self)
{
  return self->document;
}

/* Makes room for one more list and returns its place. */
static PageList *
free_place (RectoMupdfRender *self)
{
  for (;;)
    {
      PageList *oldest = NULL;
      PageList *empty = NULL;
      gsize bytes = 0;

      for (guint i = 0; i < MAX_LISTS; i++)
        {
          PageList *entry = &self->lists[i];

          if (entry->list == NULL)
            {
              empty = entry;
              continue;
            }
          bytes += entry->bytes + recto_mupdf_coarse_get_bytes (entry->coarse);
          if (oldest == NULL || entry->used < oldest->used)
            oldest = entry;
        }
      if (empty != NULL && (bytes <= MAX_LIST_BYTES || oldest == NULL))
        return empty;
      forget_list (self, oldest);
    }
}

/* Whether a chapter of an office file has come out as nothing but an empty page: what there is in
 * it is not text. Throws. */
static gboolean
lost_all (RectoMupdfRender *self, const RectoMessageRender *request, fz_display_list *list)
{
  fz_context *ctx = self->document->ctx;
  fz_rect drawn = fz_empty_rect;
  fz_device *device = NULL;

  if (!self->document->text_view ||
      fz_count_chapter_pages (ctx, self->document->document, request->chapter) > 1)
    return FALSE;
  fz_var (device);
  fz_try (ctx)
  {
    device = fz_new_bbox_device (ctx, &drawn);
    fz_run_display_list (ctx, list, device, fz_identity, fz_infinite_rect, NULL);
    fz_close_device (ctx, device);
  }
  fz_always (ctx) { fz_drop_device (ctx, device); }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return fz_is_empty_rect (drawn);
}

static gboolean
is_bare (const RectoMessageRender *request)
{
  return (request->bits & RECTO_RENDER_BARE) != 0;
}

/* Throws. What one fills in is no note about the page, and stays on a bare one. */
static void
run (fz_context *ctx, fz_page *page, fz_device *device, gboolean bare, fz_cookie *cookie)
{
  if (!bare)
    {
      fz_run_page (ctx, page, device, fz_identity, cookie);
      return;
    }
  fz_run_page_contents (ctx, page, device, fz_identity, cookie);
  fz_run_page_widgets (ctx, page, device, fz_identity, cookie);
}

static void
build_list (RectoMupdfRender *self,
            const RectoMessageRender *request,
            fz_cookie *cookie,
            PageList *entry)
{
  fz_context *ctx = self->document->ctx;
  fz_page *page = NULL;
  fz_device *device = NULL;
  guint left_out = recto_mupdf_context_left_out (ctx);

  fz_var (page);
  fz_var (device);
  fz_try (ctx)
  {
    page = recto_mupdf_document_load_page (self->document, request->chapter, request->page);
    entry->bounds = fz_bound_page (ctx, page);
    entry->list = fz_new_display_list (ctx, entry->bounds);
    device = fz_new_list_device (ctx, entry->list);
    noticed.fill_image = device->fill_image;
    noticed.biggest = 0;
    device->fill_image = notice_image;
    run (ctx, page, device, is_bare (request), cookie);
    fz_close_device (ctx, device);
    entry->errors = recto_mupdf_context_left_out (ctx) - left_out;
    if (lost_all (self, request, entry->list))
      entry->errors++;
  }
  fz_always (ctx)
  {
    fz_drop_device (ctx, device);
    fz_drop_page (ctx, page);
  }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

/* The page's list, built if need be; NULL when it was aborted. Throws. */
static PageList *
get_list (RectoMupdfRender *self, const RectoMessageRender *request, fz_cookie *cookie)
{
  fz_context *ctx = self->document->ctx;
  PageList *entry = find_list (self, request->chapter, request->page, request->head.generation,
                               is_bare (request));
  guint refusals = recto_mupdf_context_refusals ();
  gsize before;

  if (entry != NULL)
    return entry;
  entry = free_place (self);
  before = mallinfo2 ().uordblks;
  fz_try (ctx) { build_list (self, request, cookie, entry); }
  fz_catch (ctx)
  {
    forget_list (self, entry);
    fz_rethrow (ctx);
  }
  if (cookie->abort)
    {
      forget_list (self, entry);
      return NULL;
    }
  entry->chapter = request->chapter;
  entry->page = request->page;
  entry->generation = request->head.generation;
  entry->bare = is_bare (request);
  entry->bytes = MAX (mallinfo2 ().uordblks, before) - before;
  entry->biggest = noticed.biggest;
  entry->coarse = recto_mupdf_coarse_new ();
  entry->errors += cookie->errors;
  entry->low_memory = recto_mupdf_context_refusals () != refusals;
  return entry;
}

static double
get_length (fz_rect bounds, gboolean across)
{
  return across ? bounds.x1 - bounds.x0 : bounds.y1 - bounds.y0;
}

static double
to_pixels (double length, double scale)
{
  return MAX (1, floor (length * scale + 0.5));
}

/* From the page's own points to device pixels of the page as shown; its sides come out as whole
 * pixels, the same numbers that recto_page_get_pixel_size () gives the viewer. */
static fz_matrix
page_to_pixels (fz_rect bounds, double scale, int rotation)
{
  fz_matrix turned = fz_rotate (rotation);
  fz_rect placed = fz_transform_rect (bounds, turned);
  double across = get_length (bounds, rotation % 180 == 0);
  double down = get_length (bounds, rotation % 180 != 0);

  return fz_concat (fz_concat (turned, fz_translate (-placed.x0, -placed.y0)),
                    fz_scale (to_pixels (across, scale) / across, to_pixels (down, scale) / down));
}

/* Maps the pages of a new buffer in one call; one by one, as painting comes to them, they take
 * longer than the painting. Kernels that do not know the call leave it at that. */
static void
map_in (const RectoMessageRender *request, unsigned char *pixels)
{
  if ((request->bits & RECTO_RENDER_NEW_BUFFER) != 0)
    madvise (pixels, RECTO_TILE_STRIDE (request->width) * request->height, MADV_POPULATE_WRITE);
}

static void
draw (RectoMupdfRender *self,
      PageList *entry,
      const RectoMessageRender *request,
      fz_cookie *cookie,
      unsigned char *pixels)
{
  fz_context *ctx = self->document->ctx;
  fz_irect area = { request->x, request->y, request->x + request->width,
                    request->y + request->height };
  fz_matrix matrix = page_to_pixels (entry->bounds, request->scale, request->rotation);
  fz_pixmap *pixmap = NULL;
  fz_device *device = NULL;

  map_in (request, pixels);
  fz_var (pixmap);
  fz_var (device);
  fz_try (ctx)
  {
    pixmap = fz_new_pixmap_with_bbox_and_data (ctx, fz_device_bgr (ctx), area, NULL, 1, pixels);
    fz_clear_pixmap_with_value (ctx, pixmap, 0xff);
    device = fz_new_draw_device (ctx, fz_identity, pixmap);
    recto_mupdf_coarse_use (entry->coarse, device);
    fz_run_display_list (ctx, entry->list, device, matrix, fz_rect_from_irect (area), cookie);
    fz_close_device (ctx, device);
  }
  fz_always (ctx)
  {
    fz_drop_device (ctx, device);
    fz_drop_pixmap (ctx, pixmap);
  }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

/* The page is drawn in its own colors, so that what shines through or is blended comes out right,
 * and then gets others, but for its photographs. */
static void
tint (RectoMupdfRender *self,
      PageList *entry,
      const RectoMessageRender *request,
      fz_cookie *cookie,
      unsigned char *pixels)
{
  fz_context *ctx = self->document->ctx;
  fz_irect part = { request->x, request->y, request->x + request->width,
                    request->y + request->height };
  fz_pixmap *photos = NULL;

  if (entry->biggest > 0)
    {
      int errors = cookie->errors;

      if (entry->photos == NULL)
        entry->photos = recto_mupdf_photos_new (entry->coarse);
      photos = recto_mupdf_photos_find (entry->photos, ctx, entry->list,
                                        page_to_pixels (entry->bounds, request->scale,
                                                        request->rotation),
                                        part, cookie);
      /* The same as when the page was drawn. */
      cookie->errors = errors;
    }
  recto_tint_apply ((RectoTint) request->tint, pixels, RECTO_TILE_STRIDE (request->width),
                    request->width, request->height,
                    photos != NULL ? fz_pixmap_samples (ctx, photos) : NULL,
                    photos != NULL ? (gsize) fz_pixmap_stride (ctx, photos) : 0);
  fz_drop_pixmap (ctx, photos);
}

static gboolean
bounds_are_drawable (fz_rect bounds)
{
  float width = bounds.x1 - bounds.x0;
  float height = bounds.y1 - bounds.y0;

  return isfinite (width) && isfinite (height) && width > 0 && height > 0;
}

/* A side of the page as shown, in pixels. */
static gint32
measure (fz_rect bounds, const RectoMessageRender *request, gboolean across)
{
  return (gint32) MIN (to_pixels (get_length (bounds, across), request->scale), G_MAXINT32);
}

/* Builds, looks and draws; says in `rendered` how it ended. Throws. */
static void
render (RectoMupdfRender *self,
        const RectoMessageRender *request,
        fz_cookie *cookie,
        unsigned char *pixels,
        RectoMessageRendered *rendered)
{
  guint refusals = recto_mupdf_context_refusals ();
  PageList *entry = get_list (self, request, cookie);

  rendered->outcome = RECTO_OUTCOME_ABORTED;
  if (entry == NULL)
    return;
  entry->used = ++self->now;
  if (entry->biggest > RECTO_BIG_IMAGE_PIXELS && (request->bits & RECTO_RENDER_ANY_SIZE) == 0)
    {
      rendered->outcome = RECTO_OUTCOME_TOO_BIG;
      return;
    }
  if (!bounds_are_drawable (entry->bounds))
    fz_throw (self->document->ctx, FZ_ERROR_FORMAT, "the page has no size");
  cookie->errors = 0;
  draw (self, entry, request, cookie, pixels);
  if (!cookie->abort && request->tint != RECTO_TINT_NONE)
    tint (self, entry, request, cookie, pixels);
  if (cookie->abort)
    return;
  rendered->outcome = RECTO_OUTCOME_OK;
  rendered->page_width = measure (entry->bounds, request, request->rotation % 180 == 0);
  rendered->page_height = measure (entry->bounds, request, request->rotation % 180 != 0);
  rendered->errors = entry->errors + cookie->errors;
  rendered->low_memory = entry->low_memory || recto_mupdf_context_refusals () != refusals;
  /* Built anew next time, when there may be more memory. */
  if (entry->low_memory)
    forget_list (self, entry);
}

void
recto_mupdf_render_tile (RectoMupdfRender *self,
                         const RectoMessageRender *request,
                         fz_cookie *cookie,
                         unsigned char *pixels,
                         RectoMessageRendered *rendered)
{
  fz_context *ctx = self->document->ctx;
  gint64 began = g_get_monotonic_time ();
  guint refusals = recto_mupdf_context_refusals ();

  cookie->progress = 0;
  cookie->progress_max = (size_t) -1;
  cookie->errors = 0;
  fz_try (ctx) { render (self, request, cookie, pixels, rendered); }
  fz_catch (ctx)
  {
    rendered->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, rendered->text);
  }
  /* An aborted render may end as if nothing had happened, or as some other error. */
  if (cookie->abort)
    rendered->outcome = RECTO_OUTCOME_ABORTED;
  rendered->work_us = MIN (g_get_monotonic_time () - began, (gint64) G_MAXUINT32);
}
