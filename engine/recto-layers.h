/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-layer.h"
#include "recto-object-list.h"

/* RectoLayers: a GListModel of RectoLayer: the layers of a document, in the order in which it wants
 * them listed, and which of them are shown. recto_document_read_layers_async () gives it.
 *
 * Signals: "changed" (): what is shown of the document is something else now. */
#define RECTO_TYPE_LAYERS (recto_layers_get_type ())
G_DECLARE_FINAL_TYPE (RectoLayers, recto_layers, RECTO, LAYERS, RectoObjectList)

/* Alternatives to what is shown are hidden. Nothing where it is locked. */
void recto_layers_set_shown (RectoLayers *self, RectoLayer *layer, gboolean shown);
/* As the document has them. */
void recto_layers_reset (RectoLayers *self);
/* What was switched in the list of the same document as it was before it was read anew is switched
 * here, too, where the lists are the same. */
void recto_layers_take_over (RectoLayers *self, RectoLayers *former);
/* Something is not as the document has it. */
gboolean recto_layers_is_changed (RectoLayers *self);
