/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-bookmark.h"
#include "recto-reading-state.h"

/* RectoPlaceStore: where documents were read, kept in a database in the user's data folder. To be
 * used from the main thread; the database is read and written in a thread, one request after the
 * other. A document is known by its fingerprint, which moves with the file, or else by its
 * address, which stays when its content changes. A damaged database is set aside and begun anew;
 * one that cannot be used at all remembers nothing.
 *
 * Signal: "bookmarks-changed" (string, pointer): those of the document with this address, by
 * whoever the pointer is. */
#define RECTO_TYPE_PLACE_STORE (recto_place_store_get_type ())
G_DECLARE_FINAL_TYPE (RectoPlaceStore, recto_place_store, RECTO, PLACE_STORE, GObject)

/* So many documents are remembered; those not read for longest go. */
#define RECTO_PLACE_STORE_MAX 5000

/* `path`: of the database, made with its folder when first needed. Nothing is remembered or
 * recalled while nothing may be (recto-remembering.h); all is forgotten when that is turned off in
 * the settings. */
RectoPlaceStore *recto_place_store_new (const char *path, GSettings *settings);
/* Where the database usually is: the user's data folder, a Flatpak's own in a Flatpak.
 * (transfer full) */
char *recto_place_store_dup_usual_path (void);

/* NULL without an error where the document was not read before. */
void recto_place_store_recall_async (RectoPlaceStore *self,
                                     const char *fingerprint, /* (nullable) */
                                     const char *address,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) (nullable) */
RectoReadingState *recto_place_store_recall_finish (RectoPlaceStore *self,
                                                    GAsyncResult *result,
                                                    GError **error);
void recto_place_store_remember (RectoPlaceStore *self,
                                 const char *fingerprint, /* (nullable) */
                                 const char *address,
                                 const RectoReadingState *state);
/* Bookmarks of a document: a GPtrArray of RectoBookmark, in no order. */
void recto_place_store_list_bookmarks_async (RectoPlaceStore *self,
                                             const char *fingerprint, /* (nullable) */
                                             const char *address,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
/* (transfer full) */
GPtrArray *recto_place_store_list_bookmarks_finish (RectoPlaceStore *self,
                                                    GAsyncResult *result,
                                                    GError **error);
/* Adds it, or changes what has its key. `by`: who is not to be told. */
void recto_place_store_put_bookmark (RectoPlaceStore *self,
                                     const char *fingerprint, /* (nullable) */
                                     const char *address,
                                     RectoBookmark *bookmark,
                                     gpointer by);
void recto_place_store_remove_bookmark (RectoPlaceStore *self,
                                        const char *address,
                                        RectoBookmark *bookmark,
                                        gpointer by);
/* All places. Bookmarks stay. */
void recto_place_store_forget (RectoPlaceStore *self);
/* At the end of the program: waits until what was asked for is done, for a second at most. */
void recto_place_store_finish (RectoPlaceStore *self);
