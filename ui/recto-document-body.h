/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document-bookmarks.h"
#include "recto-document.h"
#include "recto-page-view.h"
#include "recto-sidebar.h"

/* RectoDocumentBody: an open document as one reads it: its pages, the sidebar beside them, and what
 * is said about it as a whole around them: that it has attachments, and how saving them goes.
 *
 * Properties: "document" (RectoDocument, nullable), "page-view" (RectoPageView, read only),
 * "show-sidebar" (boolean), "pane" (string, nullable, read only): the one that was chosen of the
 * sidebar, "pending" (boolean, read only): something of it is still to be saved,
 * which would be lost with the document. */
#define RECTO_TYPE_DOCUMENT_BODY (recto_document_body_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentBody, recto_document_body, RECTO, DOCUMENT_BODY, AdwBin)

/* Before a document comes. */
void recto_document_body_set_up (RectoDocumentBody *self, RectoEngine *engine, GSettings *settings);
void recto_document_body_set_document (RectoDocumentBody *self,
                                       RectoDocument *document); /* (nullable) */
RectoDocumentBookmarks *recto_document_body_get_bookmarks (RectoDocumentBody *self);
RectoPageView *recto_document_body_get_page_view (RectoDocumentBody *self);

gboolean recto_document_body_get_show_sidebar (RectoDocumentBody *self);
/* Where there is room for it: a narrow window hides it until it is asked for. */
gboolean recto_document_body_wants_sidebar (RectoDocumentBody *self);
void recto_document_body_set_show_sidebar (RectoDocumentBody *self, gboolean show_sidebar);
/* As a document begins: over the pages, where there is no room beside them, it does not show.
 * `pane` (nullable): the one that was chosen the last time. */
void recto_document_body_begin_sidebar (RectoDocumentBody *self,
                                        gboolean show_sidebar,
                                        const char *pane);
/* The pane that was chosen, now or the last time. (nullable) */
const char *recto_document_body_get_pane (RectoDocumentBody *self);
/* Goes to the destination of this name. */
void recto_document_body_find_destination (RectoDocumentBody *self, const char *name);
RectoSidebar *recto_document_body_get_sidebar (RectoDocumentBody *self); /* (transfer none) */
/* Shows a pane of the sidebar and gives it the keys. */
void recto_document_body_show_pane (RectoDocumentBody *self, const char *name);
/* Something of the sidebar was chosen, and is to be seen: hides it where it lies over the pages. */
void recto_document_body_leave_sidebar (RectoDocumentBody *self);
/* Shows the list of attachments and gives it the keys. */
void recto_document_body_show_attachments (RectoDocumentBody *self);
/* Saves all attachments into `folder`, once they are all listed; asks for one where it is NULL.
 * Nothing without a document. */
void recto_document_body_save_attachments_to (RectoDocumentBody *self,
                                              GFile *folder); /* (nullable) */
gboolean recto_document_body_get_pending (RectoDocumentBody *self);
/* Says that the file has changed and waits for that, until the next document. */
void recto_document_body_set_outdated (RectoDocumentBody *self, gboolean outdated);
/* Over the pages. Takes a floating `overlay`. */
void recto_document_body_add_overlay (RectoDocumentBody *self, GtkWidget *overlay);
/* Above the pages. Takes a floating `bar`. */
void recto_document_body_add_bar (RectoDocumentBody *self, GtkWidget *bar);
