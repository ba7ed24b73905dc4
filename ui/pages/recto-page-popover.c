/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-popover.h"

gboolean
recto_page_popover_point_at (GtkPopover *popover,
                             RectoPageView *view,
                             RectoLocation location,
                             const RectoRect *area)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  graphene_point_t corner;
  GdkRectangle where;

  if (!recto_page_view_find_area (view, location, area, &where) ||
      !gtk_widget_compute_point (GTK_WIDGET (view), parent,
                                 &GRAPHENE_POINT_INIT ((float) where.x, (float) where.y), &corner))
    return FALSE;
  where.x = (int) corner.x;
  where.y = (int) corner.y;
  gtk_popover_set_pointing_to (popover, &where);
  return TRUE;
}
