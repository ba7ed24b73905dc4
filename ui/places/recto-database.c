/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-database.h"

#include <glib/gstdio.h>

#define BUSY_MS 1000 /* how long another program may hold the database */
#define MAX_TRIES 2  /* the second with a new file, where the first was damaged */

struct _RectoDatabase
{
  char *path;
  const char *const *steps;
  int version;         /* where the steps lead to */
  sqlite3 *connection; /* (nullable) */
};

gboolean
recto_database_execute (RectoDatabase *self, const char *sql)
{
  g_return_val_if_fail (self != NULL && self->connection != NULL, FALSE);

  return sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void
close_connection (RectoDatabase *self)
{
  g_clear_pointer (&self->connection, sqlite3_close);
}

static gboolean
is_damaged (RectoDatabase *self)
{
  const int code = sqlite3_errcode (self->connection);

  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

/* -1 where it cannot be read. */
static int
get_version (RectoDatabase *self)
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

/* All of it or nothing: what fails is rolled back as the connection is closed. Another program may
 * have been faster. */
static gboolean
bring_up_to_date (RectoDatabase *self)
{
  g_autofree char *end = g_strdup_printf ("PRAGMA user_version = %d; COMMIT", self->version);
  int version;

  if (!recto_database_execute (self, "BEGIN IMMEDIATE"))
    return FALSE;
  version = get_version (self);
  if (version < 0 || version > self->version)
    return FALSE;
  for (; version < self->version; version++)
    if (!recto_database_execute (self, self->steps[version]))
      return FALSE;
  return recto_database_execute (self, end);
}

/* Writing ahead needs no waiting for the disk; what a power cut loses is the latest change, not the
 * file. */
static gboolean
open_connection (RectoDatabase *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int version;

  g_mkdir_with_parents (folder, 0700);
  if (sqlite3_open_v2 (self->path, &self->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                       NULL) != SQLITE_OK)
    return FALSE;
  g_chmod (self->path, 0600);
  sqlite3_busy_timeout (self->connection, BUSY_MS);
  if (!recto_database_execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                                     " PRAGMA secure_delete = ON"))
    return FALSE;
  version = get_version (self);
  return version == self->version ||
         (version >= 0 && version < self->version && bring_up_to_date (self));
}

static char *
dup_aside (RectoDatabase *self)
{
  return g_strconcat (self->path, ".damaged", NULL);
}

static void
remove_companions (RectoDatabase *self)
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
set_aside (RectoDatabase *self)
{
  g_autofree char *aside = dup_aside (self);

  close_connection (self);
  g_rename (self->path, aside);
  remove_companions (self);
  g_info ("%s was damaged, and is begun anew", self->path);
}

gboolean
recto_database_ensure (RectoDatabase *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->connection != NULL || open_connection (self))
    return TRUE;
  if (self->connection != NULL && is_damaged (self))
    {
      set_aside (self);
      if (open_connection (self))
        return TRUE;
    }
  g_info ("%s cannot be used: %s", self->path,
          self->connection != NULL ? sqlite3_errmsg (self->connection) : "no memory");
  close_connection (self);
  return FALSE;
}

sqlite3 *
recto_database_get_connection (RectoDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->connection;
}

gboolean
recto_database_finish_statement (sqlite3_stmt *statement)
{
  const int code = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  return sqlite3_finalize (statement) == SQLITE_OK && code == SQLITE_DONE;
}

void
recto_database_look_after (RectoDatabase *self)
{
  g_return_if_fail (self != NULL && self->connection != NULL);

  if (is_damaged (self))
    set_aside (self);
}

gboolean
recto_database_change (RectoDatabase *self, RectoDatabaseFunc func, gpointer data)
{
  g_return_val_if_fail (self != NULL && func != NULL, FALSE);

  for (int tries = 0; tries < MAX_TRIES && recto_database_ensure (self); tries++)
    {
      if (recto_database_execute (self, "BEGIN IMMEDIATE") && func (self, data) &&
          recto_database_execute (self, "COMMIT"))
        return TRUE;
      if (!is_damaged (self))
        {
          g_info ("%s could not be changed: %s", self->path, sqlite3_errmsg (self->connection));
          recto_database_execute (self, "ROLLBACK");
          return FALSE;
        }
      set_aside (self);
    }
  return FALSE;
}

gboolean
recto_database_is_there (RectoDatabase *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_file_test (self->path, G_FILE_TEST_EXISTS);
}

void
recto_database_remove (RectoDatabase *self)
{
  g_return_if_fail (self != NULL);

  close_connection (self);
  g_unlink (self->path);
  remove_companions (self);
}

void
recto_database_remove_aside (RectoDatabase *self)
{
  g_autofree char *aside = NULL;

  g_return_if_fail (self != NULL);

  aside = dup_aside (self);
  g_unlink (aside);
}

RectoDatabase *
recto_database_new (const char *path, const char *const *steps)
{
  RectoDatabase *self = g_new0 (RectoDatabase, 1);

  self->path = g_strdup (path);
  self->steps = steps;
  while (steps[self->version] != NULL)
    self->version++;
  return self;
}

void
recto_database_free (RectoDatabase *self)
{
  close_connection (self);
  g_free (self->path);
  g_free (self);
}
