/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-page-view.h"
#include "recto-place-store.h"
#include "recto-sidebar.h"

/* RectoDocumentBookmarks: the bookmarks of what a page view shows: made where one reads, and in the
 * sidebar once that is looked at.
 *
 * Signal "activated" (RectoTarget): one wants to go there. */
#define RECTO_TYPE_DOCUMENT_BOOKMARKS (recto_document_bookmarks_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentBookmarks,
                      recto_document_bookmarks,
                      RECTO,
                      DOCUMENT_BOOKMARKS,
                      GObject)

RectoDocumentBookmarks *recto_document_bookmarks_new (RectoSidebar *sidebar,
                                                      RectoPageView *page_view,
                                                      AdwToastOverlay *toasts);
/* Before anything else. `store` (nullable): where they are kept. */
void recto_document_bookmarks_set_store (RectoDocumentBookmarks *self, RectoPlaceStore *store);
/* The view shows `file` from now on, as it is now (`fingerprint`, nullable). */
void recto_document_bookmarks_begin (RectoDocumentBookmarks *self,
                                     GFile *file,
                                     const char *fingerprint);
/* It shows nothing any more. Idempotent. */
void recto_document_bookmarks_end (RectoDocumentBookmarks *self);
/* The sidebar is in view. */
void recto_document_bookmarks_ensure_pane (RectoDocumentBookmarks *self);

/* Where one reads. */
void recto_document_bookmarks_add (RectoDocumentBookmarks *self);
/* The nearest on the page that is read. */
void recto_document_bookmarks_remove (RectoDocumentBookmarks *self);
