/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bookmark-table.h"

#include <string.h>

#define MAX_NAME 1000 /* bytes of it that are believed */

const char recto_bookmark_table_step[] =
    "CREATE TABLE bookmarks ("
    " key TEXT PRIMARY KEY,"
    " fingerprint TEXT,"
    " address TEXT NOT NULL,"
    " chapter INTEGER NOT NULL,"
    " page INTEGER NOT NULL,"
    " fraction REAL NOT NULL,"
    " n_pages INTEGER NOT NULL,"
    " character INTEGER NOT NULL,"
    " name TEXT NOT NULL);"
    "CREATE INDEX bookmarks_by_fingerprint ON bookmarks (fingerprint);"
    "CREATE INDEX bookmarks_by_address ON bookmarks (address)";

/* A document that has been moved keeps its bookmarks by its fingerprint, one that has been changed
 * by its address: both become what they are now, for the next time. */
static const char adopt[] =
    "UPDATE bookmarks SET fingerprint = coalesce (?1, fingerprint), address = ?2"
    " WHERE (fingerprint = ?1 AND address <> ?2)"
    " OR (address = ?2 AND ?1 IS NOT NULL AND fingerprint IS NOT ?1"
    " AND NOT EXISTS (SELECT 1 FROM bookmarks WHERE fingerprint = ?1))";
static const char list[] =
    "SELECT key, chapter, page, fraction, n_pages, character, name FROM bookmarks"
    " WHERE fingerprint = ?1"
    " OR (address = ?2 AND NOT EXISTS (SELECT 1 FROM bookmarks WHERE fingerprint = ?1))";
static const char put[] =
    "INSERT OR REPLACE INTO bookmarks"
    " (fingerprint, address, key, chapter, page, fraction, n_pages, character, name)"
    " VALUES (coalesce (?1, (SELECT fingerprint FROM bookmarks WHERE key = ?3)),"
    " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/* NULL where the database cannot be used. The strings must outlive it. */
static sqlite3_stmt *
prepare (RectoDatabase *database, const char *sql, const char *first, const char *second)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (recto_database_get_connection (database), sql, -1, &statement, NULL) !=
      SQLITE_OK)
    return NULL;
  sqlite3_bind_text (statement, 1, first, -1, SQLITE_STATIC);
  if (second != NULL)
    sqlite3_bind_text (statement, 2, second, -1, SQLITE_STATIC);
  return statement;
}

/* The file may hold anything. (transfer full) (nullable) */
static RectoBookmark *
read_bookmark (sqlite3_stmt *statement)
{
  const char *key = (const char *) sqlite3_column_text (statement, 0);
  const char *text = (const char *) sqlite3_column_text (statement, 6);
  g_autofree char *name = NULL;
  RectoPlace place;

  if (key == NULL || text == NULL)
    return NULL;
  place.location = RECTO_LOCATION_INIT ((guint) MAX (sqlite3_column_int (statement, 1), 0),
                                        (guint) MAX (sqlite3_column_int (statement, 2), 0));
  place.fraction = CLAMP (sqlite3_column_double (statement, 3), 0, 1);
  name = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_NAME));
  return recto_bookmark_new (key, place, (guint) MAX (sqlite3_column_int (statement, 4), 0),
                             CLAMP (sqlite3_column_int64 (statement, 5), -1, G_MAXINT32), name);
}

GPtrArray *
recto_bookmark_table_list (RectoDatabase *database, const char *fingerprint, const char *address)
{
  GPtrArray *bookmarks = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement;

  recto_database_finish_statement (prepare (database, adopt, fingerprint, address));
  statement = prepare (database, list, fingerprint, address);
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      RectoBookmark *bookmark = read_bookmark (statement);

      if (bookmark != NULL)
        g_ptr_array_add (bookmarks, bookmark);
    }
  sqlite3_finalize (statement);
  return bookmarks;
}

gboolean
recto_bookmark_table_put (RectoDatabase *database,
                          const char *fingerprint,
                          const char *address,
                          RectoBookmark *bookmark)
{
  const RectoPlace place = recto_bookmark_get_place (bookmark);
  sqlite3_stmt *statement = prepare (database, put, fingerprint, address);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 3, recto_bookmark_get_key (bookmark), -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, place.location.chapter);
  sqlite3_bind_int64 (statement, 5, place.location.page);
  sqlite3_bind_double (statement, 6, place.fraction);
  sqlite3_bind_int64 (statement, 7, recto_bookmark_get_n_pages (bookmark));
  sqlite3_bind_int64 (statement, 8, recto_bookmark_get_character (bookmark));
  sqlite3_bind_text (statement, 9, recto_bookmark_get_name (bookmark), -1, SQLITE_STATIC);
  return recto_database_finish_statement (statement);
}

gboolean
recto_bookmark_table_remove (RectoDatabase *database, const char *key)
{
  return recto_database_finish_statement (prepare (database, "DELETE FROM bookmarks WHERE key = ?1",
                                                   key, NULL));
}
