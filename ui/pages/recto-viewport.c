/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-viewport.h"

#include <math.h>

#include "recto-document.h"
#include "recto-page-row.h"
#include "recto-viewport-private.h"

/* Zooming to twice the size is as much as scrolling by so many heights of the view. */
#define HEIGHTS_PER_DOUBLING 8.0
/* Turning goes no further, in pages. */
#define FAR_JUMP 10
#define SEAM 4 /* between two pages that face each other */
/* How large a page is that stands in for itself, at most: its longer side in device pixels. */
#define SMALL_EDGE 256.0

RectoViewport *
recto_viewport_new (void)
{
  RectoViewport *self = g_new0 (RectoViewport, 1);

  self->layout = recto_page_layout_new ();
  self->scale = 1;
  self->zoom = 1;
  self->continuous = TRUE;
  self->show_annotations = TRUE;
  self->gap = RECTO_VIEWPORT_GAP;
  self->fit_mode = RECTO_FIT_AUTOMATIC;
  self->direction = 1;
  return self;
}

void
recto_viewport_free (RectoViewport *self)
{
  recto_page_layout_free (self->layout);
  g_free (self);
}

static gboolean
has_pages (RectoViewport *self)
{
  return recto_page_layout_get_n_pages (self->layout) > 0;
}

static guint
get_number (RectoViewport *self)
{
  return recto_page_layout_get_number (self->layout, self->location);
}

static gboolean
is_in_view (RectoViewport *self, const RectoPageRect *rect)
{
  return rect->y < self->y + self->height * self->scale && rect->y + rect->height > self->y;
}

static void
set_anchor (RectoViewport *self, const RectoPageAnchor *anchor, double x, double y)
{
  self->changed = TRUE;
  self->has_anchor = TRUE;
  self->anchor = *anchor;
  self->anchor_x = x;
  self->anchor_y = y;
}

void
recto_viewport_hold (RectoViewport *self)
{
  RectoPageAnchor anchor;
  RectoPageRect rect;
  double top = self->y;

  self->changed = TRUE;
  if (self->has_anchor || !has_pages (self) || self->width <= 0)
    return;

  rect = recto_page_layout_get_rect (self->layout, get_number (self));
  if (is_in_view (self, &rect))
    {
      top = MAX (self->y, rect.y);
      anchor = recto_page_layout_get_anchor_on (self->layout, get_number (self),
                                                self->x + self->width * self->scale / 2, top);
    }
  else
    anchor =
        recto_page_layout_get_anchor (self->layout, self->x + self->width * self->scale / 2, top);
  set_anchor (self, &anchor, self->width / 2, (top - self->y) / self->scale);
}

void
recto_viewport_set_pages (RectoViewport *self, GArray *chapters, GArray *sizes)
{
  recto_viewport_hold (self);
  recto_page_layout_set_pages (self->layout, chapters, sizes);
}

void
recto_viewport_set_size (RectoViewport *self, double width, double height, double scale)
{
  if (self->width == width && self->height == height && self->scale == scale)
    return;
  recto_viewport_hold (self);
  self->width = width;
  self->height = height;
  self->scale = scale;
}

static void
set_zoom (RectoViewport *self, double zoom)
{
  self->fit_mode = RECTO_FIT_NONE;
  self->zoom = recto_zoom_clamp (zoom);
  self->changed = TRUE;
}

void
recto_viewport_zoom_at (RectoViewport *self, double zoom, double x, double y)
{
  if (has_pages (self) && !self->has_anchor)
    {
      RectoPageAnchor anchor =
          recto_page_layout_get_anchor (self->layout, self->x + x * self->scale,
                                        self->y + y * self->scale);

      set_anchor (self, &anchor, x, y);
    }
  set_zoom (self, zoom);
}

void
recto_viewport_begin_pinch (RectoViewport *self, double x, double y)
{
  self->pinch_zoom = self->zoom;
  self->is_pinched = has_pages (self) && !self->has_anchor;
  if (self->is_pinched)
    self->pinched = recto_page_layout_get_anchor (self->layout, self->x + x * self->scale,
                                                  self->y + y * self->scale);
}

