/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-mark.h"

#include <adwaita.h>

#include "recto-page-view-private.h"

/* Application pixels: how far around the part the frame runs, how wide it is, and how round. */
#define DISTANCE 3
#define WIDTH 2.5f
#define RADIUS 5

void
recto_page_mark_snapshot (const RectoPageMark *self, RectoPageView *view, GtkSnapshot *snapshot)
{
  GdkRectangle where;
  graphene_rect_t rect;
  GskRoundedRect frame;
  GdkRGBA *color;

  if (!self->is_set || !recto_page_view_find_area (view, self->location, &self->area, &where))
    return;
  color = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  rect =
      GRAPHENE_RECT_INIT ((float) where.x - DISTANCE, (float) where.y - DISTANCE,
                          (float) where.width + 2 * DISTANCE, (float) where.height + 2 * DISTANCE);
  gsk_rounded_rect_init_from_rect (&frame, &rect, RADIUS);
  gtk_snapshot_append_border (snapshot, &frame, (float[]) { WIDTH, WIDTH, WIDTH, WIDTH },
                              (GdkRGBA[]) { *color, *color, *color, *color });
  gdk_rgba_free (color);
}

void
recto_page_view_set_mark (RectoPageView *self, RectoLocation location, const RectoRect *area)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  self->mark = (RectoPageMark) { .is_set = area != NULL, .location = location };
  if (area != NULL)
    self->mark.area = *area;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
