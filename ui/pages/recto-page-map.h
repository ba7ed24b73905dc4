/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-scene.h"

/* Where a point of the view is on a page, and where a part of a page is in the view; a scene tells
 * where its pages lie. */

/* A point of a page, each side counting from 0 to 1, where it is once the page has been turned. */
void recto_page_map_turn_point (int rotation, double *x, double *y);
/* As recto_page_view_find_point () and recto_page_view_find_area (). */
gboolean recto_page_map_find_point (RectoPageScene *scene,
                                    double x,
                                    double y,
                                    RectoLocation *location,
                                    double *page_x,
                                    double *page_y);
/* As recto_page_view_find_nearest (). */
gboolean recto_page_map_find_nearest (RectoPageScene *scene,
                                      double x,
                                      double y,
                                      RectoLocation *location,
                                      double *page_x,
                                      double *page_y);
gboolean recto_page_map_find_area (RectoPageScene *scene,
                                   RectoLocation location,
                                   const RectoRect *area,
                                   GdkRectangle *where);

/* As recto_page_view_find_height (). */
gboolean recto_page_map_find_height (RectoPageScene *scene,
                                     RectoLocation location,
                                     const RectoRect *area,
                                     double *fraction);
