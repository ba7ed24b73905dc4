/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-place-database.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

#include "recto-place-store.h"

#define VERSION 1
#define BUSY_MS 1000 /* how long another program may hold the database */

#define STRING(name) #name
#define EXPAND(name) STRING (name)

struct _RectoPlaceDatabase
{
  char *path;
  sqlite3 *connection; /* (nullable) */
};

static const char schema[] = "CREATE TABLE IF NOT EXISTS places ("
                             " id INTEGER PRIMARY KEY," /* grows: the latest is the largest */
                             " fingerprint TEXT UNIQUE,"
                             " address TEXT NOT NULL UNIQUE,"
                             " chapter INTEGER NOT NULL,"
                             " page INTEGER NOT NULL,"
                             " fraction REAL NOT NULL,"
                             " middle REAL NOT NULL,"
                             " n_pages INTEGER NOT NULL,"
                             " zoom REAL NOT NULL,"
                             " fit_mode INTEGER NOT NULL,"
                             " continuous INTEGER NOT NULL,"
                             " rotation INTEGER NOT NULL,"
                             " dual INTEGER NOT NULL,"
                             " odd_left INTEGER NOT NULL,"
                             " right_to_left INTEGER NOT NULL,"
                             " colors TEXT NOT NULL,"
                             " sidebar INTEGER NOT NULL);"
                             "PRAGMA user_version = " EXPAND (VERSION);

static const char recall[] =
    "SELECT chapter, page, fraction, middle, n_pages, zoom, fit_mode, continuous, rotation, dual,"
    " odd_left, right_to_left, colors, sidebar FROM places WHERE fingerprint = ?1 OR address = ?2 "
    "ORDER BY "
    "fingerprint = ?1 DESC LIMIT 1";
static const char take_out[] = "DELETE FROM places WHERE fingerprint = ?1 OR address = ?2";
static const char put_in[] =
    "INSERT INTO places (fingerprint, address, chapter, page, fraction, middle, n_pages, zoom,"
    " fit_mode, continuous, rotation, dual, odd_left, right_to_left, colors, sidebar)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
static const char trim[] = "DELETE FROM places WHERE id IN (SELECT id FROM places ORDER BY id DESC"
                           " LIMIT -1 OFFSET " EXPAND (RECTO_PLACE_STORE_MAX) ")";

