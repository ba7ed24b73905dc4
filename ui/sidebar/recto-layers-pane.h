/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-layers.h"

/* RectoLayersPane: a document's layers in the sidebar, to be shown and hidden. */
#define RECTO_TYPE_LAYERS_PANE (recto_layers_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoLayersPane, recto_layers_pane, RECTO, LAYERS_PANE, AdwBin)

GtkWidget *recto_layers_pane_new (void);
void recto_layers_pane_set_layers (RectoLayersPane *self, RectoLayers *layers); /* (nullable) */
