/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"
#include "recto-viewport.h"

/* RectoPageLinks: the links on the pages of a view: they are read once a page has come to rest in
 * it; one can point at them, press them, and go from one to the next by keys. Pressing one is told
 * by the view. */
typedef struct _RectoPageLinks RectoPageLinks;

typedef struct
{
  RectoLocation location;
  const RectoLink *link; /* (transfer none) */
  GdkRectangle area;     /* in the view */
} RectoLinkInView;

RectoPageLinks *recto_page_links_new (RectoPageView *view);
/* The view is being disposed of. */
void recto_page_links_end (RectoPageLinks *self);
void recto_page_links_free (RectoPageLinks *self);
void recto_page_links_set_document (RectoPageLinks *self, RectoDocument *document); /* (nullable) */
/* The view is being allocated. */
void recto_page_links_allocate (RectoPageLinks *self, RectoViewport *viewport);
/* The link at a point of the view. FALSE: none is known there. */
gboolean recto_page_links_find (RectoPageLinks *self, double x, double y, RectoLinkInView *found);
/* All that show, in the order of pages and documents, as far as they are known: of RectoLinkInView.
 * (transfer full) */
GArray *recto_page_links_list (RectoPageLinks *self);
/* The link that has the keys. FALSE: none that is on a page in view has. */
gboolean recto_page_links_get_focused (RectoPageLinks *self, RectoLinkInView *found);
/* Takes the keys to the next link, or the one before; FALSE where there is none. */
gboolean recto_page_links_move_focus (RectoPageLinks *self, GtkDirectionType direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageLinks, recto_page_links_free)
