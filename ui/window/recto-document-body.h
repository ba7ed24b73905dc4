/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document-attachments.h"
#include "recto-document-sidebar.h"
#include "recto-document.h"
#include "recto-page-view.h"

/* RectoDocumentBody: an open document as one reads it: its pages, the sidebar beside them, and what
 * is said about it as a whole around them. It arranges these parts, and follows where they lead.
 *
 * Properties: "document" (RectoDocument, nullable), "page-view" (RectoPageView, read only). */
#define RECTO_TYPE_DOCUMENT_BODY (recto_document_body_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentBody, recto_document_body, RECTO, DOCUMENT_BODY, AdwBin)

/* Before a document comes. */
void recto_document_body_set_up (RectoDocumentBody *self, RectoEngine *engine, GSettings *settings);
void recto_document_body_set_document (RectoDocumentBody *self,
                                       RectoDocument *document);            /* (nullable) */
RectoPageView *recto_document_body_get_page_view (RectoDocumentBody *self); /* (transfer none) */
RectoDocumentSidebar *recto_document_body_get_sidebar (RectoDocumentBody *self);
RectoDocumentAttachments *recto_document_body_get_attachments (RectoDocumentBody *self);

/* Goes to the destination of this name. */
void recto_document_body_find_destination (RectoDocumentBody *self, const char *name);
/* Says that the file has changed and waits for that, until the next document. */
void recto_document_body_set_outdated (RectoDocumentBody *self, gboolean outdated);
/* To be called before a document that was read anew is closed: what says which files could not be
 * saved goes with it, and nobody may have seen it yet. */
void recto_document_body_tell_of_failed (RectoDocumentBody *self);
/* Over the pages. Takes a floating `overlay`. */
void recto_document_body_add_overlay (RectoDocumentBody *self, GtkWidget *overlay);
/* Above the pages. Takes a floating `bar`. */
void recto_document_body_add_bar (RectoDocumentBody *self, GtkWidget *bar);
