/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-fingerprint.h"
#include "recto-place-store.h"
#include "recto-test.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct
{
  char *folder;
  char *path;
  GSettings *settings;
  RectoPlaceStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->path = g_build_filename (fixture->folder, "deeper", "places.sqlite", NULL);
  fixture->settings = g_settings_new (SETTINGS_ID);
  fixture->store = recto_place_store_new (fixture->path, fixture->settings);
}

static void
end_store (Fixture *fixture)
{
  recto_place_store_finish (fixture->store);
  recto_test_let_go (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end_store (fixture);
  g_settings_reset (fixture->settings, "remember-places");
  recto_test_let_go (fixture->settings);
  recto_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* The program ends, and is started again. */
static void
start_again (Fixture *fixture)
{
  end_store (fixture);
  fixture->store = recto_place_store_new (fixture->path, fixture->settings);
}

static RectoReadingState
make_state (guint page)
{
  RectoReadingState state = { .place.location = RECTO_LOCATION_INIT (3, page),
                              .place.fraction = 0.25,
                              .middle = 0.75,
                              .n_pages = 40,
                              .zoom = 1.5,
                              .fit_mode = RECTO_FIT_WIDTH,
                              .continuous = TRUE,
                              .dual = TRUE,
                              .odd_left = TRUE,
                              .right_to_left = TRUE,
                              .colors = RECTO_COLOR_MODE_SEPIA,
                              .rotation = 270,
                              .sidebar = TRUE,
                              .pane = g_intern_static_string ("bookmarks"),
                              .character = 12345,
                              .text = { 17.5, 1.4, RECTO_TEXT_FAMILY_SANS, RECTO_TEXT_MARGINS_WIDE,
                                        RECTO_TEXT_ALIGNMENT_JUSTIFIED } };

  return state;
}

static void
remember (Fixture *fixture, const char *fingerprint, const char *address, guint page)
{
  RectoReadingState state = make_state (page);

  recto_place_store_remember (fixture->store, fingerprint, address, &state);
}

typedef struct
{
  RectoReadingState *state;
  GError *error;
  gboolean done;
} Answer;

static void
recalled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->state =
      recto_place_store_recall_finish (RECTO_PLACE_STORE (object), result, &answer->error);
  answer->done = TRUE;
}

static RectoReadingState *
recall (Fixture *fixture, const char *fingerprint, const char *address)
{
  Answer answer = { 0 };

  recto_place_store_recall_async (fixture->store, fingerprint, address, NULL, recalled_cb, &answer);
  g_assert_false (answer.done);
  recto_test_wait (answer.done);
  g_assert_no_error (answer.error);
  return answer.state;
}

static void
assert_page (Fixture *fixture, const char *fingerprint, const char *address, guint page)
{
  g_autofree RectoReadingState *state = recall (fixture, fingerprint, address);
  RectoReadingState expected = make_state (page);

  g_assert_nonnull (state);
  g_assert_true (recto_reading_state_equal (state, &expected));
}

static void
assert_unknown (Fixture *fixture, const char *fingerprint, const char *address)
{
  g_autofree RectoReadingState *state = recall (fixture, fingerprint, address);

  g_assert_null (state);
}

static void
test_a_place_outlives_the_program (Fixture *fixture, gconstpointer data)
{
  GStatBuf facts;

  assert_unknown (fixture, "print", "file:///a");
  remember (fixture, "print", "file:///a", 7);
  start_again (fixture);
  assert_page (fixture, "print", "file:///a", 7);
  g_assert_cmpint (g_stat (fixture->path, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 077, ==, 0);
}

static void
test_moving_the_file_keeps_its_place (Fixture *fixture, gconstpointer data)
{
  remember (fixture, "print", "file:///a", 7);
  assert_page (fixture, "print", "file:///b", 7);
  remember (fixture, "print", "file:///b", 8);
  assert_page (fixture, "print", "file:///a", 8);
}

static void
test_changing_the_file_keeps_its_place (Fixture *fixture, gconstpointer data)
{
  remember (fixture, "print", "file:///a", 7);
  assert_page (fixture, "another", "file:///a", 7);
  remember (fixture, "another", "file:///a", 9);
  assert_unknown (fixture, "print", "file:///z");
  assert_page (fixture, "another", "file:///a", 9);
}

static void
test_content_goes_before_address (Fixture *fixture, gconstpointer data)
{
  remember (fixture, "first", "file:///a", 1);
  remember (fixture, "second", "file:///b", 2);
  assert_page (fixture, "second", "file:///a", 2);
}

static void
test_a_file_without_fingerprint_goes_by_its_address (Fixture *fixture, gconstpointer data)
{
  remember (fixture, NULL, "smb://a", 1);
  remember (fixture, NULL, "smb://b", 2);
  assert_page (fixture, NULL, "smb://a", 1);
  assert_page (fixture, NULL, "smb://b", 2);
  assert_unknown (fixture, NULL, "smb://c");
}

static void
test_those_not_read_for_longest_go (Fixture *fixture, gconstpointer data)
{
  remember (fixture, "first", "file:///first", 1);
  remember (fixture, "second", "file:///second", 2);
  for (guint i = 0; i < RECTO_PLACE_STORE_MAX - 2; i++)
    {
      g_autofree char *address = g_strdup_printf ("file:///%u", i);

      remember (fixture, address, address, i);
    }
  remember (fixture, "first", "file:///first", 3);
  remember (fixture, "last", "file:///last", 4);
  assert_page (fixture, "first", "file:///first", 3);
  assert_page (fixture, "last", "file:///last", 4);
  assert_unknown (fixture, "second", "file:///second");
  assert_page (fixture, "file:///0", "file:///0", 0);
}

static void
write_garbage (const char *path, gsize from)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, from);
  memset (bytes + from, 0xa5, length - from);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

/* `data`: from which byte on it is garbage. */
static void
test_a_damaged_database_is_set_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);

  remember (fixture, "print", "file:///a", 7);
  start_again (fixture);
  assert_page (fixture, "print", "file:///a", 7);
  end_store (fixture);
  write_garbage (fixture->path, GPOINTER_TO_SIZE (data));
  fixture->store = recto_place_store_new (fixture->path, fixture->settings);

  assert_unknown (fixture, "print", "file:///a");
  remember (fixture, "print", "file:///a", 8);
  assert_page (fixture, "print", "file:///a", 8);
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
  start_again (fixture);
  assert_page (fixture, "print", "file:///a", 8);
}

