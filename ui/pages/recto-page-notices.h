/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-notice.h"
#include "recto-tile-loader.h"

/* RectoPageNotices: the bars on the pages in view, children of the widget that shows the pages. */
typedef struct _RectoPageNotices RectoPageNotices;

/* What shows of a page, in application pixels of the widget. */
typedef struct
{
  RectoLocation location;
  GdkRectangle area;
} RectoPagePart;

RectoPageNotices *recto_page_notices_new (GtkWidget *widget); /* (unowned) */
void recto_page_notices_free (RectoPageNotices *self);

/* Where the states come from; NULL takes all bars away. */
void recto_page_notices_set_loader (RectoPageNotices *self, RectoTileLoader *loader);
/* To be called whenever the widget is allocated. Bars come and go in the frame after. `parts` is
 * of RectoPagePart. */
void recto_page_notices_allocate (RectoPageNotices *self, GArray *parts);
