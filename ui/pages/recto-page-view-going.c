/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include <math.h>

#include "recto-page-map.h"
#include "recto-page-view-private.h"

RectoLocation
recto_page_view_get_location (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), RECTO_LOCATION_INIT (0, 0));

  return recto_viewport_get_location (self->viewport);
}

/* One goes somewhere: scrolling that still coasts would lead away from there at once. A scrolled
 * window has no other way to stop it. */
static void
went (RectoPageView *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (window != NULL && gtk_scrolled_window_get_kinetic_scrolling (GTK_SCROLLED_WINDOW (window)))
    {
      gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (window), FALSE);
      gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (window), TRUE);
    }
  recto_page_view_moved (self);
}

/* As went (), by a command: it counts as navigation where it led to another page than `before`. */
static void
went_from (RectoPageView *self, guint before)
{
  went (self);
  if (recto_page_scene_get_number (self->scene) != before)
    recto_page_view_emit_navigated (self);
}

void
recto_page_view_go_to (RectoPageView *self, RectoLocation location, gboolean jump)
{
  RectoDocument *document;
  guint before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  document = recto_page_scene_get_document (self->scene);
  if (document == NULL)
    return;
  location = recto_document_get_location (document, recto_document_get_number (document, location));
  before = recto_page_scene_get_number (self->scene);
  if (jump)
    recto_page_history_jump (self->history, (RectoPlace) { .location = location });
  recto_viewport_go_to (self->viewport, location, RECTO_PAGE_TOP);
  if (jump)
    recto_page_scene_jump (self->scene);
  went_from (self, before);
}

/* A point of a page of this size, as the view turns pages: how far down it is, and how far across.
 */
static void
measure_point (RectoPageView *self,
               const RectoPage *page,
               double x,
               double y,
               RectoPlace *place,
               double *across)
{
  const int rotation = recto_viewport_get_rotation (self->viewport);
  const gboolean turned = rotation % 180 != 0;
  double fraction_x = isnan (x) ? 0 : CLAMP (x / page->width, 0, 1);
  double fraction_y = isnan (y) ? 0 : CLAMP (y / page->height, 0, 1);

  recto_page_map_turn_point (rotation, &fraction_x, &fraction_y);
  place->fraction = isnan (turned ? x : y) ? 0 : fraction_y;
  *across = isnan (turned ? y : x) ? NAN : fraction_x;
}

/* What is to be in the middle of the view, so that this point across the page is in view. */
static double
choose_middle (RectoPageView *self, guint number, double across)
{
  RectoPageLayout *layout = recto_viewport_get_layout (self->viewport);
  const double middle = recto_viewport_get_middle (self->viewport);
  RectoPageRect rect;
  double half;

  /* Before the first frame it is not known how wide pages are. */
  if (isnan (across) || number >= recto_page_layout_get_n_pages (layout))
    return middle;
  rect = recto_page_layout_get_rect (layout, number);
  half = recto_viewport_get_view (self->viewport).width / 2.0 / MAX (rect.width, 1);
  if (half >= 0.5 || fabs (across - middle) < half)
    return middle;
  return CLAMP (across + half, half, 1 - half);
}

void
recto_page_view_go_to_point (RectoPageView *self,
                             RectoLocation location,
                             double x,
                             double y,
                             gboolean jump)
{
  RectoDocument *document;
  const RectoPage *page;
  RectoPlace place = { 0 };
  double across;
  guint before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  document = recto_page_scene_get_document (self->scene);
  if (document == NULL)
    return;
  place.location =
      recto_document_get_location (document, recto_document_get_number (document, location));
  page = recto_document_get_page (document, place.location);
  if (page == NULL)
    page = recto_document_get_usual_page (document);
  measure_point (self, page, x, y, &place, &across);
  before = recto_page_scene_get_number (self->scene);
  if (jump)
    recto_page_history_jump (self->history, place);
  recto_viewport_restore (self->viewport, place,
                          choose_middle (self, recto_document_get_number (document, place.location),
                                         across));
  if (jump)
    recto_page_scene_jump (self->scene);
  went_from (self, before);
}

/* Whether a part of a page can be seen without scrolling. */
static gboolean
is_in_view (RectoPageView *self, RectoLocation location, const RectoRect *area)
{
  GdkRectangle where;

  return recto_page_view_find_area (self, location, area, &where) && where.x >= 0 && where.y >= 0 &&
         where.x + where.width <= gtk_widget_get_width (GTK_WIDGET (self)) &&
         where.y + where.height <= gtk_widget_get_height (GTK_WIDGET (self));
}

