/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <mupdf/fitz.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Usage: plain-tiles FILE SCALE TILE…: the milliseconds that two processes of MuPDF alone, which
 * have the document open, take for tiles of pages that they have not read; for bench-scroll. A tile
 * is PAGE,X,Y,WIDTH,HEIGHT: a page by its number, from 0, and pixels of it. */

#define N_WORKERS 2

typedef struct
{
  int page;
  fz_irect area;
} Tile;

static void
draw_tile (fz_context *ctx, fz_display_list *list, double scale, const Tile *tile)
{
  fz_rect bounds = fz_bound_display_list (ctx, list);
  fz_matrix matrix =
      fz_concat (fz_translate (-bounds.x0, -bounds.y0), fz_scale ((float) scale, (float) scale));
  fz_pixmap *pixmap = fz_new_pixmap_with_bbox (ctx, fz_device_bgr (ctx), tile->area, NULL, 1);
  fz_device *device;

  fz_clear_pixmap_with_value (ctx, pixmap, 0xff);
  device = fz_new_draw_device (ctx, fz_identity, pixmap);
  fz_run_display_list (ctx, list, device, matrix, fz_rect_from_irect (tile->area), NULL);
  fz_close_device (ctx, device);
  fz_drop_device (ctx, device);
  fz_drop_pixmap (ctx, pixmap);
}

static void
draw_tiles (fz_context *ctx, fz_document *document, double scale, GArray *tiles)
{
  fz_display_list *list = NULL;
  int page = -1;

  for (guint i = 0; i < tiles->len; i++)
    {
      const Tile *tile = &g_array_index (tiles, Tile, i);

      if (tile->page != page)
        {
          fz_page *read = fz_load_page (ctx, document, tile->page);

          fz_drop_display_list (ctx, list);
          list = fz_new_display_list_from_page (ctx, read);
          page = tile->page;
        }
      draw_tile (ctx, list, scale, tile);
    }
  fz_drop_display_list (ctx, list);
}

/* Says that it is ready, waits to be let go, and ends when all is drawn. */
static int
run_worker (const char *path, double scale, GArray *tiles, int ready, int go)
{
  fz_context *ctx = fz_new_context (NULL, NULL, FZ_STORE_DEFAULT);
  int status = 1;
  char byte = 0;

  if (ctx == NULL)
    return 1;
  fz_try (ctx)
  {
    fz_document *document;

    fz_register_document_handlers (ctx);
    document = fz_open_document (ctx, path);
    fz_count_pages (ctx, document);
    if (write (ready, &byte, 1) == 1 && read (go, &byte, 1) == 1)
      {
        draw_tiles (ctx, document, scale, tiles);
        status = 0;
      }
  }
  fz_catch (ctx) { status = 1; }
  return status;
}

/* Pages are shared out, or the tiles of the only one. */
static guint
choose_worker (GArray *tiles, guint number)
{
  const Tile *tile = &g_array_index (tiles, Tile, number);
  const Tile *first = &g_array_index (tiles, Tile, 0);
  const Tile *last = &g_array_index (tiles, Tile, tiles->len - 1);

  return (first->page != last->page ? (guint) (tile->page - first->page) : number) % N_WORKERS;
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (Tile));
  int ready[2];
  int go[2];
  char bytes[N_WORKERS] = { 0 };
  gboolean good = TRUE;
  gint64 began;

  for (int i = 3; i < argc; i++)
    {
      Tile tile;
      int width;
      int height;

      if (sscanf (argv[i], "%d,%d,%d,%d,%d", &tile.page, &tile.area.x0, &tile.area.y0, &width,
                  &height) != 5)
        return 2;
      tile.area.x1 = tile.area.x0 + width;
      tile.area.y1 = tile.area.y0 + height;
      g_array_append_val (tiles, tile);
    }
  if (tiles->len == 0 || pipe (ready) != 0 || pipe (go) != 0)
    return 2;
  for (guint i = 0; i < N_WORKERS; i++)
    {
      g_autoptr (GArray) share = g_array_new (FALSE, FALSE, sizeof (Tile));

      for (guint k = 0; k < tiles->len; k++)
        if (choose_worker (tiles, k) == i)
          g_array_append_val (share, g_array_index (tiles, Tile, k));
      if (fork () == 0)
        _exit (run_worker (argv[1], g_ascii_strtod (argv[2], NULL), share, ready[1], go[0]));
    }
  for (guint i = 0; i < N_WORKERS; i++)
    good &= read (ready[0], bytes, 1) == 1;
  began = g_get_monotonic_time ();
  good &= write (go[1], bytes, N_WORKERS) == N_WORKERS;
  for (guint i = 0; i < N_WORKERS; i++)
    {
      int status = 0;

      good &= wait (&status) > 0 && status == 0;
    }
  printf ("%.3f\n", (double) (g_get_monotonic_time () - began) / 1000);
  return good ? 0 : 1;
}
