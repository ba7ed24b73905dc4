/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-layout.h"

#include <math.h>

#include "recto-document.h"

/* Tiles count a page's pixels in ints, and some sums of them must fit too. */
#define MAX_PAGE_EDGE 1000000000

typedef struct
{
  double top; /* when pages are below each other */
  int width;
  int height;
} Slot;

struct _RectoPageLayout
{
  GArray *starts; /* of guint: the number of each chapter's first page, then of all pages */
  GArray *sizes;  /* of RectoPageSize */
  GArray *slots;  /* of Slot, as many as sizes */
  RectoPageArrangement arrangement;
  guint single;
  double widest;
  double height;
};

static const Slot *
get_slot (RectoPageLayout *self, guint number)
{
  return &g_array_index (self->slots, Slot, number);
}

static guint
get_start (RectoPageLayout *self, guint chapter)
{
  return g_array_index (self->starts, guint, chapter);
}

RectoPageLayout *
recto_page_layout_new (void)
{
  RectoPageLayout *self = g_new0 (RectoPageLayout, 1);
  const guint none = 0;

  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->starts, none);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  self->arrangement.scale = 1;
  return self;
}

void
recto_page_layout_free (RectoPageLayout *self)
{
  g_array_unref (self->starts);
  g_array_unref (self->sizes);
  g_array_unref (self->slots);
  g_free (self);
}

guint
recto_page_layout_get_n_pages (RectoPageLayout *self)
{
  return self->sizes->len;
}

guint
recto_page_layout_get_number (RectoPageLayout *self, RectoLocation location)
{
  guint n_chapters = self->starts->len - 1;
  guint n_pages = recto_page_layout_get_n_pages (self);
  guint start;
  guint end;

  if (n_pages == 0)
    return 0;
  if (location.chapter >= n_chapters)
    return n_pages - 1;
  start = get_start (self, location.chapter);
  end = get_start (self, location.chapter + 1);
  if (start == end)
    return MIN (start, n_pages - 1);
  return start + MIN (location.page, end - start - 1);
}

RectoLocation
recto_page_layout_get_location (RectoPageLayout *self, guint number)
{
  guint n_pages = recto_page_layout_get_n_pages (self);
  guint low = 0;
  guint high = self->starts->len - 1;

  if (n_pages == 0)
    return RECTO_LOCATION_INIT (0, 0);
  number = MIN (number, n_pages - 1);
  /* The last chapter that begins at or before the page is the one that holds it. */
  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_start (self, middle) <= number)
        low = middle;
      else
        high = middle;
    }
  return RECTO_LOCATION_INIT (low, number - get_start (self, low));
}

RectoPageSize
recto_page_layout_get_size (RectoPageLayout *self, guint number)
{
  return g_array_index (self->sizes, RectoPageSize, number);
}

double
recto_page_layout_get_scale (RectoPageLayout *self, guint number)
{
  RectoPageSize size = g_array_index (self->sizes, RectoPageSize, number);

  return MIN (self->arrangement.scale, MAX_PAGE_EDGE / MAX (size.width, size.height));
}

/* Most pages are of the same size as the page before, so few sizes are worked out. */
static void
place_pages (RectoPageLayout *self)
{
  RectoPageSize former = { 0, 0 };
  double top = self->arrangement.gap;
  int width = 0;
  int height = 0;

  g_array_set_size (self->slots, self->sizes->len);
  self->widest = 0;
  for (guint i = 0; i < self->sizes->len; i++)
    {
      const RectoPageSize size = g_array_index (self->sizes, RectoPageSize, i);
      const RectoPage page = { .width = size.width, .height = size.height };

      if (size.width != former.width || size.height != former.height)
        recto_page_get_pixel_size (&page, recto_page_layout_get_scale (self, i),
                                   self->arrangement.rotation, &width, &height);
      former = size;
      g_array_index (self->slots, Slot, i) = (Slot) { top, width, height };
      top += height + self->arrangement.gap;
      self->widest = MAX (self->widest, width);
    }
  self->height = top;
}

void
recto_page_layout_set_pages (RectoPageLayout *self, GArray *chapters, GArray *sizes)
{
  guint start = 0;

  g_array_set_size (self->starts, 1);
  for (guint i = 0; i < chapters->len; i++)
    {
      start += g_array_index (chapters, guint, i);
      g_array_append_val (self->starts, start);
    }
  g_assert (start == sizes->len);

  g_array_set_size (self->sizes, 0);
  g_array_append_vals (self->sizes, sizes->data, sizes->len);
  self->single = MIN (self->single, MAX (sizes->len, 1) - 1);
  place_pages (self);
}