static gboolean
execute (RectoPlaceDatabase *self, const char *sql)
{
  return sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void
close_connection (RectoPlaceDatabase *self)
{
  g_clear_pointer (&self->connection, sqlite3_close);
}

static gboolean
is_damaged (RectoPlaceDatabase *self)
{
  const int code = sqlite3_errcode (self->connection);

  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

/* -1 where it cannot be read. */
static int
get_version (RectoPlaceDatabase *self)
{
  sqlite3_stmt *statement = NULL;
  int version = -1;

  if (sqlite3_prepare_v2 (self->connection, "PRAGMA user_version", -1, &statement, NULL) ==
          SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return version;
}

/* Writing ahead needs no waiting for the disk; what a power cut loses is a place, not the file. */
static gboolean
open_connection (RectoPlaceDatabase *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int version;

  g_mkdir_with_parents (folder, 0700);
  if (sqlite3_open_v2 (self->path, &self->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                       NULL) != SQLITE_OK)
    return FALSE;
  g_chmod (self->path, 0600);
  sqlite3_busy_timeout (self->connection, BUSY_MS);
  if (!execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                      " PRAGMA secure_delete = ON"))
    return FALSE;
  version = get_version (self);
  return version == VERSION || (version == 0 && execute (self, schema));
}

static char *
dup_aside (RectoPlaceDatabase *self)
{
  return g_strconcat (self->path, ".damaged", NULL);
}

static void
remove_companions (RectoPlaceDatabase *self)
{
  static const char *const companions[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (self->path, companions[i], NULL);

      g_unlink (companion);
    }
}

/* Kept beside the new one, for whoever wants to know what became of it. */
static void
set_aside (RectoPlaceDatabase *self)
{
  g_autofree char *aside = dup_aside (self);

  close_connection (self);
  g_rename (self->path, aside);
  remove_companions (self);
  g_info ("The database of places was damaged, and is begun anew");
}

static gboolean
ensure_connection (RectoPlaceDatabase *self)
{
  if (self->connection != NULL || open_connection (self))
    return TRUE;
  if (self->connection != NULL && is_damaged (self))
    {
      set_aside (self);
      if (open_connection (self))
        return TRUE;
    }
  g_info ("Places cannot be remembered: %s",
          self->connection != NULL ? sqlite3_errmsg (self->connection) : "no memory");
  close_connection (self);
  return FALSE;
}

RectoPlaceDatabase *
recto_place_database_new (const char *path)
{
  RectoPlaceDatabase *self = g_new0 (RectoPlaceDatabase, 1);

  self->path = g_strdup (path);
  return self;
}

void
recto_place_database_free (RectoPlaceDatabase *self)
{
  close_connection (self);
  g_free (self->path);
  g_free (self);
}

/* NULL where the database cannot be used. The strings must outlive it. */
static sqlite3_stmt *
prepare (RectoPlaceDatabase *self, const char *sql, const char *fingerprint, const char *address)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->connection, sql, -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_text (statement, 1, fingerprint, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, address, -1, SQLITE_STATIC);
  return statement;
}

static gboolean
finish (sqlite3_stmt *statement)
{
  const int code = sqlite3_step (statement);

  return sqlite3_finalize (statement) == SQLITE_OK && code == SQLITE_DONE;
}

/* The file may hold anything: what is not possible becomes what is nearest. */
static RectoReadingState
read_state (sqlite3_stmt *statement)
{
  RectoReadingState state = { 0 };
  const double zoom = sqlite3_column_double (statement, 5);

  state.place.location = RECTO_LOCATION_INIT ((guint) MAX (sqlite3_column_int (statement, 0), 0),
                                              (guint) MAX (sqlite3_column_int (statement, 1), 0));
  state.place.fraction = CLAMP (sqlite3_column_double (statement, 2), 0, 1);
  state.middle = CLAMP (sqlite3_column_double (statement, 3), 0, 1);
  state.n_pages = (guint) MAX (sqlite3_column_int (statement, 4), 0);
  state.zoom = isfinite (zoom) ? recto_zoom_clamp (zoom) : 1;
  state.fit_mode = CLAMP (sqlite3_column_int (statement, 6), RECTO_FIT_NONE, RECTO_FIT_AUTOMATIC);
  state.continuous = sqlite3_column_int (statement, 7) != 0;
  state.rotation = (sqlite3_column_int (statement, 8) / 90 & 3) * 90;
  state.dual = sqlite3_column_int (statement, 9) != 0;
  state.odd_left = sqlite3_column_int (statement, 10) != 0;
  state.right_to_left = sqlite3_column_int (statement, 11) != 0;
  state.colors = recto_color_mode_from_name ((const char *) sqlite3_column_text (statement, 12));
  state.sidebar = sqlite3_column_int (statement, 13) != 0;
  return state;
}

static gboolean
try_recall (RectoPlaceDatabase *self,
            const char *fingerprint,
            const char *address,
            RectoReadingState *state)
{
  sqlite3_stmt *statement = prepare (self, recall, fingerprint, address);
  const gboolean found = statement != NULL && sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    *state = read_state (statement);
  sqlite3_finalize (statement);
  return found;
}

gboolean
recto_place_database_recall (RectoPlaceDatabase *self,
                             const char *fingerprint,
                             const char *address,
                             RectoReadingState *state)
{
  g_return_val_if_fail (self != NULL && address != NULL && state != NULL, FALSE);

  if (!ensure_connection (self))
    return FALSE;
  if (try_recall (self, fingerprint, address, state))
    return TRUE;
  if (is_damaged (self))
    set_aside (self);
  return FALSE;
}

static gboolean
insert (RectoPlaceDatabase *self,
        const char *fingerprint,
        const char *address,
        const RectoReadingState *state)
{
  sqlite3_stmt *statement = prepare (self, put_in, fingerprint, address);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 3, state->place.location.chapter);
  sqlite3_bind_int64 (statement, 4, state->place.location.page);
  sqlite3_bind_double (statement, 5, state->place.fraction);
  sqlite3_bind_double (statement, 6, state->middle);
  sqlite3_bind_int64 (statement, 7, state->n_pages);
  sqlite3_bind_double (statement, 8, state->zoom);
  sqlite3_bind_int (statement, 9, (int) state->fit_mode);
  sqlite3_bind_int (statement, 10, state->continuous);
  sqlite3_bind_int (statement, 11, state->rotation);
  sqlite3_bind_int (statement, 12, state->dual);
  sqlite3_bind_int (statement, 13, state->odd_left);
  sqlite3_bind_int (statement, 14, state->right_to_left);
  sqlite3_bind_text (statement, 15, recto_color_mode_to_name (state->colors), -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 16, state->sidebar);
  return finish (statement);
}

static gboolean
try_remember (RectoPlaceDatabase *self,
              const char *fingerprint,
              const char *address,
              const RectoReadingState *state)
{
  sqlite3_stmt *statement;

  if (!execute (self, "BEGIN IMMEDIATE"))
    return FALSE;
  statement = prepare (self, take_out, fingerprint, address);
  if (statement != NULL && finish (statement) && insert (self, fingerprint, address, state) &&
      execute (self, trim) && execute (self, "COMMIT"))
    return TRUE;
  return FALSE;
}

gboolean
recto_place_database_remember (RectoPlaceDatabase *self,
                               const char *fingerprint,
                               const char *address,
                               const RectoReadingState *state)
{
  g_return_val_if_fail (self != NULL && address != NULL && state != NULL, FALSE);

  for (int tries = 0; tries < 2 && ensure_connection (self); tries++)
    {
      if (try_remember (self, fingerprint, address, state))
        return TRUE;
      if (!is_damaged (self))
        {
          g_info ("A place could not be remembered: %s", sqlite3_errmsg (self->connection));
          execute (self, "ROLLBACK");
          return FALSE;
        }
      set_aside (self);
    }
  return FALSE;
}

/* What was set aside may hold places, too; and what does not let itself be emptied goes as a whole.
 */
void
recto_place_database_forget (RectoPlaceDatabase *self)
{
  g_autofree char *aside = NULL;

  g_return_if_fail (self != NULL);

  if (g_file_test (self->path, G_FILE_TEST_EXISTS) && ensure_connection (self) &&
      !execute (self, "DELETE FROM places; VACUUM; PRAGMA wal_checkpoint (TRUNCATE)"))
    {
      close_connection (self);
      g_unlink (self->path);
      remove_companions (self);
    }
  aside = dup_aside (self);
  g_unlink (aside);
}
