/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-stand-ins.h"

#include <cairo.h>

/* How far from its size a page was drawn: the larger by the smaller. */
static double
get_stretch (const RectoTilePage *one, const RectoTilePage *other)
{
  double stretch = (double) one->width / other->width;

  return MAX (stretch, 1 / stretch);
}

static int
compare_stand_ins (gconstpointer a, gconstpointer b, gpointer data)
{
  const RectoStandIn *one = a;
  const RectoStandIn *other = b;
  const RectoTilePage *page = data;
  const gboolean one_is_alike = recto_tile_page_looks_alike (&one->key->page, page);
  const double one_stretch = get_stretch (&one->key->page, page);
  const double other_stretch = get_stretch (&other->key->page, page);

  if (one_is_alike != recto_tile_page_looks_alike (&other->key->page, page))
    return one_is_alike ? -1 : 1;
  if (one->outdated != other->outdated)
    return one->outdated ? 1 : -1;
  if (one_stretch != other_stretch)
    return one_stretch < other_stretch ? -1 : 1;
  return one->made > other->made ? -1 : 1;
}

/* In a region, rectangles are relative to what is missing: its numbers are not large. */
static cairo_rectangle_int_t
make_rectangle (const RectoPixelRect *rect, const RectoPixelRect *missing)
{
  return (cairo_rectangle_int_t) { rect->x - missing->x, rect->y - missing->y, rect->width,
                                   rect->height };
}

void
recto_stand_ins_choose (GArray *stand_ins, const RectoTilePage *page, const RectoPixelRect *missing)
{
  const cairo_rectangle_int_t all = make_rectangle (missing, missing);
  cairo_region_t *left = cairo_region_create_rectangle (&all);
  guint n_chosen = 0;

  g_array_sort_with_data (stand_ins, compare_stand_ins, (gpointer) page);
  for (guint i = 0; i < stand_ins->len && !cairo_region_is_empty (left); i++)
    {
      RectoStandIn stand_in = g_array_index (stand_ins, RectoStandIn, i);
      RectoPixelRect shown;
      cairo_rectangle_int_t rectangle;

      stand_in.where = recto_tile_key_get_rect_on (stand_in.key, page);
      shown = stand_in.where;
      if (!recto_pixel_rect_intersect (&shown, missing))
        continue;
      rectangle = make_rectangle (&shown, missing);
      if (cairo_region_contains_rectangle (left, &rectangle) == CAIRO_REGION_OVERLAP_OUT)
        continue;
      cairo_region_subtract_rectangle (left, &rectangle);
      g_array_index (stand_ins, RectoStandIn, n_chosen++) = stand_in;
    }
  g_array_set_size (stand_ins, n_chosen);
  cairo_region_destroy (left);
}
