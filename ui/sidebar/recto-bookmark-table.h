/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-bookmark.h"
#include "recto-database.h"

/* The table of bookmarks in the database of places: what RectoPlaceDatabase does with it. Blocks.
 */

/* The tables, as a step of RectoDatabase. */
extern const char recto_bookmark_table_step[];

/* Those of the document with this fingerprint (nullable), or else with this address, which from now
 * on has both. (element-type RectoBookmark) (transfer full) */
GPtrArray *recto_bookmark_table_list (RectoDatabase *database,
                                      const char *fingerprint,
                                      const char *address);
/* Adds it, or changes what has its key. */
gboolean recto_bookmark_table_put (RectoDatabase *database,
                                   const char *fingerprint, /* (nullable) */
                                   const char *address,
                                   RectoBookmark *bookmark);
gboolean recto_bookmark_table_remove (RectoDatabase *database, const char *key);