void
recto_page_layout_arrange (RectoPageLayout *self, const RectoPageArrangement *arrangement)
{
  gboolean same_sizes = self->arrangement.scale == arrangement->scale &&
                        self->arrangement.rotation == arrangement->rotation &&
                        self->arrangement.gap == arrangement->gap;

  self->arrangement = *arrangement;
  if (!same_sizes)
    place_pages (self);
}

void
recto_page_layout_set_single (RectoPageLayout *self, guint number)
{
  self->single = MIN (number, MAX (self->sizes->len, 1) - 1);
}

double
recto_page_layout_get_width (RectoPageLayout *self)
{
  double widest = self->widest;

  if (self->sizes->len == 0)
    return self->arrangement.view_width;
  if (!self->arrangement.continuous)
    widest = get_slot (self, self->single)->width;
  return MAX (widest + 2.0 * self->arrangement.gap, self->arrangement.view_width);
}

double
recto_page_layout_get_height (RectoPageLayout *self)
{
  double height = self->height;

  if (self->sizes->len == 0)
    return self->arrangement.view_height;
  if (!self->arrangement.continuous)
    height = get_slot (self, self->single)->height + 2.0 * self->arrangement.gap;
  return MAX (height, self->arrangement.view_height);
}

/* What is left above pages that do not fill the view. */
static double
get_indent (RectoPageLayout *self)
{
  return floor (MAX (self->arrangement.view_height - self->height, 0) / 2);
}

RectoPageRect
recto_page_layout_get_rect (RectoPageLayout *self, guint number)
{
  const RectoPageArrangement *how = &self->arrangement;
  const Slot *slot = get_slot (self, number);
  RectoPageRect rect = { .width = slot->width, .height = slot->height };
  double room = self->widest;

  if (!how->continuous)
    room = slot->width;
  room = MAX (room + 2.0 * how->gap, how->view_width);
  rect.x = floor ((room - slot->width) / 2);
  if (how->continuous)
    rect.y = slot->top + get_indent (self);
  else
    rect.y = MAX (floor ((how->view_height - (double) slot->height) / 2), how->gap);
  return rect;
}

/* The last page that begins at or above a height; the first one when none does. */
static guint
find_page (RectoPageLayout *self, double y)
{
  guint low = 0;
  guint high = self->slots->len;

  y -= get_indent (self);
  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_slot (self, middle)->top <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

gboolean
recto_page_layout_get_range (RectoPageLayout *self,
                             double top,
                             double bottom,
                             guint *first,
                             guint *last)
{
  RectoPageRect rect;

  if (self->sizes->len == 0 || top >= bottom)
    return FALSE;

  *first = *last = self->single;
  if (self->arrangement.continuous)
    {
      *first = find_page (self, top);
      *last = find_page (self, bottom);
      rect = recto_page_layout_get_rect (self, *first);
      if (rect.y + rect.height <= top)
        *first += 1;
      if (*last > 0 && recto_page_layout_get_rect (self, *last).y >= bottom)
        *last -= 1;
      if (*first > *last)
        return FALSE;
    }
  rect = recto_page_layout_get_rect (self, *first);
  return rect.y < bottom && rect.y + rect.height > top;
}

RectoPageAnchor
recto_page_layout_get_anchor_on (RectoPageLayout *self, guint number, double x, double y)
{
  RectoPageRect rect = recto_page_layout_get_rect (self, number);
  RectoPageAnchor anchor = { .location = recto_page_layout_get_location (self, number) };

  anchor.x = CLAMP ((x - rect.x) / rect.width, 0, 1);
  anchor.y = CLAMP ((y - rect.y) / rect.height, 0, 1);
  anchor.beyond_x = x - rect.x - anchor.x * rect.width;
  anchor.beyond_y = y - rect.y - anchor.y * rect.height;
  return anchor;
}

RectoPageAnchor
recto_page_layout_get_anchor (RectoPageLayout *self, double x, double y)
{
  guint number = self->single;

  g_assert (self->sizes->len > 0);
  /* A point in the gap belongs to the nearer page. */
  if (self->arrangement.continuous)
    number = find_page (self, y + self->arrangement.gap / 2.0);
  return recto_page_layout_get_anchor_on (self, number, x, y);
}

void
recto_page_layout_find_anchor (RectoPageLayout *self,
                               const RectoPageAnchor *anchor,
                               double *x,
                               double *y)
{
  guint number = recto_page_layout_get_number (self, anchor->location);
  RectoPageRect rect;

  g_assert (self->sizes->len > 0);
  rect = recto_page_layout_get_rect (self, number);
  *x = rect.x + anchor->x * rect.width + anchor->beyond_x;
  *y = rect.y + anchor->y * rect.height + anchor->beyond_y;
}
