/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoPageBand: a rectangle that one draws over the pages, for what is then done with it. It waits
 * for that once it has been asked for, until one has drawn it or pressed Escape. Drawing with Alt
 * held needs no asking: that selects. It belongs to the view. */
typedef struct _RectoPageBand RectoPageBand;

/* `part`: of the view. */
typedef void (*RectoPageBandFunc) (RectoPageView *view, const graphene_rect_t *part);

RectoPageBand *recto_page_band_new (RectoPageView *view);
void recto_page_band_free (RectoPageBand *self);
void recto_page_band_begin (RectoPageBand *self, RectoPageBandFunc done);
void recto_page_band_snapshot (RectoPageBand *self, GtkSnapshot *snapshot);
