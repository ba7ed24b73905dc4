/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-session-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "recto-database.h"

#define MAX_SIZE 65535
#define MAX_TITLE_BYTES 1000

#define STRING(name) #name
#define EXPAND(name) STRING (name)

struct _RectoSessionDatabase
{
  char *lock_path;
  int lock; /* -1 until it is held */
  RectoDatabase *database;
};

static const char *const steps[] = {
  "CREATE TABLE session (id INTEGER PRIMARY KEY CHECK (id = 1), ended INTEGER NOT NULL,"
  " n_crashes INTEGER NOT NULL);"
  "CREATE TABLE windows (id INTEGER PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL,"
  " maximized INTEGER NOT NULL, selected INTEGER NOT NULL);"
  "CREATE TABLE tabs (id INTEGER PRIMARY KEY, window INTEGER NOT NULL, address TEXT NOT NULL,"
  " title TEXT NOT NULL, shown INTEGER NOT NULL, n_deaths INTEGER NOT NULL)",
  NULL,
};

static const char empty[] = "DELETE FROM session; DELETE FROM windows; DELETE FROM tabs";
static const char read_session[] = "SELECT ended, n_crashes FROM session";
static const char read_tabs[] =
    "SELECT windows.id, width, height, maximized, selected, address, title, shown, n_deaths"
    " FROM tabs JOIN windows ON tabs.window = windows.id ORDER BY windows.id, tabs.id"
    " LIMIT " EXPAND (RECTO_SESSION_MAX_TABS);
/* What was left by a program that was killed. */
static const char count_crash[] = "UPDATE tabs SET n_deaths = n_deaths + 1 WHERE shown AND"
                                  " (SELECT NOT ended FROM session);"
                                  "UPDATE session SET n_crashes = n_crashes + 1 WHERE NOT ended;"
                                  "UPDATE session SET ended = 0";
static const char write_session[] = "INSERT INTO session VALUES (1, ?1, ?2)";
static const char write_window[] = "INSERT INTO windows VALUES (?1, ?2, ?3, ?4, ?5)";
static const char write_tab[] = "INSERT INTO tabs (window, address, title, shown, n_deaths)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)";

RectoSessionDatabase *
recto_session_database_new (const char *path)
{
  RectoSessionDatabase *self = g_new0 (RectoSessionDatabase, 1);

  self->database = recto_database_new (path, steps);
  self->lock_path = g_strconcat (path, ".lock", NULL);
  self->lock = -1;
  return self;
}

void
recto_session_database_free (RectoSessionDatabase *self)
{
  recto_database_free (self->database);
  g_clear_fd (&self->lock, NULL);
  g_free (self->lock_path);
  g_free (self);
}

static gboolean
hold_lock (RectoSessionDatabase *self)
{
  g_autofree char *folder = g_path_get_dirname (self->lock_path);
  g_autofd int lock = -1;

  if (self->lock >= 0)
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  lock = g_open (self->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock < 0 || flock (lock, LOCK_EX | LOCK_NB) != 0)
    {
      g_info ("There is no session: %s: %s", self->lock_path, g_strerror (errno));
      return FALSE;
    }
  self->lock = g_steal_fd (&lock);
  return TRUE;
}

static sqlite3_stmt *
prepare (RectoDatabase *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (recto_database_get_connection (database), sql, -1, &statement, NULL);
  return statement;
}

/* ---- Reading --------------------------------------------------------------------------------- */

/* The file may hold anything: what is not possible becomes what is nearest. (transfer full) */
static char *
dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  g_autofree char *beginning = text != NULL ? g_strndup (text, MAX_TITLE_BYTES) : g_strdup ("");

  return g_utf8_make_valid (beginning, -1);
}

static gboolean
is_address (const char *text)
{
  g_autofree char *scheme = text != NULL ? g_uri_parse_scheme (text) : NULL;

  return scheme != NULL && g_utf8_validate (text, -1, NULL);
}

static void
read_window (RectoSessionWindow *window, sqlite3_stmt *statement)
{
  window->width = CLAMP (sqlite3_column_int (statement, 1), 0, MAX_SIZE);
  window->height = CLAMP (sqlite3_column_int (statement, 2), 0, MAX_SIZE);
  window->maximized = sqlite3_column_int (statement, 3) != 0;
  window->selected = (guint) MAX (sqlite3_column_int (statement, 4), 0);
}

static void
read_tab (RectoSessionWindow *window, sqlite3_stmt *statement)
{
  const char *address = (const char *) sqlite3_column_text (statement, 5);
  g_autofree char *title = dup_text (statement, 6);
  RectoSessionTab *tab = recto_session_window_add_tab (window, address, title);

  tab->shown = sqlite3_column_int (statement, 7) != 0;
  tab->n_deaths = (guint) MAX (sqlite3_column_int (statement, 8), 0);
}