void
recto_viewport_pinch (RectoViewport *self, double stretch, double x, double y)
{
  const double before = self->zoom;

  if (self->is_pinched)
    {
      set_anchor (self, &self->pinched, x, y);
      set_zoom (self, self->pinch_zoom * stretch);
    }
  else
    recto_viewport_zoom_at (self, self->pinch_zoom * stretch, x, y);
  self->travel += HEIGHTS_PER_DOUBLING * fabs (log2 (self->zoom / before));
}

void
recto_viewport_zoom_to (RectoViewport *self, double x, double y, double width, double height)
{
  const gboolean on_the_way = self->has_anchor;
  double zoom;

  if (width <= 0 || height <= 0 || self->width <= 0 || self->height <= 0)
    return;
  zoom = self->zoom * MIN (self->width / width, self->height / height);
  recto_viewport_zoom_at (self, zoom, x + width / 2, y + height / 2);
  if (on_the_way)
    return;
  self->anchor_x = self->width / 2;
  self->anchor_y = self->height / 2;
}

/* Across the page, the view stays where it is; from a page to one on the other side of the seam, as
 * far from the seam. */
static double
get_middle (RectoViewport *self, RectoLocation location)
{
  guint here = get_number (self);
  guint there;
  double middle;
  double fraction;

  if (self->has_anchor || !has_pages (self) || self->width <= 0)
    return 0.5;
  there = recto_page_layout_get_number (self->layout, location);
  middle = self->x + self->width * self->scale / 2;
  fraction = recto_page_layout_get_anchor_on (self->layout, here, middle, 0).x;
  return self->dual && (here - there) % 2 != 0 ? 1 - fraction : fraction;
}

void
recto_viewport_move_to (RectoViewport *self, RectoLocation location, double fraction, double y)
{
  RectoPageAnchor anchor = { .location = location,
                             .x = get_middle (self, location),
                             .y = fraction };
  const int distance =
      (int) recto_page_layout_get_number (self->layout, location) - (int) get_number (self);

  /* Who has come from far reads on from there. */
  if (distance != 0)
    self->direction = distance > 0 || distance < -FAR_JUMP ? 1 : -1;
  self->location = location;
  set_anchor (self, &anchor, NAN, y);
}

void
recto_viewport_go_to (RectoViewport *self, RectoLocation location, RectoPageEdge edge)
{
  self->n_moves++;
  if (edge == RECTO_PAGE_TOP)
    recto_viewport_move_to (self, location, 0, self->gap);
  else
    recto_viewport_move_to (self, location, 1, NAN);
}

void
recto_viewport_go_to_place (RectoViewport *self, RectoPlace place)
{
  self->n_moves++;
  recto_viewport_move_to (self, place.location, place.fraction, place.fraction > 0 ? 0 : self->gap);
}

void
recto_viewport_restore (RectoViewport *self, RectoPlace place, double middle)
{
  recto_viewport_go_to_place (self, place);
  self->anchor.x = middle;
}

/* The page that fills most of the view; the first of several that fill as much. */
static guint
find_page_read (RectoViewport *self)
{
  double bottom = self->y + self->height * self->scale;
  double most = 0;
  guint number = get_number (self);
  guint first;
  guint last;

  if (!recto_page_layout_get_range (self->layout, self->y, bottom, &first, &last))
    return number;
  for (guint i = first; i <= last; i++)
    {
      RectoPageRect rect = recto_page_layout_get_rect (self->layout, i);
      double seen = MIN (rect.y + rect.height, bottom) - MAX (rect.y, self->y);

      if (seen * rect.width <= most)
        continue;
      most = seen * rect.width;
      number = i;
    }
  return number;
}

void
recto_viewport_scroll_to (RectoViewport *self, double x, double y)
{
  if (self->has_anchor || !has_pages (self))
    return;
  self->n_moves++;
  if (y * self->scale != self->y)
    self->direction = y * self->scale > self->y ? 1 : -1;
  self->x = x * self->scale;
  self->y = y * self->scale;
  self->location = recto_page_layout_get_location (self->layout, find_page_read (self));
}

