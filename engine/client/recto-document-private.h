/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-list.h"
#include "recto-book.h"
#include "recto-document.h"
#include "recto-page-facts.h"
#include "recto-page-loader.h"
#include "recto-reader.h"

/* A document whose reader has opened it; takes `reader`. Its first page is not known yet:
 * `ready` is called when it is. */
typedef void (*RectoDocumentReady) (RectoDocument *document, gpointer data);

RectoDocument *recto_document_new (RectoEngine *engine,
                                   GFile *file,
                                   RectoReader *reader,
                                   const RectoMessageOpened *opened,
                                   const RectoTextStyle *style,
                                   RectoDocumentReady ready,
                                   gpointer data);
/* Until it is closed. (transfer none) (nullable) */
RectoReader *recto_document_get_reader (RectoDocument *self);
/* How many pages each chapter has, and what is known of them. (transfer none) */
RectoBook *recto_document_get_book (RectoDocument *self);
RectoPageFacts *recto_document_get_page_facts (RectoDocument *self);
/* Until it is closed. (transfer none) (nullable) */
RectoPageLoader *recto_document_get_page_loader (RectoDocument *self);
/* Nothing can be asked of it: it is closed, or has been given up. */
gboolean recto_document_is_gone (RectoDocument *self);
/* Why. (transfer full) (nullable): it is there. */
GError *recto_document_why_gone (RectoDocument *self);
/* (transfer none) */
RectoAttachmentList *recto_document_get_attachment_list (RectoDocument *self);
/* Its layers from now on, unless it has some already; which it has. (nullable) (transfer none) */
RectoLayers *recto_document_keep_layers (RectoDocument *self, RectoLayers *layers);
/* The name of the file, as tasks have it. (transfer none) */
const char *recto_document_get_subject (RectoDocument *self);
/* Whether a call about a page can be made; where not, `task` fails and `result` is returned with
 * why, and is gone. */
gboolean recto_document_check_page (RectoDocument *self,
                                    RectoLocation location,
                                    RectoTask *task,
                                    GTask *result);
