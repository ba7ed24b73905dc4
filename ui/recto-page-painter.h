/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-page-layout.h"
#include "recto-tile-textures.h"

/* Draws one page, its origin at `rect`, all in device pixels of the snapshot: paper, what has come
 * of it, and tiles of other sizes in place of what has not. `view` is what shows of the page, in
 * its own pixels. */
void recto_page_painter_snapshot (GtkSnapshot *snapshot,
                                  RectoTileTextures *textures,
                                  const RectoTilePage *page,
                                  const RectoPageRect *rect,
                                  const RectoPixelRect *view);
