/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"
#include "recto-sidebar.h"

/* RectoDocumentOutline: the outline of an open document in the sidebar: read, and its pane made,
 * once the sidebar is looked at.
 *
 * Signal "activated" (RectoTarget): one wants to go there. */
#define RECTO_TYPE_DOCUMENT_OUTLINE (recto_document_outline_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentOutline,
                      recto_document_outline,
                      RECTO,
                      DOCUMENT_OUTLINE,
                      GObject)

RectoDocumentOutline *recto_document_outline_new (RectoSidebar *sidebar, RectoPageView *page_view);
/* (nullable). One that takes another's place is the same, read anew. */
void recto_document_outline_set_document (RectoDocumentOutline *self, RectoDocument *document);
/* The sidebar is, or is not, in view. */
void recto_document_outline_set_shown (RectoDocumentOutline *self, gboolean shown);
