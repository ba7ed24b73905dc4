/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-place-database.h"

#include <math.h>
#include <string.h>

#include "recto-bookmark-table.h"
#include "recto-database.h"
#include "recto-place-store.h"

#define MAX_PANE 32

#define STRING(name) #name
#define EXPAND(name) STRING (name)

struct _RectoPlaceDatabase
{
  RectoDatabase *database;
};

static const char *const steps[] = { "CREATE TABLE places ("
                                     " id INTEGER PRIMARY KEY," /* grows: the latest is largest */
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
                                     " sidebar INTEGER NOT NULL)",
                                     "ALTER TABLE places ADD COLUMN"
                                     " character INTEGER NOT NULL DEFAULT -1;"
                                     "ALTER TABLE places ADD COLUMN"
                                     " text_size REAL NOT NULL DEFAULT 12;"
                                     "ALTER TABLE places ADD COLUMN"
                                     " line_height REAL NOT NULL DEFAULT 0;"
                                     "ALTER TABLE places ADD COLUMN"
                                     " text_family TEXT NOT NULL DEFAULT 'book';"
                                     "ALTER TABLE places ADD COLUMN"
                                     " text_margins TEXT NOT NULL DEFAULT 'book';"
                                     "ALTER TABLE places ADD COLUMN"
                                     " text_alignment TEXT NOT NULL DEFAULT 'book'",
                                     "ALTER TABLE places ADD COLUMN"
                                     " show_annotations INTEGER NOT NULL DEFAULT 1",
                                     "ALTER TABLE places ADD COLUMN pane TEXT",
                                     recto_bookmark_table_step,
                                     NULL };

static const char recall[] =
    "SELECT chapter, page, fraction, middle, n_pages, zoom, fit_mode, continuous, rotation, dual,"
    " odd_left, right_to_left, colors, sidebar, character, text_size, line_height, text_family,"
    " text_margins, text_alignment, show_annotations, pane FROM places"
    " WHERE fingerprint = ?1 OR address = ?2"
    " ORDER BY fingerprint = ?1 DESC LIMIT 1";
static const char take_out[] = "DELETE FROM places WHERE fingerprint = ?1 OR address = ?2";
static const char put_in[] =
    "INSERT INTO places (fingerprint, address, chapter, page, fraction, middle, n_pages, zoom,"
    " fit_mode, continuous, rotation, dual, odd_left, right_to_left, colors, sidebar, character,"
    " text_size, line_height, text_family, text_margins, text_alignment, show_annotations, pane)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
    " ?20, ?21, ?22, ?23, ?24)";
static const char trim[] = "DELETE FROM places WHERE id IN (SELECT id FROM places ORDER BY id DESC"
                           " LIMIT -1 OFFSET " EXPAND (RECTO_PLACE_STORE_MAX) ")";

RectoPlaceDatabase *
recto_place_database_new (const char *path)
{
  RectoPlaceDatabase *self = g_new0 (RectoPlaceDatabase, 1);

  self->database = recto_database_new (path, steps);
  return self;
}

void
recto_place_database_free (RectoPlaceDatabase *self)
{
  recto_database_free (self->database);
  g_free (self);
}

/* NULL where the database cannot be used. The strings must outlive it. */
static sqlite3_stmt *
prepare (RectoDatabase *database, const char *sql, const char *fingerprint, const char *address)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (recto_database_get_connection (database), sql, -1, &statement, NULL) !=
      SQLITE_OK)
    return NULL;
  sqlite3_bind_text (statement, 1, fingerprint, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, address, -1, SQLITE_STATIC);
  return statement;
}

/* 0 where it is not the nick of any. */
static int
find_value (GType type, const unsigned char *nick)
{
  GEnumValue *value =
      nick != NULL ? g_enum_get_value_by_nick (g_type_class_get (type), (const char *) nick) : NULL;

  return value != NULL ? value->value : 0;
}

static const char *
get_nick (GType type, int value)
{
  GEnumValue *found = g_enum_get_value (g_type_class_get (type), value);

  return found != NULL ? found->value_nick : "book";
}

static RectoTextStyle
read_text_style (sqlite3_stmt *statement)
{
  RectoTextStyle style = { .size = sqlite3_column_double (statement, 15) };

  style.line_height = sqlite3_column_double (statement, 16);
  style.family =
      (RectoTextFamily) find_value (RECTO_TYPE_TEXT_FAMILY, sqlite3_column_text (statement, 17));
  style.margins =
      (RectoTextMargins) find_value (RECTO_TYPE_TEXT_MARGINS, sqlite3_column_text (statement, 18));
  style.alignment = (RectoTextAlignment) find_value (RECTO_TYPE_TEXT_ALIGNMENT,
                                                     sqlite3_column_text (statement, 19));
  return recto_text_style_clamp (&style);
}