static void
read_windows (RectoSession *session, sqlite3_stmt *statement)
{
  RectoSessionWindow *window = NULL;
  gint64 id = 0;

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      if (!is_address ((const char *) sqlite3_column_text (statement, 5)))
        continue;
      if (window == NULL || sqlite3_column_int64 (statement, 0) != id)
        {
          window = recto_session_add_window (session);
          id = sqlite3_column_int64 (statement, 0);
          read_window (window, statement);
        }
      read_tab (window, statement);
    }
  for (guint i = 0; i < session->windows->len; i++)
    {
      window = g_ptr_array_index (session->windows, i);
      window->selected = MIN (window->selected, window->tabs->len - 1);
    }
}

static gboolean
read_all (RectoDatabase *database, RectoSession *session)
{
  sqlite3_stmt *statement = prepare (database, read_session);
  const gboolean found = statement != NULL && sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    {
      session->ended = sqlite3_column_int (statement, 0) != 0;
      session->n_crashes = (guint) MAX (sqlite3_column_int (statement, 1), 0);
    }
  sqlite3_finalize (statement);
  if (!found)
    return FALSE;
  statement = prepare (database, read_tabs);
  if (statement == NULL)
    return FALSE;
  read_windows (session, statement);
  return sqlite3_finalize (statement) == SQLITE_OK;
}

/* Deaths are counted before anything is shown again: what kills the program at once is counted,
 * too. Whether it had ended is told as it was before. */
static gboolean
begin (RectoDatabase *database, gpointer data)
{
  RectoSession **session = data;
  g_autoptr (RectoSession) before = recto_session_new ();
  g_autoptr (RectoSession) now = recto_session_new ();

  if (!read_all (database, before) || !recto_database_execute (database, count_crash) ||
      !read_all (database, now))
    return FALSE;
  now->ended = before->ended;
  *session = g_steal_pointer (&now);
  return TRUE;
}

RectoSession *
recto_session_database_begin (RectoSessionDatabase *self)
{
  g_autoptr (RectoSession) session = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!hold_lock (self) || !recto_database_is_there (self->database) ||
      !recto_database_change (self->database, begin, &session) || session->windows->len == 0)
    return NULL;
  if (session->n_crashes > RECTO_SESSION_MAX_CRASHES)
    {
      g_info ("The session is given up: the program was killed %u times in a row",
              session->n_crashes);
      return NULL;
    }
  return g_steal_pointer (&session);
}

/* ---- Writing --------------------------------------------------------------------------------- */

static gboolean
insert_session (RectoDatabase *database, RectoSession *session)
{
  sqlite3_stmt *statement = prepare (database, write_session);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, session->ended);
  sqlite3_bind_int64 (statement, 2, session->n_crashes);
  return recto_database_finish_statement (statement);
}

static gboolean
insert_tab (RectoDatabase *database, const RectoSessionTab *tab, guint window)
{
  sqlite3_stmt *statement = prepare (database, write_tab);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, window);
  sqlite3_bind_text (statement, 2, tab->address, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, tab->title, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, tab->shown);
  sqlite3_bind_int64 (statement, 5, tab->n_deaths);
  return recto_database_finish_statement (statement);
}

static gboolean
insert_window (RectoDatabase *database, const RectoSessionWindow *window, guint id)
{
  sqlite3_stmt *statement = prepare (database, write_window);
  gboolean good;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int (statement, 2, window->width);
  sqlite3_bind_int (statement, 3, window->height);
  sqlite3_bind_int (statement, 4, window->maximized);
  sqlite3_bind_int64 (statement, 5, window->selected);
  good = recto_database_finish_statement (statement);
  for (guint i = 0; i < window->tabs->len && good; i++)
    good = insert_tab (database, g_ptr_array_index (window->tabs, i), id);
  return good;
}

static gboolean
write_all (RectoDatabase *database, gpointer data)
{
  RectoSession *session = data;
  gboolean good = recto_database_execute (database, empty) && insert_session (database, session);

  for (guint i = 0; i < session->windows->len && good; i++)
    good = insert_window (database, g_ptr_array_index (session->windows, i), i);
  return good;
}

gboolean
recto_session_database_write (RectoSessionDatabase *self, RectoSession *session)
{
  g_return_val_if_fail (self != NULL && session != NULL, FALSE);

  return hold_lock (self) && recto_database_change (self->database, write_all, session);
}

void
recto_session_database_forget (RectoSessionDatabase *self)
{
  g_return_if_fail (self != NULL);

  if (!hold_lock (self))
    return;
  recto_database_remove (self->database);
  recto_database_remove_aside (self->database);
}
