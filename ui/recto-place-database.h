/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

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
/* Nothing of what it held stays on the disk. */
void recto_place_database_forget (RectoPlaceDatabase *self);
