/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <mupdf/fitz.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "recto-bench-sample.h"

/* Usage: plain-open FILE: what the engine does up to the first page's pixels, by MuPDF alone in one
 * process; for bench-open. */

#define SCALE (144 / 72.0f)
#define MAX_SIDE 4000.0f
#define MAX_MEMORY ((rlim_t) 2 << 30)

static fz_display_list *
read_page (fz_context *ctx, const char *path)
{
  fz_document *document = fz_open_document (ctx, path);
  fz_page *page;
  fz_display_list *list;

  if (fz_needs_password (ctx, document))
    fz_throw (ctx, FZ_ERROR_ARGUMENT, "locked with a password");
  if (fz_is_document_reflowable (ctx, document))
    fz_layout_document (ctx, document, 450, 600, 12);
  page = fz_load_chapter_page (ctx, document, 0, 0);
  list = fz_new_display_list_from_page (ctx, page);
  return list;
}

/* The same pixels that the engine's tile has: whole sides, page from 0, blue first. */
static fz_pixmap *
draw_page (fz_context *ctx, fz_display_list *list)
{
  fz_rect bounds = fz_bound_display_list (ctx, list);
  float width = bounds.x1 - bounds.x0;
  float height = bounds.y1 - bounds.y0;
  double scale = fmin (SCALE, MAX_SIDE / fmax (width, height));
  fz_irect area = { 0, 0, fmax (1, floor (width * scale + 0.5)),
                    fmax (1, floor (height * scale + 0.5)) };
  fz_matrix matrix = fz_concat (fz_translate (-bounds.x0, -bounds.y0),
                                fz_scale (area.x1 / width, area.y1 / height));
  fz_pixmap *pixmap = fz_new_pixmap_with_bbox (ctx, fz_device_bgr (ctx), area, NULL, 1);
  fz_device *device;

  fz_clear_pixmap_with_value (ctx, pixmap, 0xff);
  device = fz_new_draw_device (ctx, fz_identity, pixmap);
  fz_run_display_list (ctx, list, device, matrix, fz_rect_from_irect (area), NULL);
  fz_close_device (ctx, device);
  fz_drop_device (ctx, device);
  return pixmap;
}

static void
be_quiet (void *user, const char *message)
{
}

int
main (int argc, char **argv)
{
  gint64 began = g_get_monotonic_time ();
  fz_context *ctx = fz_new_context (NULL, NULL, FZ_STORE_DEFAULT);
  fz_pixmap *pixmap = NULL;
  gint64 ended;
  const struct rlimit memory = { MAX_MEMORY, MAX_MEMORY };
  int status = 1;

  if (ctx == NULL || argc != 2)
    return 2;
  /* Nothing else stops MuPDF here: some documents never end, or take all memory. */
  alarm (RECTO_BENCH_SAMPLE_SECONDS);
  setrlimit (RLIMIT_DATA, &memory);
  fz_set_warning_callback (ctx, be_quiet, NULL);
  fz_set_error_callback (ctx, be_quiet, NULL);
  fz_var (pixmap);
  fz_try (ctx)
  {
    fz_register_document_handlers (ctx);
    pixmap = draw_page (ctx, read_page (ctx, argv[1]));
    ended = g_get_monotonic_time ();
    recto_bench_sample_print (began, ended, fz_pixmap_samples (ctx, pixmap),
                              (gsize) fz_pixmap_stride (ctx, pixmap) *
                                  fz_pixmap_height (ctx, pixmap));
    status = 0;
  }
  fz_catch (ctx) { status = 1; }
  /* Nothing is freed: the process ends, and nobody waits for that. */
  exit (status);
}
