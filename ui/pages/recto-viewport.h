/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-history.h"
#include "recto-page-layout.h"
#include "recto-tile-key.h"
#include "recto-zoom.h"

/* RectoViewport: which part of which pages is looked at, and what stays where it is when anything
 * changes. Lengths are application pixels unless said. After changes recto_viewport_arrange ()
 * brings everything up to date, at most once per frame. */
typedef struct _RectoViewport RectoViewport;

typedef enum
{
  RECTO_PAGE_TOP,
  RECTO_PAGE_BOTTOM,
} RectoPageEdge;

RectoViewport *recto_viewport_new (void);
void recto_viewport_free (RectoViewport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoViewport, recto_viewport_free)

/* As recto_page_layout_set_pages (). */
void recto_viewport_set_pages (RectoViewport *self, GArray *chapters, GArray *sizes);
/* `scale`: device pixels per application pixel. */
void recto_viewport_set_size (RectoViewport *self, double width, double height, double scale);
/* What is at a point of the view stays there. The zoom is not fitted to the view any more. */
void recto_viewport_zoom_at (RectoViewport *self, double zoom, double x, double y);
/* Fingers come down around a point of the view. From then on, what lay there lies between them,
 * wherever they move to, and is `stretch` times as large as it was. The zoom is not fitted to the
 * view any more. */
void recto_viewport_begin_pinch (RectoViewport *self, double x, double y);
void recto_viewport_pinch (RectoViewport *self, double stretch, double x, double y);
void recto_viewport_set_fit_mode (RectoViewport *self, RectoFitMode fit_mode);
/* Enlarges a part of the view so far that it just fills the view. */
void recto_viewport_zoom_to (RectoViewport *self, double x, double y, double width, double height);
void recto_viewport_set_continuous (RectoViewport *self, gboolean continuous);
/* These three as RectoPageArrangement has them. */
void recto_viewport_set_dual (RectoViewport *self, gboolean dual);
void recto_viewport_set_odd_left (RectoViewport *self, gboolean odd_left);
void recto_viewport_set_right_to_left (RectoViewport *self, gboolean right_to_left);
void recto_viewport_set_colors (RectoViewport *self, RectoPageColors colors);
RectoPageColors recto_viewport_get_colors (RectoViewport *self);
void recto_viewport_set_show_annotations (RectoViewport *self, gboolean show_annotations);
gboolean recto_viewport_get_show_annotations (RectoViewport *self);
/* As recto_document_get_layers_state () has it. */
void recto_viewport_set_layers (RectoViewport *self, guint layers);
/* Pages may fill the view up to its edges, as on a projector. */
void recto_viewport_set_filling (RectoViewport *self, gboolean filling);
void recto_viewport_set_rotation (RectoViewport *self, int rotation);
/* Goes to the edge of a page, or to a point down a page. That page is read until one scrolls. */
void recto_viewport_go_to (RectoViewport *self, RectoLocation location, RectoPageEdge edge);
void recto_viewport_go_to_place (RectoViewport *self, RectoPlace place);
/* The same, with `middle`, a fraction of the page's width, in the middle of the view. */
void recto_viewport_restore (RectoViewport *self, RectoPlace place, double middle);
/* As recto_page_layout_turn (), in a document that has so many pages by now. */
guint recto_viewport_turn (RectoViewport *self, guint n_pages, guint number, int by);
/* The reader scrolls. Nothing, where one goes elsewhere in the same frame. */
void recto_viewport_scroll_to (RectoViewport *self, double x, double y);
/* The reader has scrolled on by hand, by so many heights of the view. */
void recto_viewport_add_travel (RectoViewport *self, double heights);
/* All that has been added; pinching adds to it, too, as what is seen changes as fast. */
double recto_viewport_get_travel (RectoViewport *self);
/* Goes to the beginning of another document. */
void recto_viewport_reset (RectoViewport *self);

/* TRUE when something had to be done. */
gboolean recto_viewport_arrange (RectoViewport *self);

RectoPageLayout *recto_viewport_get_layout (RectoViewport *self);
double recto_viewport_get_zoom (RectoViewport *self);
RectoFitMode recto_viewport_get_fit_mode (RectoViewport *self);
gboolean recto_viewport_get_continuous (RectoViewport *self);
gboolean recto_viewport_get_dual (RectoViewport *self);
gboolean recto_viewport_get_odd_left (RectoViewport *self);
gboolean recto_viewport_get_right_to_left (RectoViewport *self);
int recto_viewport_get_rotation (RectoViewport *self);
double recto_viewport_get_scale (RectoViewport *self);
/* The page being read, and the point of it at the top of the view. */
RectoLocation recto_viewport_get_location (RectoViewport *self);
RectoPlace recto_viewport_get_place (RectoViewport *self);
/* Grows with each going or scrolling somewhere. Zooming, and whatever else arranges the pages anew,
 * can bring other pages into view, too, but is not going there. */
guint recto_viewport_get_n_moves (RectoViewport *self);
/* What of that page is in the middle of the view, or will be, as a fraction of its width. */
double recto_viewport_get_middle (RectoViewport *self);
/* 1 when one reads on, -1 when back. */
int recto_viewport_get_direction (RectoViewport *self);

/* All there is to scroll over, and where the view begins in it. */
double recto_viewport_get_content_width (RectoViewport *self);
double recto_viewport_get_content_height (RectoViewport *self);
double recto_viewport_get_x (RectoViewport *self);
double recto_viewport_get_y (RectoViewport *self);
/* The view in the layout, in whole device pixels. */
RectoPageRect recto_viewport_get_view (RectoViewport *self);
/* The pages in view. FALSE when there are none. */
gboolean recto_viewport_get_range (RectoViewport *self, guint *first, guint *last);
/* What shows of a page, in its own device pixels; `rect` becomes the page in the view. */
RectoPixelRect recto_viewport_get_part (RectoViewport *self, guint number, RectoPageRect *rect);
/* A page as its tiles know it. */
RectoTilePage recto_viewport_get_page (RectoViewport *self, guint number);
/* The same, no larger than it takes to stand in for itself; `scale` becomes its scale, in device
 * pixels per point. */
RectoTilePage recto_viewport_get_small_page (RectoViewport *self, guint number, double *scale);
/* Whether a page is as small as that. */
gboolean recto_viewport_is_small_page (const RectoTilePage *page);
