/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-map.h"

#include <math.h>

void
recto_page_map_turn_point (int rotation, double *x, double *y)
{
  const double before_x = *x;
  const double before_y = *y;

  switch (rotation)
    {
    case 90:
      *x = 1 - before_y;
      *y = before_x;
      break;
    case 180:
      *x = 1 - before_x;
      *y = 1 - before_y;
      break;
    case 270:
      *x = before_y;
      *y = 1 - before_x;
      break;
    default:
      break;
    }
}

/* How far outside of 0 to 1 a value is. */
static double
outside (double value)
{
  return MAX (MAX (-value, value - 1), 0);
}

/* The page whose nearest point is nearest to a point of the widget, and that point of the page.
 * FALSE where that is further than `farthest`, in device pixels, or there is no page. */
static gboolean
find_nearest (RectoPageScene *scene,
              double x,
              double y,
              double farthest,
              RectoLocation *location,
              double *page_x,
              double *page_y)
{
  RectoDocument *document = recto_page_scene_get_document (scene);
  RectoViewport *viewport = recto_page_scene_get_viewport (scene);
  const double scale = recto_viewport_get_scale (viewport);
  const int rotation = recto_viewport_get_rotation (viewport);
  double best = INFINITY;
  guint first;
  guint last;

  if (document == NULL || !recto_viewport_get_range (viewport, &first, &last))
    return FALSE;
  for (guint i = first; i <= last; i++)
    {
      const RectoLocation at = recto_viewport_get_page (viewport, i).location;
      const RectoPage *page = recto_document_get_page (document, at);
      RectoPageRect rect;
      double across;
      double down;
      double distance;

      recto_viewport_get_part (viewport, i, &rect);
      across = (x * scale - rect.x) / rect.width;
      down = (y * scale - rect.y) / rect.height;
      distance = hypot (outside (across) * rect.width, outside (down) * rect.height);
      if (page == NULL || distance > farthest || distance >= best)
        continue;
      best = distance;
      across = CLAMP (across, 0, 1);
      down = CLAMP (down, 0, 1);
      recto_page_map_turn_point ((360 - rotation) % 360, &across, &down);
      *location = at;
      *page_x = across * page->width;
      *page_y = down * page->height;
    }
  return best < INFINITY;
}

gboolean
recto_page_map_find_point (RectoPageScene *scene,
                           double x,
                           double y,
                           RectoLocation *location,
                           double *page_x,
                           double *page_y)
{
  return find_nearest (scene, x, y, 0, location, page_x, page_y);
}

gboolean
recto_page_map_find_nearest (RectoPageScene *scene,
                             double x,
                             double y,
                             RectoLocation *location,
                             double *page_x,
                             double *page_y)
{
  return find_nearest (scene, x, y, INFINITY, location, page_x, page_y);
}

gboolean
recto_page_map_find_area (RectoPageScene *scene,
                          RectoLocation location,
                          const RectoRect *area,
                          GdkRectangle *where)
{
  RectoDocument *document = recto_page_scene_get_document (scene);
  RectoViewport *viewport = recto_page_scene_get_viewport (scene);
  const double scale = recto_viewport_get_scale (viewport);
  const int rotation = recto_viewport_get_rotation (viewport);
  const RectoPage *page = NULL;
  RectoPageRect rect;
  guint first;
  guint last;
  guint number;
  double left;
  double top;
  double right;
  double bottom;

  if (document != NULL)
    page = recto_document_get_page (document, location);
  if (page == NULL || !recto_viewport_get_range (viewport, &first, &last))
    return FALSE;
  number = recto_document_get_number (document, location);
  if (number < first || number > last)
    return FALSE;
  recto_viewport_get_part (viewport, number, &rect);
  left = area->x / page->width;
  top = area->y / page->height;
  right = (area->x + area->width) / page->width;
  bottom = (area->y + area->height) / page->height;
  recto_page_map_turn_point (rotation, &left, &top);
  recto_page_map_turn_point (rotation, &right, &bottom);
  where->x = (int) floor ((rect.x + MIN (left, right) * rect.width) / scale);
  where->y = (int) floor ((rect.y + MIN (top, bottom) * rect.height) / scale);
  where->width = (int) ceil (fabs (right - left) * rect.width / scale);
  where->height = (int) ceil (fabs (bottom - top) * rect.height / scale);
  return TRUE;
}

/* Whether a page has a place in what can be scrolled over now. */
static gboolean
is_laid_out (RectoPageScene *scene, guint number)
{
  RectoViewport *viewport = recto_page_scene_get_viewport (scene);
  RectoPageLayout *layout = recto_viewport_get_layout (viewport);
  guint first;
  guint last;

  if (number >= recto_page_layout_get_n_pages (layout))
    return FALSE;
  if (recto_viewport_get_continuous (viewport))
    return TRUE;
  recto_page_layout_get_row (layout, recto_page_scene_get_number (scene), &first, &last);
  return number >= first && number <= last;
}

gboolean
recto_page_map_find_height (RectoPageScene *scene,
                            RectoLocation location,
                            const RectoRect *area,
                            double *fraction)
{
  RectoDocument *document = recto_page_scene_get_document (scene);
  RectoViewport *viewport = recto_page_scene_get_viewport (scene);
  RectoPageLayout *layout = recto_viewport_get_layout (viewport);
  const RectoPage *page;
  RectoPageRect rect;
  guint number;
  double across = 0;
  double down = 0;

  if (document == NULL)
    return FALSE;
  number = recto_document_get_number (document, location);
  if (!is_laid_out (scene, number) || recto_page_layout_get_height (layout) <= 0)
    return FALSE;
  page = recto_document_get_page (document, location);
  if (page != NULL && area != NULL)
    {
      across = (area->x + area->width / 2) / page->width;
      down = (area->y + area->height / 2) / page->height;
      recto_page_map_turn_point (recto_viewport_get_rotation (viewport), &across, &down);
    }
  rect = recto_page_layout_get_rect (layout, number);
  *fraction = (rect.y + down * rect.height) / recto_page_layout_get_height (layout);
  return TRUE;
}
