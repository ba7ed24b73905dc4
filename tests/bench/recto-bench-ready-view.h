/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"

/* RectoBenchReadyView: as a page view of the same document at the same place, but what it draws are
 * textures that have been ready all the time, of the same sizes and at the same places. */
#define RECTO_TYPE_BENCH_READY_VIEW (recto_bench_ready_view_get_type ())
G_DECLARE_FINAL_TYPE (RectoBenchReadyView,
                      recto_bench_ready_view,
                      RECTO,
                      BENCH_READY_VIEW,
                      GtkWidget)

GtkWidget *recto_bench_ready_view_new (RectoDocument *document);
/* How far down one is, and how far there is to go, in pixels. */
void recto_bench_ready_view_scroll_to (RectoBenchReadyView *self, double y);
double recto_bench_ready_view_get_height (RectoBenchReadyView *self);
/* As a page view that has the tiles of its natural size, and zooms what it has. */
void recto_bench_ready_view_zoom (RectoBenchReadyView *self, double zoom);
