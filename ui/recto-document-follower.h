/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoDocumentFollower: follows the file of a document, and says when the document is to be read
 * anew: the file has changed and is whole, and no attachment is just being saved from the
 * document, which reading anew would end. */
typedef struct _RectoDocumentFollower RectoDocumentFollower;

typedef void (*RectoDocumentFollowerFunc) (gpointer user_data);

RectoDocumentFollower *recto_document_follower_new (RectoDocumentFollowerFunc changed,
                                                    gpointer user_data);
void recto_document_follower_free (RectoDocumentFollower *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoDocumentFollower, recto_document_follower_free)

/* To be called before the file is read, so that no change of it is missed. NULL: none. */
void recto_document_follower_set_file (RectoDocumentFollower *self, GFile *file);
/* What is being read from that file; NULL: nothing yet. */
void recto_document_follower_set_document (RectoDocumentFollower *self, RectoDocument *document);
/* One that is not in view is not looked at every so often. */
void recto_document_follower_set_shown (RectoDocumentFollower *self, gboolean shown);
