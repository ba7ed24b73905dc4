/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-links.h"
#include "recto-viewport.h"

/* RectoLinkReader: the links of a document's pages: read once a page has come to rest in a view,
 * and kept for a while. */
typedef struct _RectoLinkReader RectoLinkReader;

typedef void (*RectoLinkReaderFunc) (gpointer data);

/* `come`: those of a page have come. `lost`: whatever was known is to be forgotten. */
RectoLinkReader *recto_link_reader_new (RectoLinkReaderFunc come,
                                        RectoLinkReaderFunc lost,
                                        gpointer data);
/* Once it has no document, nobody is called any more. */
void recto_link_reader_unref (RectoLinkReader *self);
/* (nullable). All that was known is lost. */
void recto_link_reader_set_document (RectoLinkReader *self, RectoDocument *document);
RectoDocument *recto_link_reader_get_document (RectoLinkReader *self); /* (nullable) */
/* These pages are in view now. */
void recto_link_reader_look (RectoLinkReader *self, RectoViewport *viewport);
/* Of RectoLocation. (transfer none) */
GArray *recto_link_reader_get_in_view (RectoLinkReader *self);
/* The links of a page. (transfer none) (nullable): they are not known */
RectoLinks *recto_link_reader_get (RectoLinkReader *self, RectoLocation location);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoLinkReader, recto_link_reader_unref)