void
recto_page_view_show_area (RectoPageView *self, RectoLocation location, const RectoRect *area)
{
  RectoDocument *document;
  gboolean jump;
  double above;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  document = recto_page_scene_get_document (self->scene);
  if (document == NULL || (area != NULL && is_in_view (self, location, area)))
    return;
  jump =
      recto_document_get_number (document, location) != recto_page_scene_get_number (self->scene);
  if (area == NULL)
    {
      recto_page_view_go_to (self, location, jump);
      return;
    }
  /* A third down the view; points. */
  above = gtk_widget_get_height (GTK_WIDGET (self)) / 3.0 /
          (recto_viewport_get_zoom (self->viewport) * 96 / 72);
  recto_page_view_go_to_point (self, location, area->x, MAX (area->y - above, 0), jump);
}

RectoPlace
recto_page_view_get_place (RectoPageView *self, double *middle)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), (RectoPlace) { 0 });

  *middle = recto_viewport_get_middle (self->viewport);
  return recto_viewport_get_place (self->viewport);
}

void
recto_page_view_restore (RectoPageView *self, RectoPlace place, double middle)
{
  RectoDocument *document;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  document = recto_page_scene_get_document (self->scene);
  if (document == NULL)
    return;
  place.location =
      recto_document_get_location (document, recto_document_get_number (document, place.location));
  recto_viewport_restore (self->viewport, place, middle);
  went (self);
}

static gboolean
turn (RectoPageView *self, int n_pages, RectoPageEdge edge)
{
  RectoDocument *document = recto_page_scene_get_document (self->scene);
  guint present = recto_page_scene_get_number (self->scene);
  guint number;

  if (document == NULL)
    return FALSE;
  number = recto_viewport_turn (self->viewport, recto_document_get_n_pages (document, NULL),
                                present, n_pages);
  if (number == present)
    return FALSE;
  recto_viewport_go_to (self->viewport, recto_document_get_location (document, number), edge);
  return TRUE;
}

static gboolean
turn_by_command (RectoPageView *self, int n_pages, RectoPageEdge edge)
{
  const guint before = recto_page_scene_get_number (self->scene);

  if (!turn (self, n_pages, edge))
    return FALSE;
  went_from (self, before);
  return TRUE;
}

gboolean
recto_page_view_turn (RectoPageView *self, int n_pages)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return turn_by_command (self, n_pages, RECTO_PAGE_TOP);
}

gboolean
recto_page_view_turn_back_to_end (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return turn_by_command (self, -1, RECTO_PAGE_BOTTOM);
}

gboolean
recto_page_view_scroll_past (RectoPageView *self, int direction)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  if (!turn (self, direction, direction > 0 ? RECTO_PAGE_TOP : RECTO_PAGE_BOTTOM))
    return FALSE;
  went (self);
  return TRUE;
}

void
recto_page_view_go_to_edge (RectoPageView *self, GtkPositionType edge)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_viewport_go_to (self->viewport, recto_viewport_get_location (self->viewport),
                        edge == GTK_POS_BOTTOM ? RECTO_PAGE_BOTTOM : RECTO_PAGE_TOP);
  went (self);
}

gboolean
recto_page_view_go_back (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_page_history_back (self->history);
}

gboolean
recto_page_view_go_forward (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_page_history_forward (self->history);
}

gboolean
recto_page_view_find_point (RectoPageView *self,
                            double x,
                            double y,
                            RectoLocation *location,
                            double *page_x,
                            double *page_y)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);
  g_return_val_if_fail (location != NULL && page_x != NULL && page_y != NULL, FALSE);

  return recto_page_map_find_point (self->scene, x, y, location, page_x, page_y);
}

gboolean
recto_page_view_find_nearest (RectoPageView *self,
                              double x,
                              double y,
                              RectoLocation *location,
                              double *page_x,
                              double *page_y)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);
  g_return_val_if_fail (location != NULL && page_x != NULL && page_y != NULL, FALSE);

  return recto_page_map_find_nearest (self->scene, x, y, location, page_x, page_y);
}

gboolean
recto_page_view_find_area (RectoPageView *self,
                           RectoLocation location,
                           const RectoRect *area,
                           GdkRectangle *where)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);
  g_return_val_if_fail (area != NULL && where != NULL, FALSE);

  return recto_page_map_find_area (self->scene, location, area, where);
}

gboolean
recto_page_view_find_height (RectoPageView *self,
                             RectoLocation location,
                             const RectoRect *area,
                             double *fraction)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);
  g_return_val_if_fail (fraction != NULL, FALSE);

  return recto_page_map_find_height (self->scene, location, area, fraction);
}

gboolean
recto_page_view_scroll_by_key (RectoPageView *self, double pixels)
{
  gboolean scrolled;
  guint before;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  before = recto_page_scene_get_number (self->scene);
  self->scrolls_by_key = TRUE;
  scrolled = recto_page_view_scroll (self, GTK_ORIENTATION_VERTICAL, pixels);
  self->scrolls_by_key = FALSE;
  if (!scrolled)
    return FALSE;
  if (recto_page_scene_get_number (self->scene) != before)
    recto_page_view_emit_navigated (self);
  return TRUE;
}

guint
recto_page_view_get_n_moves (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), 0);

  return recto_viewport_get_n_moves (self->viewport);
}
