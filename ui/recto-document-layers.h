/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-body.h"

/* RectoDocumentLayers: the layers of the document that a body shows, in the sidebar: listed once
 * that is looked at, and only where there are any. */
#define RECTO_TYPE_DOCUMENT_LAYERS (recto_document_layers_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentLayers, recto_document_layers, RECTO, DOCUMENT_LAYERS, GObject)

/* `body` (unowned): outlives it. */
RectoDocumentLayers *recto_document_layers_new (RectoDocumentBody *body);