static void
test_an_unusable_database_remembers_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  remember (fixture, "print", "file:///a", 7);
  assert_unknown (fixture, "print", "file:///a");
}

static void
execute (Fixture *fixture, const char *sql)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

static int
get_version (Fixture *fixture)
{
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;
  int version;

  g_assert_cmpint (sqlite3_open (fixture->path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection, "PRAGMA user_version", -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return version;
}

static void
test_impossible_values_become_possible (Fixture *fixture, gconstpointer data)
{
  g_autofree RectoReadingState *state = NULL;

  remember (fixture, "print", "file:///a", 7);
  recto_place_store_finish (fixture->store);
  execute (fixture, "UPDATE places SET chapter = -1, page = 'x', fraction = 9e999, middle = -5,"
                    " n_pages = -3, zoom = 9e999, fit_mode = 77, rotation = 123456789,"
                    " character = -77, text_size = 9e999, line_height = -2, text_family = 'x',"
                    " text_margins = 3, text_alignment = ''");
  state = recall (fixture, "print", "file:///a");
  g_assert_nonnull (state);
  g_assert_true (recto_location_equal (state->place.location, RECTO_LOCATION_INIT (0, 0)));
  g_assert_cmpfloat (state->place.fraction, ==, 1);
  g_assert_cmpfloat (state->middle, ==, 0);
  g_assert_cmpuint (state->n_pages, ==, 0);
  g_assert_cmpfloat (state->zoom, ==, 1);
  g_assert_cmpint (state->fit_mode, ==, RECTO_FIT_AUTOMATIC);
  g_assert_cmpint (state->character, ==, -1);
  g_assert_cmpfloat (state->text.size, ==, RECTO_TEXT_SIZE_USUAL);
  g_assert_cmpfloat (state->text.line_height, ==, 0);
  g_assert_cmpint (state->text.family, ==, RECTO_TEXT_FAMILY_BOOK);
  g_assert_cmpint (state->text.margins, ==, RECTO_TEXT_MARGINS_BOOK);
  g_assert_cmpint (state->text.alignment, ==, RECTO_TEXT_ALIGNMENT_BOOK);
  g_assert_cmpint (state->rotation % 90, ==, 0);
  g_assert_cmpint (state->rotation, <, 360);
  g_assert_cmpint (state->rotation, >=, 0);
}

/* As Recto made it first: never to be changed here. */
static const char version_1[] =
    "CREATE TABLE places (id INTEGER PRIMARY KEY, fingerprint TEXT UNIQUE,"
    " address TEXT NOT NULL UNIQUE, chapter INTEGER NOT NULL, page INTEGER NOT NULL,"
    " fraction REAL NOT NULL, middle REAL NOT NULL, n_pages INTEGER NOT NULL,"
    " zoom REAL NOT NULL, fit_mode INTEGER NOT NULL, continuous INTEGER NOT NULL,"
    " rotation INTEGER NOT NULL, dual INTEGER NOT NULL, odd_left INTEGER NOT NULL,"
    " right_to_left INTEGER NOT NULL, colors TEXT NOT NULL, sidebar INTEGER NOT NULL);"
    "INSERT INTO places VALUES (5, 'print', 'file:///a', 3, 7, 0.25, 0.75, 40, 1.5, 2, 1, 270, 1,"
    " 1, 1, 'sepia', 1);"
    "PRAGMA user_version = 1";

static void
test_the_first_database_keeps_its_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree RectoReadingState *state = NULL;
  RectoReadingState expected = make_state (7);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  execute (fixture, version_1);
  /* It knew nothing of text and panes. */
  expected.character = -1;
  expected.pane = NULL;
  expected.text = RECTO_TEXT_STYLE_USUAL;
  /* Nor of hiding annotations. */
  expected.show_annotations = TRUE;
  state = recall (fixture, "print", "file:///a");
  g_assert_nonnull (state);
  g_assert_true (recto_reading_state_equal (state, &expected));
  remember (fixture, "print", "file:///a", 8);
  start_again (fixture);
  assert_page (fixture, "print", "file:///a", 8);
}

static void
test_a_newer_database_is_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = NULL;
  int version;

  remember (fixture, "print", "file:///a", 7);
  recto_place_store_finish (fixture->store);
  version = get_version (fixture);
  execute (fixture, "PRAGMA user_version = 99");
  start_again (fixture);
  assert_unknown (fixture, "print", "file:///a");
  remember (fixture, "print", "file:///a", 8);
  recto_place_store_finish (fixture->store);
  sql = g_strdup_printf ("PRAGMA user_version = %d", version);
  execute (fixture, sql);
  start_again (fixture);
  assert_page (fixture, "print", "file:///a", 7);
}

