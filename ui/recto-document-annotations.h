/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-body.h"

/* RectoDocumentAnnotations: the annotations of the document that a body shows: on its pages, and in
 * the sidebar, where they are listed once that is looked at, and only where there are any. */
#define RECTO_TYPE_DOCUMENT_ANNOTATIONS (recto_document_annotations_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentAnnotations,
                      recto_document_annotations,
                      RECTO,
                      DOCUMENT_ANNOTATIONS,
                      GObject)

/* `body` (unowned): outlives it. */
RectoDocumentAnnotations *recto_document_annotations_new (RectoDocumentBody *body);
