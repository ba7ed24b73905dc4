/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoZoomBand: the rectangle one draws around what is to fill the view. It waits for that once
 * it has been asked for, until one has drawn it or pressed Escape. It belongs to the view. */
typedef struct _RectoZoomBand RectoZoomBand;

RectoZoomBand *recto_zoom_band_new (RectoPageView *view);
void recto_zoom_band_free (RectoZoomBand *self);
void recto_zoom_band_begin (RectoZoomBand *self);
void recto_zoom_band_snapshot (RectoZoomBand *self, GtkSnapshot *snapshot);
