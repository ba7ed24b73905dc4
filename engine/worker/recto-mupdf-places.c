/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-places.h"

#include <math.h>

#include "recto-mupdf-context.h"

struct _RectoMupdfPlaces
{
  RectoMupdfDocument *document;
  guint chapter;  /* that the counts are of */
  GArray *starts; /* of guint32: the first character of each page, as far as counted; one more */
};

/* A device that draws nothing, and looks for a character among those that it is to draw. */
typedef struct
{
  fz_device super;
  gboolean by_number;
  guint32 number;  /* looks for this one */
  double fraction; /* or for the first whose middle is no higher than this part of the page */
  double height;   /* the same in points */
  guint32 n_seen;
  gboolean found;
  double top; /* of the one that was found */
} Counter;

/* Layouts break lines at spaces, which are left out there, and at hyphens, some of which they add.
 */
static gboolean
counts (int character)
{
  return character > ' ' && character != '-' && character != 0xad && character != 0x2010 &&
         character != 0xfffd && !g_unichar_isspace ((gunichar) character);
}

static void
look_at (Counter *self, double baseline, double size)
{
  if (!self->found &&
      (self->by_number ? self->n_seen == self->number : baseline - size / 2 >= self->height))
    {
      self->found = TRUE;
      self->top = baseline - size;
      self->number = self->n_seen;
    }
  self->n_seen++;
}

static void
count_text (fz_context *ctx,
            fz_device *device,
            const fz_text *text,
            fz_matrix ctm,
            fz_colorspace *colorspace,
            const float *color,
            float alpha,
            fz_color_params params)
{
  Counter *self = (Counter *) device;

  for (const fz_text_span *span = text->head; span != NULL; span = span->next)
    {
      const double size = fz_matrix_expansion (fz_concat (span->trm, ctm));

      for (int i = 0; i < span->len; i++)
        if (counts (span->items[i].ucs))
          look_at (self, fz_transform_point_xy (span->items[i].x, span->items[i].y, ctm).y, size);
    }
}

/* Runs `counter` over a page; its height in points. */
static double
run_page (RectoMupdfPlaces *self, guint chapter, guint number, Counter *counter)
{
  fz_context *ctx = self->document->ctx;
  fz_page *page = NULL;
  double height = 0;

  fz_var (page);
  fz_try (ctx)
  {
    fz_rect bounds;

    page = recto_mupdf_document_load_page (self->document, chapter, number);
    bounds = fz_bound_page (ctx, page);
    height = bounds.y1 - bounds.y0;
    counter->height = counter->fraction * height;
    fz_run_page_contents (ctx, page, &counter->super, fz_identity, NULL);
  }
  fz_always (ctx) { fz_drop_page (ctx, page); }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return height;
}

static Counter *
counter_new (fz_context *ctx)
{
  Counter *counter = fz_new_derived_device (ctx, Counter);

  counter->super.fill_text = count_text;
  /* Of a page that is only counted, nothing is found. */
  counter->by_number = TRUE;
  counter->number = G_MAXUINT32;
  return counter;
}

static guint32
count_page (RectoMupdfPlaces *self, guint number)
{
  fz_context *ctx = self->document->ctx;
  Counter *counter = NULL;
  guint32 n = 0;

  fz_var (counter);
  fz_try (ctx)
  {
    counter = counter_new (ctx);
    run_page (self, self->chapter, number, counter);
    n = counter->n_seen;
  }
  fz_always (ctx) { fz_drop_device (ctx, &counter->super); }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return n;
}

static void
begin_chapter (RectoMupdfPlaces *self, guint chapter)
{
  const guint32 none = 0;

  if (self->chapter == chapter && self->starts->len > 0)
    return;
  self->chapter = chapter;
  g_array_set_size (self->starts, 0);
  g_array_append_val (self->starts, none);
}

/* The first character of a page of the chapter. */
static guint32
find_start (RectoMupdfPlaces *self, guint page)
{
  while (self->starts->len <= page)
    {
      const guint last = self->starts->len - 1;
      const guint32 next = g_array_index (self->starts, guint32, last) + count_page (self, last);

      g_array_append_val (self->starts, next);
    }
  return g_array_index (self->starts, guint32, page);
}

/* Looks on one page; FALSE where it is not there. */
static gboolean
look_on_page (RectoMupdfPlaces *self,
              guint page,
              const RectoMessagePlace *request,
              guint32 start,
              RectoMessagePlaceFound *found)
{
  fz_context *ctx = self->document->ctx;
  Counter *counter = NULL;
  gboolean there = FALSE;

  fz_var (counter);
  fz_try (ctx)
  {
    double height;

    counter = counter_new (ctx);
    counter->by_number = request->by_character != 0;
    counter->number = request->character - start;
    counter->fraction = request->fraction;
    height = run_page (self, self->chapter, page, counter);
    there = counter->found;
    found->page = page;
    found->character = start + (there ? counter->number : counter->n_seen);
    /* The page's first line stands at its top, whatever is above it. */
    if (there && counter->by_number && counter->number > 0 && height > 0)
      found->fraction = CLAMP (counter->top / height, 0, 1);
  }
  fz_always (ctx) { fz_drop_device (ctx, &counter->super); }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return there;
}

static void
find_by_character (RectoMupdfPlaces *self,
                   const RectoMessagePlace *request,
                   guint n_pages,
                   RectoMessagePlaceFound *found)
{
  guint page = 0;

  while (page + 1 < n_pages && find_start (self, page + 1) <= request->character)
    page++;
  if (!look_on_page (self, page, request, find_start (self, page), found))
    found->fraction = 0;
}

RectoMupdfPlaces *
recto_mupdf_places_new (RectoMupdfDocument *document)
{
  RectoMupdfPlaces *self = g_new0 (RectoMupdfPlaces, 1);

  self->document = document;
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
recto_mupdf_places_find (RectoMupdfPlaces *self,
                         const RectoMessagePlace *request,
                         RectoMessagePlaceFound *found)
{
  fz_context *ctx = self->document->ctx;
  guint refusals = recto_mupdf_context_refusals ();
  char text[256];

  found->outcome = RECTO_OUTCOME_OK;
  fz_try (ctx)
  {
    int n_pages = fz_count_chapter_pages (ctx, self->document->document, (int) request->chapter);

    if (n_pages <= 0)
      fz_throw (ctx, FZ_ERROR_ARGUMENT, "the chapter has no pages");
    begin_chapter (self, request->chapter);
    if (request->by_character != 0)
      find_by_character (self, request, (guint) n_pages, found);
    else
      {
        const guint page = MIN (request->page, (guint) n_pages - 1);

        look_on_page (self, page, request, find_start (self, page), found);
        found->fraction = request->fraction;
      }
  }
  fz_catch (ctx) { found->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, text); }
}
