/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-sidebar.h"

/* RectoDocumentLayers: the layers of an open document in the sidebar: listed once that is looked
 * at, and only where there are any. */
#define RECTO_TYPE_DOCUMENT_LAYERS (recto_document_layers_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentLayers, recto_document_layers, RECTO, DOCUMENT_LAYERS, GObject)

/* `sidebar` (unowned): outlives it. */
RectoDocumentLayers *recto_document_layers_new (RectoSidebar *sidebar);
/* (nullable). One that takes another's place is the same, read anew. */
void recto_document_layers_set_document (RectoDocumentLayers *self, RectoDocument *document);
/* The sidebar is, or is not, in view. */
void recto_document_layers_set_shown (RectoDocumentLayers *self, gboolean shown);
