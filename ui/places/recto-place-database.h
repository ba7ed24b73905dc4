/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-bookmark.h"
#include "recto-reading-state.h"

/* RectoPlaceDatabase: the file behind RectoPlaceStore. Blocks; to be used by one thread at a
 * time. Whatever is wrong with the file is warned of at most, and begun anew. */
typedef struct _RectoPlaceDatabase RectoPlaceDatabase;

RectoPlaceDatabase *recto_place_database_new (const char *path);
void recto_place_database_free (RectoPlaceDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPlaceDatabase, recto_place_database_free)

/* FALSE where neither the fingerprint (nullable) nor the address is known. */
gboolean recto_place_database_recall (RectoPlaceDatabase *self,
                                      const char *fingerprint,
                                      const char *address,
                                      RectoReadingState *state);
/* FALSE where it could not be written. */
gboolean recto_place_database_remember (RectoPlaceDatabase *self,
                                        const char *fingerprint,
                                        const char *address,
                                        const RectoReadingState *state);
/* (element-type RectoBookmark) (transfer full): as recto_bookmark_table_list () has it. */
GPtrArray *recto_place_database_list_bookmarks (RectoPlaceDatabase *self,
                                                const char *fingerprint, /* (nullable) */
                                                const char *address);
/* Adds it, or changes what has its key. FALSE where it could not be written. */
gboolean recto_place_database_put_bookmark (RectoPlaceDatabase *self,
                                            const char *fingerprint, /* (nullable) */
                                            const char *address,
                                            RectoBookmark *bookmark);
gboolean recto_place_database_remove_bookmark (RectoPlaceDatabase *self, const char *key);
/* Nothing of the places it held stays on the disk; bookmarks do, which somebody has made. */
void recto_place_database_forget (RectoPlaceDatabase *self);
