/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document.h"
#include "recto-page-view.h"

/* RectoDocumentBody: an open document as one reads it: its pages, and what is said about it as a
 * whole around them.
 *
 * Properties: "document" (RectoDocument, nullable), "page-view" (RectoPageView, read only). */
#define RECTO_TYPE_DOCUMENT_BODY (recto_document_body_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentBody, recto_document_body, RECTO, DOCUMENT_BODY, AdwBin)

void recto_document_body_set_document (RectoDocumentBody *self,
                                       RectoDocument *document); /* (nullable) */
RectoPageView *recto_document_body_get_page_view (RectoDocumentBody *self);
