/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-location.h"

/* RectoPageLayout: where every page of a document lies. All lengths are device pixels unless said:
 * pages begin and end at whole ones, so that what is drawn is never resampled. They are doubles,
 * since a long document zoomed in is longer than an int can say. */
typedef struct _RectoPageLayout RectoPageLayout;

typedef struct
{
  double width;  /* points, as the page is without the view's rotation */
  double height; /* points */
} RectoPageSize;

typedef struct
{
  double x;
  double y;
  int width;
  int height;
} RectoPageRect;

/* How the pages are shown. */
typedef struct
{
  double scale; /* device pixels per point */
  int rotation;
  gboolean continuous; /* below each other, or one row at a time */
  gboolean dual;       /* two pages in a row; else each is a row of its own */
  gboolean odd_left;   /* dual: rows begin with the odd pages; else the first page stands alone */
  gboolean right_to_left; /* dual: the first of two stands on the right */
  int gap;                /* between rows, and around them */
  int seam;               /* between the two pages of a row */
  int view_width;         /* pages smaller than the view are centered in it */
  int view_height;
} RectoPageArrangement;

/* RectoPageAnchor: a point of a page, which keeps its meaning when pages change their sizes. */
typedef struct
{
  RectoLocation location;
  double x;        /* fraction of the page's width */
  double y;        /* fraction of its height */
  double beyond_x; /* device pixels off the page, for a point beside it */
  double beyond_y;
} RectoPageAnchor;

RectoPageLayout *recto_page_layout_new (void);
void recto_page_layout_free (RectoPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageLayout, recto_page_layout_free)

/* The pages: how many each chapter has (of guint), and the size of each (of RectoPageSize). */
void recto_page_layout_set_pages (RectoPageLayout *self, GArray *chapters, GArray *sizes);
guint recto_page_layout_get_n_pages (RectoPageLayout *self);
/* Both are clamped to what there is. */
guint recto_page_layout_get_number (RectoPageLayout *self, RectoLocation location);
RectoLocation recto_page_layout_get_location (RectoPageLayout *self, guint number);
RectoPageSize recto_page_layout_get_size (RectoPageLayout *self, guint number);

void recto_page_layout_arrange (RectoPageLayout *self, const RectoPageArrangement *arrangement);
/* The row of this page is shown when rows are shown one at a time. */
void recto_page_layout_set_single (RectoPageLayout *self, guint number);

double recto_page_layout_get_width (RectoPageLayout *self);
double recto_page_layout_get_height (RectoPageLayout *self);
RectoPageRect recto_page_layout_get_rect (RectoPageLayout *self, guint number);
/* The page's scale: the arrangement's, unless the page would be too large to count its pixels. */
double recto_page_layout_get_scale (RectoPageLayout *self, guint number);
/* The first and the last page of a row, by any page of it. */
void recto_page_layout_get_row (RectoPageLayout *self, guint number, guint *first, guint *last);
/* The page with which the row begins that is so many pages further on, or back: at least one row
 * further, and none beyond the ends. */
guint recto_page_layout_turn (RectoPageLayout *self, guint number, int n_pages);
/* How much room a page's row takes in points, as `arrangement` shows it, without its seam. */
RectoPageSize recto_page_layout_get_row_size (RectoPageLayout *self,
                                              guint number,
                                              const RectoPageArrangement *arrangement);
/* The pages of the rows that show between two heights. FALSE when none does. */
gboolean recto_page_layout_get_range (RectoPageLayout *self,
                                      double top,
                                      double bottom,
                                      guint *first,
                                      guint *last);

/* There must be pages. */
RectoPageAnchor recto_page_layout_get_anchor (RectoPageLayout *self, double x, double y);
RectoPageAnchor recto_page_layout_get_anchor_on (RectoPageLayout *self,
                                                 guint number,
                                                 double x,
                                                 double y);
void recto_page_layout_find_anchor (RectoPageLayout *self,
                                    const RectoPageAnchor *anchor,
                                    double *x,
                                    double *y);
