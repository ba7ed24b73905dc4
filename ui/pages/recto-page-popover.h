/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* Points a popover, which may belong to a widget around the view, at an area of a page. FALSE where
 * the page is not in view. */
gboolean recto_page_popover_point_at (GtkPopover *popover,
                                      RectoPageView *view,
                                      RectoLocation location,
                                      const RectoRect *area);
