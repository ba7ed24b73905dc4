/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* RectoDatabase: a small file of the user's with tables in it, brought up to date as it is opened.
 * Blocks; to be used by one thread at a time. A damaged file is set aside and begun anew, one of a
 * newer program is left alone; whatever else is wrong with it is told in the log. */
typedef struct _RectoDatabase RectoDatabase;

/* `path`: made with its folder when first needed. `steps` (unowned), ended by NULL: the SQL that
 * leads from one version of the tables to the next, the first one from nothing to version 1. What
 * was released is never changed, only added to. */
RectoDatabase *recto_database_new (const char *path, const char *const *steps);
void recto_database_free (RectoDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoDatabase, recto_database_free)

/* Opens it, if need be. FALSE where it cannot be used. */
gboolean recto_database_ensure (RectoDatabase *self);
/* While it is open. (transfer none) */
sqlite3 *recto_database_get_connection (RectoDatabase *self);
/* While it is open. */
gboolean recto_database_execute (RectoDatabase *self, const char *sql);
/* Runs a statement that gives no rows to its end, and frees it (nullable). */
gboolean recto_database_finish_statement (sqlite3_stmt *statement);
/* To be called when reading has failed: where the reason is that the file is damaged, it is set
 * aside. */
void recto_database_look_after (RectoDatabase *self);

/* Makes a part of a change; FALSE where that fails. */
typedef gboolean (*RectoDatabaseFunc) (RectoDatabase *self, gpointer data);
/* Makes a change wholly or not at all, in a new file where this one is damaged. FALSE where it
 * could not be made. */
gboolean recto_database_change (RectoDatabase *self, RectoDatabaseFunc func, gpointer data);

gboolean recto_database_is_there (RectoDatabase *self);
/* Deletes the file and all that goes with it. It may be used again. */
void recto_database_remove (RectoDatabase *self);
/* Deletes what was set aside. */
void recto_database_remove_aside (RectoDatabase *self);
