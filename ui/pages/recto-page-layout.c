/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-layout.h"

#include <math.h>

#include "recto-document.h"
#include "recto-page-row.h"

/* Tiles count a page's pixels in ints, and some sums of them must fit too. */
#define MAX_PAGE_EDGE 1000000000

typedef struct
{
  double top; /* of its row, when rows are below each other */
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

static RectoPageRow
get_row (RectoPageLayout *self, guint number)
{
  /* Placing very many pages is to take no time. */
  if (!self->arrangement.dual)
    return (RectoPageRow) { .first = number, .last = number };
  return recto_page_row_find (&self->arrangement, self->sizes->len, number);
}

/* Most pages are of the same size as the page before, so few sizes are worked out. */
static void
measure_pages (RectoPageLayout *self)
{
  RectoPageSize former = { 0, 0 };
  int width = 0;
  int height = 0;

  g_array_set_size (self->slots, self->sizes->len);
  for (guint i = 0; i < self->sizes->len; i++)
    {
      const RectoPageSize size = g_array_index (self->sizes, RectoPageSize, i);
      const RectoPage page = { .width = size.width, .height = size.height };

      if (size.width != former.width || size.height != former.height)
        recto_page_get_pixel_size (&page, recto_page_layout_get_scale (self, i),
                                   self->arrangement.rotation, &width, &height);
      former = size;
      g_array_index (self->slots, Slot, i) = (Slot) { 0, width, height };
    }
}

/* A page without a partner leaves as much room beside it as it takes itself, so that it stands
 * where it would stand in the open book. */
static int
get_row_width (RectoPageLayout *self, const RectoPageRow *row)
{
  int width = get_slot (self, row->first)->width;

  if (!row->dual)
    return width;
  return width + self->arrangement.seam + get_slot (self, row->last)->width;
}

static int
get_row_height (RectoPageLayout *self, const RectoPageRow *row)
{
  return MAX (get_slot (self, row->first)->height, get_slot (self, row->last)->height);
}

static void
place_pages (RectoPageLayout *self)
{
  double top = self->arrangement.gap;
  RectoPageRow row;

  measure_pages (self);
  self->widest = 0;
  for (guint i = 0; i < self->sizes->len; i = row.last + 1)
    {
      row = get_row (self, i);
      for (guint k = row.first; k <= row.last; k++)
        g_array_index (self->slots, Slot, k).top = top;
      top += get_row_height (self, &row) + self->arrangement.gap;
      self->widest = MAX (self->widest, get_row_width (self, &row));
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
                        self->arrangement.dual == arrangement->dual &&
                        self->arrangement.odd_left == arrangement->odd_left &&
                        self->arrangement.gap == arrangement->gap &&
                        self->arrangement.seam == arrangement->seam;

  self->arrangement = *arrangement;
  if (!same_sizes)
    place_pages (self);
}

void
recto_page_layout_set_single (RectoPageLayout *self, guint number)
{
  self->single = MIN (number, MAX (self->sizes->len, 1) - 1);
}

void
recto_page_layout_get_row (RectoPageLayout *self, guint number, guint *first, guint *last)
{
  const RectoPageRow row = get_row (self, number);

  *first = row.first;
  *last = row.last;
}

guint
recto_page_layout_turn (RectoPageLayout *self, guint number, int n_pages)
{
  return recto_page_row_turn (&self->arrangement, self->sizes->len, number, n_pages);
}

RectoPageSize
recto_page_layout_get_row_size (RectoPageLayout *self,
                                guint number,
                                const RectoPageArrangement *arrangement)
{
  const RectoPageRow row = recto_page_row_find (arrangement, self->sizes->len, number);
  RectoPageSize first = recto_page_layout_get_size (self, row.first);
  RectoPageSize last = recto_page_layout_get_size (self, row.last);

  if (arrangement->rotation % 180 != 0)
    {
      first = (RectoPageSize) { first.height, first.width };
      last = (RectoPageSize) { last.height, last.width };
    }
  if (!row.dual)
    return first;
  return (RectoPageSize) { first.width + last.width, MAX (first.height, last.height) };
}

/* How wide what is shown is, without the gap around it. */
static double
get_room (RectoPageLayout *self)
{
  RectoPageRow row;

  if (self->arrangement.continuous)
    return self->widest;
  row = get_row (self, self->single);
  return get_row_width (self, &row);
}

double
recto_page_layout_get_width (RectoPageLayout *self)
{
  if (self->sizes->len == 0)
    return self->arrangement.view_width;
  return MAX (get_room (self) + 2.0 * self->arrangement.gap, self->arrangement.view_width);
}

double
recto_page_layout_get_height (RectoPageLayout *self)
{
  double height = self->height;

  if (self->sizes->len == 0)
    return self->arrangement.view_height;
  if (!self->arrangement.continuous)
    {
      const RectoPageRow row = get_row (self, self->single);

      height = get_row_height (self, &row) + 2.0 * self->arrangement.gap;
    }
  return MAX (height, self->arrangement.view_height);
}

/* What is left above pages that do not fill the view. */
static double
get_indent (RectoPageLayout *self)
{
  return floor (MAX (self->arrangement.view_height - self->height, 0) / 2);
}

/* Where a page begins within its row, which is in the middle of the room. */
static double
get_left (RectoPageLayout *self, const RectoPageRow *row, guint number)
{
  const RectoPageArrangement *how = &self->arrangement;
  double room = MAX (get_room (self) + 2.0 * how->gap, how->view_width);
  double left = floor ((room - get_row_width (self, row)) / 2);
  gboolean on_right = recto_page_row_is_on_right (how, row, number);

  if (!row->dual || !on_right)
    return left;
  /* Beside its partner, or the room that one would take. */
  return left + how->seam + get_slot (self, number == row->first ? row->last : row->first)->width;
}

RectoPageRect
recto_page_layout_get_rect (RectoPageLayout *self, guint number)
{
  const RectoPageArrangement *how = &self->arrangement;
  const RectoPageRow row = get_row (self, number);
  const Slot *slot = get_slot (self, number);
  RectoPageRect rect = { .width = slot->width, .height = slot->height };
  int row_height = get_row_height (self, &row);

  rect.x = get_left (self, &row, number);
  if (how->continuous)
    rect.y = slot->top + get_indent (self);
  else
    rect.y = MAX (floor ((how->view_height - (double) row_height) / 2), how->gap);
  rect.y += floor ((row_height - slot->height) / 2.0);
  return rect;
}

/* The last row that begins at or above a height; the first one when none does. */
static RectoPageRow
find_row (RectoPageLayout *self, double y)
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
  return get_row (self, low);
}

static double
get_row_top (RectoPageLayout *self, const RectoPageRow *row)
{
  const RectoPageArrangement *how = &self->arrangement;

  if (how->continuous)
    return get_slot (self, row->first)->top + get_indent (self);
  return MAX (floor ((how->view_height - (double) get_row_height (self, row)) / 2), how->gap);
}

gboolean
recto_page_layout_get_range (RectoPageLayout *self,
                             double top,
                             double bottom,
                             guint *first,
                             guint *last)
{
  RectoPageRow upper;
  RectoPageRow lower;

  if (self->sizes->len == 0 || top >= bottom)
    return FALSE;

  upper = lower = get_row (self, self->single);
  if (self->arrangement.continuous)
    {
      upper = find_row (self, top);
      lower = find_row (self, bottom);
      if (get_row_top (self, &upper) + get_row_height (self, &upper) <= top)
        {
          if (upper.last + 1 >= self->sizes->len)
            return FALSE;
          upper = get_row (self, upper.last + 1);
        }
      if (lower.first > 0 && get_row_top (self, &lower) >= bottom)
        lower = get_row (self, lower.first - 1);
    }
  *first = upper.first;
  *last = lower.last;
  return *first <= *last && get_row_top (self, &upper) < bottom &&
         get_row_top (self, &upper) + get_row_height (self, &upper) > top;
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
  RectoPageRow row;
  guint right;

  g_assert (self->sizes->len > 0);
  row = get_row (self, self->single);
  /* A point in the gap belongs to the nearer row, one in the seam to the page on the left. */
  if (self->arrangement.continuous)
    row = find_row (self, y + self->arrangement.gap / 2.0);
  if (row.first == row.last)
    return recto_page_layout_get_anchor_on (self, row.first, x, y);
  right = recto_page_row_is_on_right (&self->arrangement, &row, row.first) ? row.first : row.last;
  if (x >= recto_page_layout_get_rect (self, right).x)
    return recto_page_layout_get_anchor_on (self, right, x, y);
  return recto_page_layout_get_anchor_on (self, row.first + row.last - right, x, y);
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
