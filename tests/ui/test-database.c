/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-database.h"

#include <glib/gstdio.h>

#define FIRST "CREATE TABLE words (word TEXT NOT NULL)"
#define SECOND "ALTER TABLE words ADD COLUMN length INTEGER NOT NULL DEFAULT 0"
#define THIRD "UPDATE words SET length = length (word); CREATE TABLE others (word TEXT)"

static const char *const one_step[] = { FIRST, NULL };
static const char *const three_steps[] = { FIRST, SECOND, THIRD, NULL };
/* The second of the new ones fails, as where there is no room left. */
static const char *const failing_steps[] = { FIRST, SECOND, "INSERT INTO nothing VALUES (1)",
                                             NULL };

typedef struct
{
  char *folder;
  char *path;
  RectoDatabase *database;
} Fixture;

static void
begin (Fixture *fixture, const char *const *steps)
{
  g_clear_pointer (&fixture->database, recto_database_free);
  fixture->database = recto_database_new (fixture->path, steps);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->path = g_build_filename (fixture->folder, "some.sqlite", NULL);
  begin (fixture, one_step);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->database, recto_database_free);
  begin (fixture, one_step);
  recto_database_remove (fixture->database);
  recto_database_remove_aside (fixture->database);
  recto_database_free (fixture->database);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
add_word (RectoDatabase *database, gpointer data)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO words (word) VALUES ('%s')", (const char *) data);

  return recto_database_execute (database, sql);
}

static void
add (Fixture *fixture, const char *word)
{
  g_assert_true (recto_database_change (fixture->database, add_word, (gpointer) word));
}

/* The one value that `sql` asks for; -1 where it cannot be had. */
static int
ask (Fixture *fixture, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int value = -1;

  g_assert_true (recto_database_ensure (fixture->database));
  if (sqlite3_prepare_v2 (recto_database_get_connection (fixture->database), sql, -1, &statement,
                          NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static int
get_version (Fixture *fixture)
{
  return ask (fixture, "PRAGMA user_version");
}

static void
test_a_new_one_has_the_latest_version (Fixture *fixture, gconstpointer data)
{
  g_assert_false (recto_database_is_there (fixture->database));
  begin (fixture, three_steps);
  g_assert_cmpint (get_version (fixture), ==, 3);
  g_assert_true (recto_database_is_there (fixture->database));
  add (fixture, "page");
  g_assert_cmpint (ask (fixture, "SELECT length FROM words"), ==, 0);
}

static void
test_an_older_one_is_brought_up_to_date (Fixture *fixture, gconstpointer data)
{
  add (fixture, "page");
  g_assert_cmpint (get_version (fixture), ==, 1);
  begin (fixture, three_steps);
  g_assert_cmpint (get_version (fixture), ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT length FROM words WHERE word = 'page'"), ==, 4);
  add (fixture, "outline");
  begin (fixture, three_steps);
  g_assert_cmpint (get_version (fixture), ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM words"), ==, 2);
}

static void
test_what_cannot_be_brought_up_to_date_stays (Fixture *fixture, gconstpointer data)
{
  add (fixture, "page");
  begin (fixture, failing_steps);
  g_assert_false (recto_database_ensure (fixture->database));
  g_assert_false (recto_database_change (fixture->database, add_word, (gpointer) "outline"));
  begin (fixture, one_step);
  g_assert_cmpint (get_version (fixture), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM words"), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT length FROM words"), ==, -1);
}

static void
test_a_newer_one_is_left_alone (Fixture *fixture, gconstpointer data)
{
  begin (fixture, three_steps);
  add (fixture, "page");
  begin (fixture, one_step);
  g_assert_false (recto_database_ensure (fixture->database));
  g_assert_false (recto_database_change (fixture->database, add_word, (gpointer) "outline"));
  begin (fixture, three_steps);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM words"), ==, 1);
}

/* Adds the word, and then does what cannot be done. */
static gboolean
add_and_fail (RectoDatabase *database, gpointer data)
{
  return add_word (database, data) && recto_database_execute (database, "DELETE FROM nothing");
}

static void
test_a_change_is_made_wholly_or_not_at_all (Fixture *fixture, gconstpointer data)
{
  add (fixture, "page");
  g_assert_false (recto_database_change (fixture->database, add_and_fail, (gpointer) "outline"));
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM words"), ==, 1);
  add (fixture, "tile");
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM words"), ==, 2);
}

static void
test_a_damaged_one_is_begun_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);
  g_autofree char *garbage = g_strnfill (8192, 'x');

  add (fixture, "page");
  g_clear_pointer (&fixture->database, recto_database_free);
  g_assert_true (g_file_set_contents (fixture->path, garbage, -1, NULL));
  begin (fixture, one_step);
  add (fixture, "outline");
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM words"), ==, 1);
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
}

static void
test_what_was_removed_may_be_used_again (Fixture *fixture, gconstpointer data)
{
  add (fixture, "page");
  recto_database_remove (fixture->database);
  g_assert_false (recto_database_is_there (fixture->database));
  add (fixture, "outline");
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM words"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/database/a-new-one-has-the-latest-version", test_a_new_one_has_the_latest_version);
  ADD ("/database/an-older-one-is-brought-up-to-date", test_an_older_one_is_brought_up_to_date);
  ADD ("/database/what-cannot-be-brought-up-to-date-stays",
       test_what_cannot_be_brought_up_to_date_stays);
  ADD ("/database/a-newer-one-is-left-alone", test_a_newer_one_is_left_alone);
  ADD ("/database/a-change-is-made-wholly-or-not-at-all",
       test_a_change_is_made_wholly_or_not_at_all);
  ADD ("/database/a-damaged-one-is-begun-anew", test_a_damaged_one_is_begun_anew);
  ADD ("/database/what-was-removed-may-be-used-again", test_what_was_removed_may_be_used_again);
#undef ADD

  return g_test_run ();
}