static gboolean
holds (const char *path, const char *words)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) &&
         memmem (bytes, length, words, strlen (words)) != NULL;
}

static void
test_turning_it_off_forgets_all (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  remember (fixture, "print", "file:///secret-name", 7);
  recto_place_store_finish (fixture->store);
  g_assert_true (holds (fixture->path, "secret-name") || holds (log, "secret-name"));
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  assert_unknown (fixture, "print", "file:///secret-name");
  remember (fixture, "print", "file:///secret-name", 8);
  recto_place_store_finish (fixture->store);
  g_assert_false (holds (fixture->path, "secret-name"));
  g_assert_false (holds (log, "secret-name"));
  g_settings_set_boolean (fixture->settings, "remember-places", TRUE);
  assert_unknown (fixture, "print", "file:///secret-name");
}

static void
test_turning_it_off_forgets_what_was_set_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);

  remember (fixture, "print", "file:///secret-name", 7);
  end_store (fixture);
  write_garbage (fixture->path, 100);
  fixture->store = recto_place_store_new (fixture->path, fixture->settings);
  assert_unknown (fixture, "print", "file:///secret-name");
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  recto_place_store_finish (fixture->store);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

/* What has never been written need not be made to be asked: the first start waits for no disk. */
static void
test_asking_makes_no_database (Fixture *fixture, gconstpointer data)
{
  assert_unknown (fixture, "print", "file:///a");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_cancelled_recall_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  remember (fixture, "print", "file:///a", 7);
  recto_place_store_recall_async (fixture->store, "print", "file:///a", cancellable, recalled_cb,
                                  &answer);
  g_cancellable_cancel (cancellable);
  recto_test_wait (answer.done);
  error = answer.error;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (answer.state);
}

/* ---- Fingerprints ---------------------------------------------------------------------------- */

typedef struct
{
  char *fingerprint;
  GError *error;
  gboolean done;
} Print;

static void
fingerprint_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Print *print = user_data;

  print->fingerprint = recto_file_fingerprint_finish (result, &print->error);
  print->done = TRUE;
}

static char *
take_fingerprint (Fixture *fixture, const char *name, const char *bytes, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Print print = { 0 };

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  recto_file_fingerprint_async (file, NULL, fingerprint_cb, &print);
  recto_test_wait (print.done);
  g_assert_no_error (print.error);
  return print.fingerprint;
}

