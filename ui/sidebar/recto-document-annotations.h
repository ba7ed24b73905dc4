/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"
#include "recto-sidebar.h"

/* RectoDocumentAnnotations: the annotations of an open document: on its pages, and in the sidebar,
 * where they are listed once that is looked at, and only where there are any.
 *
 * Signal "activated" (): one of the list was chosen, and is gone to after this. */
#define RECTO_TYPE_DOCUMENT_ANNOTATIONS (recto_document_annotations_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentAnnotations,
                      recto_document_annotations,
                      RECTO,
                      DOCUMENT_ANNOTATIONS,
                      GObject)

/* All (unowned), and outlive it. `popover_parent` has a layout manager. */
RectoDocumentAnnotations *recto_document_annotations_new (RectoSidebar *sidebar,
                                                          RectoPageView *page_view,
                                                          GtkWidget *popover_parent);
/* (nullable). One that takes another's place is the same, read anew. */
void recto_document_annotations_set_document (RectoDocumentAnnotations *self,
                                              RectoDocument *document);
/* The sidebar is, or is not, in view. */
void recto_document_annotations_set_shown (RectoDocumentAnnotations *self, gboolean shown);
