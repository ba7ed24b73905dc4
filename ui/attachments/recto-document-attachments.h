/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-sidebar.h"
#include "recto-opened-files.h"

/* RectoDocumentAttachments: the attachments of an open document: on its pages, in the sidebar, and,
 * which is what this widget shows below the pages, that there are any and how saving them goes.
 *
 * Property "pending" (boolean, read only): something is still to be saved, which would be lost with
 * the document. Signal "message" (string): something to tell in passing. */
#define RECTO_TYPE_DOCUMENT_ATTACHMENTS (recto_document_attachments_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentAttachments,
                      recto_document_attachments,
                      RECTO,
                      DOCUMENT_ATTACHMENTS,
                      GtkBox)

/* All (unowned), and outlive it, or until _end (). `popover_parent` has a layout manager. */
void recto_document_attachments_begin (RectoDocumentAttachments *self,
                                       RectoDocumentSidebar *sidebar,
                                       RectoPageView *page_view,
                                       GtkWidget *popover_parent);
/* What it was given is about to go. */
void recto_document_attachments_end (RectoDocumentAttachments *self);
/* Before a document comes. */
void recto_document_attachments_set_up (RectoDocumentAttachments *self,
                                        RectoOpenedFiles *opened_files,
                                        GSettings *settings);
/* `tell`: that it has any is to be said of this one; otherwise it has been before it was read anew.
 */
void recto_document_attachments_set_document (RectoDocumentAttachments *self,
                                              RectoDocument *document, /* (nullable) */
                                              gboolean tell);

/* Shows the list and gives it the keys. */
void recto_document_attachments_show (RectoDocumentAttachments *self);
/* Saves all into `folder`, once they are all listed; asks for one where it is NULL. Nothing without
 * a document. */
void recto_document_attachments_save_to (RectoDocumentAttachments *self,
                                         GFile *folder); /* (nullable) */
gboolean recto_document_attachments_get_pending (RectoDocumentAttachments *self);
/* That files could not be saved, as long as it can be tried again. (transfer full) (nullable) */
char *recto_document_attachments_describe_failed (RectoDocumentAttachments *self);