void
recto_viewport_add_travel (RectoViewport *self, double heights)
{
  self->travel += heights;
}

double
recto_viewport_get_travel (RectoViewport *self)
{
  return self->travel;
}

void
recto_viewport_reset (RectoViewport *self)
{
  self->has_anchor = FALSE;
  self->direction = 1;
  recto_viewport_go_to (self, RECTO_LOCATION_INIT (0, 0), RECTO_PAGE_TOP);
}

static RectoPageArrangement
get_arrangement (RectoViewport *self)
{
  RectoPageArrangement arrangement = { .rotation = self->rotation, .continuous = self->continuous };

  arrangement.dual = self->dual;
  arrangement.odd_left = self->odd_left;
  arrangement.right_to_left = self->right_to_left;
  arrangement.gap = (int) round (self->gap * self->scale);
  arrangement.seam = (int) round (SEAM * self->scale);
  arrangement.view_width = (int) round (self->width * self->scale);
  arrangement.view_height = (int) round (self->height * self->scale);
  return arrangement;
}

guint
recto_viewport_turn (RectoViewport *self, guint n_pages, guint number, int by)
{
  RectoPageArrangement arrangement = get_arrangement (self);

  return recto_page_row_turn (&arrangement, n_pages, number, by);
}

static void
fit_zoom (RectoViewport *self)
{
  RectoPageArrangement arrangement = get_arrangement (self);
  RectoPageSize size =
      recto_page_layout_get_row_size (self->layout, get_number (self), &arrangement);
  int seam = self->dual ? SEAM : 0;

  self->zoom =
      recto_zoom_fit (self->fit_mode, size.width, size.height, self->width - 2 * self->gap - seam,
                      self->height - 2 * self->gap, self->zoom);
}

static void
arrange_layout (RectoViewport *self)
{
  RectoPageArrangement arrangement = get_arrangement (self);

  arrangement.scale = self->zoom * RECTO_PIXELS_PER_POINT * self->scale;
  recto_page_layout_arrange (self->layout, &arrangement);
  recto_page_layout_set_single (self->layout, get_number (self));
}

static void
clamp_offset (RectoViewport *self)
{
  RectoPageRect view = recto_viewport_get_view (self);
  double most_x = recto_page_layout_get_width (self->layout) - view.width;
  double most_y = recto_page_layout_get_height (self->layout) - view.height;

  self->x = CLAMP (self->x, 0, MAX (most_x, 0));
  self->y = CLAMP (self->y, 0, MAX (most_y, 0));
}

static void
go_to_anchor (RectoViewport *self)
{
  double x = isnan (self->anchor_x) ? self->width / 2 : self->anchor_x;
  double y = isnan (self->anchor_y) ? self->height - self->gap : self->anchor_y;
  double at_x;
  double at_y;

  recto_page_layout_find_anchor (self->layout, &self->anchor, &at_x, &at_y);
  self->x = at_x - x * self->scale;
  self->y = at_y - y * self->scale;
  self->has_anchor = FALSE;
}

/* Other pages may be wider than the view; those that are fitted to it are not cut for that. Every
 * row lies in the middle of the layout. */
static void
center_fitted (RectoViewport *self)
{
  const RectoPageRect view = recto_viewport_get_view (self);

  if (self->fit_mode != RECTO_FIT_NONE)
    self->x = floor ((recto_page_layout_get_width (self->layout) - view.width) / 2);
}

gboolean
recto_viewport_arrange (RectoViewport *self)
{
  if (!self->changed || !has_pages (self) || self->width <= 0 || self->height <= 0)
    return FALSE;

  /* A page that is not there any more, or not yet: the nearest. */
  self->location = recto_page_layout_get_location (self->layout, get_number (self));
  fit_zoom (self);
  arrange_layout (self);
  if (self->has_anchor)
    {
      go_to_anchor (self);
      center_fitted (self);
    }
  clamp_offset (self);
  self->changed = FALSE;
  return TRUE;
}

