/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-tile-textures.h"
#include "recto-viewport.h"

/* Draws the pages in view, in the application pixels of `widget`, but on the grid of device pixels,
 * so that nothing is resampled: paper, what has come of each page, and tiles of other sizes in
 * place of what has not. */
void recto_page_painter_snapshot (GtkSnapshot *snapshot,
                                  GtkWidget *widget,
                                  RectoViewport *viewport,
                                  RectoTileTextures *textures);
