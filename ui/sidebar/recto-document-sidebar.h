/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document-bookmarks.h"
#include "recto-page-view.h"
#include "recto-sidebar.h"

/* RectoDocumentSidebar: the sidebar of an open document: whether it shows, beside the pages or,
 * where there is no room, over them, and what is in it. Its panes are made once it is looked at;
 * others may add theirs to recto_document_sidebar_get_panes ().
 *
 * Properties: "shown" (boolean); "pane" (string, nullable, read only): the one that was chosen.
 * Signal "activated" (RectoTarget): one wants to go there, and sees the pages by then. */
#define RECTO_TYPE_DOCUMENT_SIDEBAR (recto_document_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentSidebar,
                      recto_document_sidebar,
                      RECTO,
                      DOCUMENT_SIDEBAR,
                      GObject)

/* All of `body` (unowned, and so are its parts, which outlive the sidebar): `split` has a
 * RectoSidebar for its sidebar, `toasts` tell what happened. */
RectoDocumentSidebar *recto_document_sidebar_new (GtkWidget *body,
                                                  AdwOverlaySplitView *split,
                                                  RectoPageView *page_view,
                                                  AdwToastOverlay *toasts);
/* The body goes. */
void recto_document_sidebar_end (RectoDocumentSidebar *self);
/* (nullable). One that takes another's place is the same, read anew. */
void recto_document_sidebar_set_document (RectoDocumentSidebar *self, RectoDocument *document);

gboolean recto_document_sidebar_get_shown (RectoDocumentSidebar *self);
void recto_document_sidebar_set_shown (RectoDocumentSidebar *self, gboolean shown);
/* Whether it shows where there is room for it: a narrow window hides it until it is asked for. */
gboolean recto_document_sidebar_is_wanted (RectoDocumentSidebar *self);
/* As a document begins: over the pages, where there is no room beside them, it does not show.
 * `pane` (nullable): the one that was chosen the last time. */
void recto_document_sidebar_begin (RectoDocumentSidebar *self, gboolean shown, const char *pane);
/* The pane that was chosen, now or the last time. (nullable) */
const char *recto_document_sidebar_get_pane (RectoDocumentSidebar *self);
/* Shows a pane and gives it the keys. */
void recto_document_sidebar_show_pane (RectoDocumentSidebar *self, const char *name);
/* Something in it was chosen, and is to be seen: hides it where it lies over the pages. */
void recto_document_sidebar_leave (RectoDocumentSidebar *self);

RectoSidebar *recto_document_sidebar_get_panes (RectoDocumentSidebar *self); /* (transfer none) */
RectoDocumentBookmarks *recto_document_sidebar_get_bookmarks (RectoDocumentSidebar *self);