/* A name that is longer than any pane's is none; what is interned stays. */
static const char *
read_pane (sqlite3_stmt *statement)
{
  const char *pane = (const char *) sqlite3_column_text (statement, 21);

  return pane != NULL && strlen (pane) <= MAX_PANE ? g_intern_string (pane) : NULL;
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
  state.character = CLAMP (sqlite3_column_int64 (statement, 14), -1, G_MAXINT32);
  state.text = read_text_style (statement);
  state.show_annotations = sqlite3_column_int (statement, 20) != 0;
  state.pane = read_pane (statement);
  return state;
}

static gboolean
try_recall (RectoDatabase *database,
            const char *fingerprint,
            const char *address,
            RectoReadingState *state)
{
  sqlite3_stmt *statement = prepare (database, recall, fingerprint, address);
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

  /* Making one takes the disk's time, and a document waits for this answer. */
  if (!recto_database_is_there (self->database) || !recto_database_ensure (self->database))
    return FALSE;
  if (try_recall (self->database, fingerprint, address, state))
    return TRUE;
  recto_database_look_after (self->database);
  return FALSE;
}

typedef struct
{
  const char *fingerprint; /* (nullable) */
  const char *address;
  const RectoReadingState *state;
} Place;

static gboolean
insert (RectoDatabase *database, const Place *place)
{
  const RectoReadingState *state = place->state;
  sqlite3_stmt *statement = prepare (database, put_in, place->fingerprint, place->address);

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
  sqlite3_bind_int64 (statement, 17, state->character);
  sqlite3_bind_double (statement, 18, state->text.size);
  sqlite3_bind_double (statement, 19, state->text.line_height);
  sqlite3_bind_text (statement, 20, get_nick (RECTO_TYPE_TEXT_FAMILY, (int) state->text.family), -1,
                     SQLITE_STATIC);
  sqlite3_bind_text (statement, 21, get_nick (RECTO_TYPE_TEXT_MARGINS, (int) state->text.margins),
                     -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 22,
                     get_nick (RECTO_TYPE_TEXT_ALIGNMENT, (int) state->text.alignment), -1,
                     SQLITE_STATIC);
  sqlite3_bind_int (statement, 23, state->show_annotations);
  sqlite3_bind_text (statement, 24, state->pane, -1, SQLITE_STATIC);
  return recto_database_finish_statement (statement);
}

static gboolean
remember (RectoDatabase *database, gpointer data)
{
  const Place *place = data;

  return recto_database_finish_statement (prepare (database, take_out, place->fingerprint,
                                                   place->address)) &&
         insert (database, place) && recto_database_execute (database, trim);
}

gboolean
recto_place_database_remember (RectoPlaceDatabase *self,
                               const char *fingerprint,
                               const char *address,
                               const RectoReadingState *state)
{
  Place place = { fingerprint, address, state };

  g_return_val_if_fail (self != NULL && address != NULL && state != NULL, FALSE);

  return recto_database_change (self->database, remember, &place);
}

/* ---- Bookmarks ------------------------------------------------------------------------------- */

typedef struct
{
  const char *fingerprint; /* (nullable) */
  const char *address;
  RectoBookmark *bookmark;
} Bookmark;

GPtrArray *
recto_place_database_list_bookmarks (RectoPlaceDatabase *self,
                                     const char *fingerprint,
                                     const char *address)
{
  g_return_val_if_fail (self != NULL && address != NULL, NULL);

  if (!recto_database_is_there (self->database) || !recto_database_ensure (self->database))
    return g_ptr_array_new_with_free_func (g_object_unref);
  return recto_bookmark_table_list (self->database, fingerprint, address);
}

static gboolean
put_bookmark (RectoDatabase *database, gpointer data)
{
  const Bookmark *change = data;

  return recto_bookmark_table_put (database, change->fingerprint, change->address,
                                   change->bookmark);
}

gboolean
recto_place_database_put_bookmark (RectoPlaceDatabase *self,
                                   const char *fingerprint,
                                   const char *address,
                                   RectoBookmark *bookmark)
{
  Bookmark change = { fingerprint, address, bookmark };

  g_return_val_if_fail (self != NULL && address != NULL, FALSE);
  g_return_val_if_fail (RECTO_IS_BOOKMARK (bookmark), FALSE);

  return recto_database_change (self->database, put_bookmark, &change);
}

static gboolean
remove_bookmark (RectoDatabase *database, gpointer data)
{
  return recto_bookmark_table_remove (database, data);
}

gboolean
recto_place_database_remove_bookmark (RectoPlaceDatabase *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  return recto_database_change (self->database, remove_bookmark, (gpointer) key);
}

static gboolean
forget_places (RectoDatabase *database, gpointer data)
{
  return recto_database_execute (database, "DELETE FROM places");
}

/* What was set aside may hold places, too. The file stays, as it has bookmarks; it is tidied up so
 * that nothing of what was deleted is left in it, which may fail on a full disk. */
void
recto_place_database_forget (RectoPlaceDatabase *self)
{
  g_return_if_fail (self != NULL);

  if (recto_database_is_there (self->database) &&
      recto_database_change (self->database, forget_places, NULL))
    {
      recto_database_execute (self->database, "VACUUM");
      recto_database_execute (self->database, "PRAGMA wal_checkpoint (TRUNCATE)");
    }
  recto_database_remove_aside (self->database);
}