RectoPageLayout *
recto_viewport_get_layout (RectoViewport *self)
{
  return self->layout;
}

double
recto_viewport_get_zoom (RectoViewport *self)
{
  return self->zoom;
}

double
recto_viewport_get_scale (RectoViewport *self)
{
  return self->scale;
}

RectoLocation
recto_viewport_get_location (RectoViewport *self)
{
  return self->location;
}

RectoPlace
recto_viewport_get_place (RectoViewport *self)
{
  RectoPlace place = { .location = self->location };

  if (self->has_anchor)
    place.fraction = self->anchor.y;
  else if (has_pages (self))
    place.fraction =
        recto_page_layout_get_anchor_on (self->layout, get_number (self), self->x, self->y).y;
  return place;
}

double
recto_viewport_get_middle (RectoViewport *self)
{
  return self->has_anchor ? self->anchor.x : get_middle (self, self->location);
}

int
recto_viewport_get_direction (RectoViewport *self)
{
  return self->direction;
}

guint
recto_viewport_get_n_moves (RectoViewport *self)
{
  return self->n_moves;
}

double
recto_viewport_get_content_width (RectoViewport *self)
{
  return MAX (recto_page_layout_get_width (self->layout) / self->scale, self->width);
}

double
recto_viewport_get_content_height (RectoViewport *self)
{
  return MAX (recto_page_layout_get_height (self->layout) / self->scale, self->height);
}

double
recto_viewport_get_x (RectoViewport *self)
{
  return self->x / self->scale;
}

double
recto_viewport_get_y (RectoViewport *self)
{
  return self->y / self->scale;
}

RectoPageRect
recto_viewport_get_view (RectoViewport *self)
{
  RectoPageRect view = { .x = round (self->x), .y = round (self->y) };

  view.width = (int) round (self->width * self->scale);
  view.height = (int) round (self->height * self->scale);
  return view;
}

gboolean
recto_viewport_get_range (RectoViewport *self, guint *first, guint *last)
{
  RectoPageRect view = recto_viewport_get_view (self);

  return recto_page_layout_get_range (self->layout, view.y, view.y + view.height, first, last);
}

RectoPixelRect
recto_viewport_get_part (RectoViewport *self, guint number, RectoPageRect *rect)
{
  RectoPageRect view = recto_viewport_get_view (self);
  RectoPixelRect part;

  *rect = recto_page_layout_get_rect (self->layout, number);
  rect->x -= view.x;
  rect->y -= view.y;
  part.x = (int) CLAMP (-rect->x, 0, rect->width);
  part.y = (int) CLAMP (-rect->y, 0, rect->height);
  part.width = (int) CLAMP (view.width - rect->x, 0, rect->width) - part.x;
  part.height = (int) CLAMP (view.height - rect->y, 0, rect->height) - part.y;
  return part;
}

RectoTilePage
recto_viewport_get_page (RectoViewport *self, guint number)
{
  RectoPageRect rect = recto_page_layout_get_rect (self->layout, number);
  RectoTilePage page;

  page.location = recto_page_layout_get_location (self->layout, number);
  page.width = rect.width;
  page.height = rect.height;
  page.rotation = self->rotation;
  page.colors = self->colors;
  page.bare = !self->show_annotations;
  page.layers = self->layers;
  return page;
}

gboolean
recto_viewport_is_small_page (const RectoTilePage *page)
{
  return page->width <= SMALL_EDGE && page->height <= SMALL_EDGE;
}

RectoTilePage
recto_viewport_get_small_page (RectoViewport *self, guint number, double *scale)
{
  const RectoPageSize size = recto_page_layout_get_size (self->layout, number);
  const RectoPage bare = { .width = size.width, .height = size.height };
  RectoTilePage page = recto_viewport_get_page (self, number);

  *scale = MIN (recto_page_layout_get_scale (self->layout, number),
                SMALL_EDGE / MAX (size.width, size.height));
  recto_page_get_pixel_size (&bare, *scale, self->rotation, &page.width, &page.height);
  return page;
}
