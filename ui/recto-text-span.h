/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-text-unit.h"

/* RectoTextSpan: a part of a document's text, from one point of a page to another, be it on another
 * page, and grown to whole units. What it holds is known page by page, once the page's text is. No
 * widgets. */

typedef struct
{
  RectoLocation location;
  double x; /* points of the page, as RectoRect */
  double y;
} RectoTextPoint;

typedef struct
{
  RectoTextPoint anchor; /* where it began */
  RectoTextPoint head;   /* where one is */
  RectoTextUnit unit;
  gboolean whole_page; /* all of the anchor's page, wherever the head is */
} RectoTextSpan;

/* The first and the last page it is on. */
void recto_text_span_get_pages (const RectoTextSpan *self,
                                RectoLocation *first,
                                RectoLocation *last);
/* What it holds of one page: from a character up to, but without, another. FALSE: nothing. */
gboolean recto_text_span_get_range (const RectoTextSpan *self,
                                    RectoPageText *text,
                                    guint *start,
                                    guint *end);