/* A byte at the beginning or at the end, or one byte more, is another file; another name is not. */
static void
test_fingerprint_is_of_the_content (Fixture *fixture, gconstpointer data)
{
  const gsize length = 300 * 1000;
  g_autofree char *bytes = g_malloc0 (length + 1);
  g_autofree char *same = take_fingerprint (fixture, "a", bytes, length);
  g_autofree char *moved = take_fingerprint (fixture, "b", bytes, length);
  g_autofree char *longer = take_fingerprint (fixture, "c", bytes, length + 1);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *nothing = take_fingerprint (fixture, "e", "", 0);

  bytes[0] = 1;
  first = take_fingerprint (fixture, "a", bytes, length);
  bytes[0] = 0;
  bytes[length - 1] = 1;
  last = take_fingerprint (fixture, "a", bytes, length);
  g_assert_cmpstr (same, ==, moved);
  g_assert_cmpstr (same, !=, longer);
  g_assert_cmpstr (same, !=, first);
  g_assert_cmpstr (same, !=, last);
  g_assert_cmpstr (same, !=, nothing);
}

static void
test_fingerprint_wants_a_local_file (Fixture *fixture, gconstpointer data)
{
  const char *places[] = { "https://example.org/a.pdf", "file:///dev/zero" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (places[i]);
      g_autoptr (GError) error = NULL;
      Print print = { 0 };

      recto_file_fingerprint_async (file, NULL, fingerprint_cb, &print);
      recto_test_wait (print.done);
      error = print.error;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
    }
}

/* ---- Other layouts --------------------------------------------------------------------------- */

static void
test_place_goes_with_the_layout (void)
{
  RectoReadingState state = { .place.location = RECTO_LOCATION_INIT (2, 10),
                              .place.fraction = 0.5,
                              .n_pages = 21 };
  RectoPlace place = recto_reading_state_get_place (&state, 42);

  g_assert_true (recto_location_equal (place.location, RECTO_LOCATION_INIT (2, 21)));
  g_assert_cmpfloat_with_epsilon (place.fraction, 0, 1e-9);
  place = recto_reading_state_get_place (&state, 1);
  g_assert_true (recto_location_equal (place.location, RECTO_LOCATION_INIT (2, 0)));
  g_assert_cmpfloat_with_epsilon (place.fraction, 0.5, 1e-9);
  place = recto_reading_state_get_place (&state, 21);
  g_assert_cmpuint (place.location.page, ==, 10);
  g_assert_cmpfloat (place.fraction, ==, 0.5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/place-store/a-place-outlives-the-program", NULL, test_a_place_outlives_the_program);
  ADD ("/place-store/moving-the-file-keeps-its-place", NULL, test_moving_the_file_keeps_its_place);
  ADD ("/place-store/changing-the-file-keeps-its-place", NULL,
       test_changing_the_file_keeps_its_place);
  ADD ("/place-store/content-goes-before-address", NULL, test_content_goes_before_address);
  ADD ("/place-store/a-file-without-fingerprint-goes-by-its-address", NULL,
       test_a_file_without_fingerprint_goes_by_its_address);
  ADD ("/place-store/those-not-read-for-longest-go", NULL, test_those_not_read_for_longest_go);
  ADD ("/place-store/a-database-that-is-none-is-set-aside", GSIZE_TO_POINTER (0),
       test_a_damaged_database_is_set_aside);
  ADD ("/place-store/a-damaged-database-is-set-aside", GSIZE_TO_POINTER (100),
       test_a_damaged_database_is_set_aside);
  ADD ("/place-store/an-unusable-database-remembers-nothing", NULL,
       test_an_unusable_database_remembers_nothing);
  ADD ("/place-store/impossible-values-become-possible", NULL,
       test_impossible_values_become_possible);
  ADD ("/place-store/the-first-database-keeps-its-places", NULL,
       test_the_first_database_keeps_its_places);
  ADD ("/place-store/a-newer-database-is-left-alone", NULL, test_a_newer_database_is_left_alone);
  ADD ("/place-store/turning-it-off-forgets-all", NULL, test_turning_it_off_forgets_all);
  ADD ("/place-store/turning-it-off-forgets-what-was-set-aside", NULL,
       test_turning_it_off_forgets_what_was_set_aside);
  ADD ("/place-store/asking-makes-no-database", NULL, test_asking_makes_no_database);
  ADD ("/place-store/cancelled-recall-says-so", NULL, test_cancelled_recall_says_so);
  ADD ("/file-fingerprint/is-of-the-content", NULL, test_fingerprint_is_of_the_content);
  ADD ("/file-fingerprint/wants-a-local-file", NULL, test_fingerprint_wants_a_local_file);
#undef ADD
  g_test_add_func ("/reading-state/place-goes-with-the-layout", test_place_goes_with_the_layout);

  return g_test_run ();
}
