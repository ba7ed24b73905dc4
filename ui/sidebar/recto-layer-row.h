/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-layer.h"

/* RectoLayerRow: a layer in a list: its name, and whether it is shown, which can be switched.
 *
 * Signal "switched" (gboolean): one wants it shown, or hidden. */
#define RECTO_TYPE_LAYER_ROW (recto_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoLayerRow, recto_layer_row, RECTO, LAYER_ROW, GtkWidget)

GtkWidget *recto_layer_row_new (void);
void recto_layer_row_set_layer (RectoLayerRow *self, RectoLayer *layer); /* (nullable) */
RectoLayer *recto_layer_row_get_layer (RectoLayerRow *self);             /* (nullable) */
