/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* RectoDocumentFollower: follows the file of a document, and says when the document is to be read
 * anew: the file has changed and is whole, and nothing would be lost with the document as it is. */
typedef struct _RectoDocumentFollower RectoDocumentFollower;

/* `waits`: the file has changed, but is not to be read anew yet; this comes again when it is. */
typedef void (*RectoDocumentFollowerFunc) (gboolean waits, gpointer user_data);

RectoDocumentFollower *recto_document_follower_new (RectoDocumentFollowerFunc changed,
                                                    gpointer user_data);
void recto_document_follower_free (RectoDocumentFollower *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoDocumentFollower, recto_document_follower_free)

/* To be called before the file is read, so that no change of it is missed. NULL: none. */
void recto_document_follower_set_file (RectoDocumentFollower *self, GFile *file);
/* Whether something would be lost now. */
void recto_document_follower_set_busy (RectoDocumentFollower *self, gboolean busy);
/* It has been read anew, but something would be lost with the document as it is: the same as a
 * change of the file now. */
void recto_document_follower_wait (RectoDocumentFollower *self);
/* How many changes there have been; and the file has been read, and is shown, as it was when there
 * were so many: where there were no more since, it is not to be read for these again. */
guint recto_document_follower_get_n_changes (RectoDocumentFollower *self);
void recto_document_follower_has_read (RectoDocumentFollower *self, guint n_changes);
/* One that is not in view is not looked at every so often. */
void recto_document_follower_set_shown (RectoDocumentFollower *self, gboolean shown);
