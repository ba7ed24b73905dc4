/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-text-unit.h"

/* RectoTextSpan: a part of a document's text, from one point of a page to another, be it on another
 * page, and grown to whole units; or what is in a rectangle of a page. What it holds is known page
 * by page, once the page's text is. No widgets. */

typedef struct
{
  RectoLocation location;
  double x; /* points of the page, as RectoRect */
  double y;
  gboolean exact; /* it is this gap between characters, whatever is nearest to the point */
  guint gap;
} RectoTextPoint;

typedef struct
{
  RectoTextPoint anchor; /* where it began */
  RectoTextPoint head;   /* where one is */
  RectoTextUnit unit;
  gboolean whole_page; /* all of the anchor's page, wherever the head is */
  gboolean rectangle;  /* what of the anchor's page is between these two corners */
} RectoTextSpan;

/* From a character up to, but without, another. */
typedef struct
{
  guint start;
  guint end;
} RectoTextRange;

/* The first and the last page it is on. */
void recto_text_span_get_pages (const RectoTextSpan *self,
                                RectoLocation *first,
                                RectoLocation *last);
/* What it holds of one page: an array of RectoTextRange, in the order of the text, of which only a
 * rectangle has several. (transfer full) */
GArray *recto_text_span_get_ranges (const RectoTextSpan *self, RectoPageText *text);
/* The same, as one wants it elsewhere (recto_text_get_plain ()): what stands side by side in a
 * rectangle, as the cells of a table do, is parted by tabs. (transfer full) */
char *recto_text_span_get_plain (const RectoTextSpan *self, RectoPageText *text);
/* The part of its page that a rectangle is. */
RectoRect recto_text_span_get_rectangle (const RectoTextSpan *self);
