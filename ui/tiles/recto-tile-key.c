/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-key.h"

#include <math.h>

/* Where the nth of `n_cells` equal cells begins, rounded to a pixel. */
static int
boundary (int edge, int n_cells, int n)
{
  return (int) (((gint64) edge * n * 2 + n_cells) / ((gint64) n_cells * 2));
}

/* The cell that holds a pixel. The quotient can be one off, as boundaries are rounded. */
static int
cell_at (int edge, int n_cells, int pixel)
{
  int cell = (int) ((gint64) pixel * n_cells / edge);

  if (cell + 1 < n_cells && boundary (edge, n_cells, cell + 1) <= pixel)
    return cell + 1;
  if (boundary (edge, n_cells, cell) > pixel)
    return cell - 1;
  return cell;
}

gboolean
recto_tile_page_looks_alike (const RectoTilePage *a, const RectoTilePage *b)
{
  return a->colors == b->colors && !a->bare == !b->bare && a->layers == b->layers;
}

gboolean
recto_tile_page_equal (const RectoTilePage *a, const RectoTilePage *b)
{
  return recto_location_equal (a->location, b->location) && a->width == b->width &&
         a->height == b->height && a->rotation == b->rotation && recto_tile_page_looks_alike (a, b);
}

int
recto_tile_page_n_cells (int edge)
{
  return edge / RECTO_TILE_EDGE + (edge % RECTO_TILE_EDGE != 0);
}

gboolean
recto_tile_page_find_cells (const RectoTilePage *page,
                            const RectoPixelRect *part,
                            RectoTileKey *first,
                            RectoTileKey *last)
{
  int n_columns = recto_tile_page_n_cells (page->width);
  int n_rows = recto_tile_page_n_cells (page->height);
  int left = MAX (part->x, 0);
  int top = MAX (part->y, 0);
  int right = (int) MIN ((gint64) part->x + part->width, page->width);
  int bottom = (int) MIN ((gint64) part->y + part->height, page->height);

  if (left >= right || top >= bottom)
    return FALSE;

  first->page = last->page = *page;
  first->column = cell_at (page->width, n_columns, left);
  first->row = cell_at (page->height, n_rows, top);
  last->column = cell_at (page->width, n_columns, right - 1);
  last->row = cell_at (page->height, n_rows, bottom - 1);
  return TRUE;
}

RectoPixelRect
recto_tile_key_get_rect (const RectoTileKey *self)
{
  int n_columns = recto_tile_page_n_cells (self->page.width);
  int n_rows = recto_tile_page_n_cells (self->page.height);
  RectoPixelRect rect;

  rect.x = boundary (self->page.width, n_columns, self->column);
  rect.y = boundary (self->page.height, n_rows, self->row);
  rect.width = boundary (self->page.width, n_columns, self->column + 1) - rect.x;
  rect.height = boundary (self->page.height, n_rows, self->row + 1) - rect.y;
  return rect;
}

static int
scale_edge (int edge, int from, int to)
{
  return (int) round ((double) edge * to / from);
}

RectoPixelRect
recto_tile_key_get_rect_on (const RectoTileKey *self, const RectoTilePage *page)
{
  const RectoPixelRect rect = recto_tile_key_get_rect (self);
  RectoPixelRect on;

  on.x = scale_edge (rect.x, self->page.width, page->width);
  on.y = scale_edge (rect.y, self->page.height, page->height);
  on.width = scale_edge (rect.x + rect.width, self->page.width, page->width) - on.x;
  on.height = scale_edge (rect.y + rect.height, self->page.height, page->height) - on.y;
  return on;
}

guint
recto_tile_key_hash (gconstpointer key)
{
  const RectoTileKey *self = key;
  guint hash = self->page.location.chapter;

  hash = hash * 31 + self->page.location.page;
  hash = hash * 31 + (guint) self->page.width;
  hash = hash * 31 + (guint) self->page.height;
  hash = hash * 31 + (guint) self->page.rotation;
  hash = hash * 31 + (guint) self->page.colors;
  hash = hash * 31 + (self->page.bare ? 1 : 0);
  hash = hash * 31 + self->page.layers;
  hash = hash * 31 + (guint) self->column;
  return hash * 31 + (guint) self->row;
}

gboolean
recto_tile_key_equal (gconstpointer a, gconstpointer b)
{
  const RectoTileKey *one = a;
  const RectoTileKey *other = b;

  return recto_tile_page_equal (&one->page, &other->page) && one->column == other->column &&
         one->row == other->row;
}

RectoTileKey *
recto_tile_key_copy (const RectoTileKey *self)
{
  return g_memdup2 (self, sizeof *self);
}

gboolean
recto_pixel_rect_intersect (RectoPixelRect *self, const RectoPixelRect *other)
{
  const int right = MIN (self->x + self->width, other->x + other->width);
  const int bottom = MIN (self->y + self->height, other->y + other->height);

  self->x = MAX (self->x, other->x);
  self->y = MAX (self->y, other->y);
  self->width = MAX (right - self->x, 0);
  self->height = MAX (bottom - self->y, 0);
  return self->width > 0 && self->height > 0;
}
