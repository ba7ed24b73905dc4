/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-session-database.h"
#include "recto-session-store.h"
#include "recto-test.h"

#include <sqlite3.h>

typedef struct
{
  char *folder;
  char *path;
  GSettings *settings;
  RectoSessionStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->path = g_build_filename (fixture->folder, "deeper", "session.sqlite", NULL);
  fixture->settings = g_settings_new (SETTINGS_ID);
  fixture->store = recto_session_store_new (fixture->path, fixture->settings);
}

static void
end_store (Fixture *fixture)
{
  recto_session_store_finish (fixture->store);
  recto_test_let_go (g_steal_pointer (&fixture->store));
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

/* The program ends, well or not, and is started again. */
static void
start_again (Fixture *fixture)
{
  end_store (fixture);
  fixture->store = recto_session_store_new (fixture->path, fixture->settings);
}

/* Two windows, the first with two tabs, of which the second is in view. */
static RectoSession *
make_session (gboolean ended)
{
  RectoSession *session = recto_session_new ();
  RectoSessionWindow *first = recto_session_add_window (session);
  RectoSessionWindow *second = recto_session_add_window (session);

  session->ended = ended;
  first->width = 811;
  first->height = 633;
  first->maximized = TRUE;
  first->selected = 1;
  recto_session_window_add_tab (first, "file:///a.pdf", "The first");
  recto_session_window_add_tab (first, "file:///secret-name.pdf", "The second")->shown = TRUE;
  recto_session_window_add_tab (second, "smb://host/c.pdf", "")->shown = TRUE;
  return session;
}

static void
write_session (Fixture *fixture, gboolean ended)
{
  g_autoptr (RectoSession) session = make_session (ended);

  recto_session_store_write (fixture->store, session);
  recto_session_store_finish (fixture->store);
}

typedef struct
{
  RectoSession *session;
  GError *error;
  gboolean done;
} Answer;

static void
begun_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->session =
      recto_session_store_begin_finish (RECTO_SESSION_STORE (object), result, &answer->error);
  answer->done = TRUE;
}

static RectoSession *
begin (Fixture *fixture)
{
  Answer answer = { 0 };

  recto_session_store_begin_async (fixture->store, NULL, begun_cb, &answer);
  g_assert_false (answer.done);
  recto_test_wait (answer.done);
  g_assert_no_error (answer.error);
  return answer.session;
}

static RectoSessionWindow *
get_window (RectoSession *session, guint n)
{
  g_assert_cmpuint (n, <, session->windows->len);
  return g_ptr_array_index (session->windows, n);
}

static RectoSessionTab *
get_tab (RectoSession *session, guint window, guint n)
{
  GPtrArray *tabs = get_window (session, window)->tabs;

  g_assert_cmpuint (n, <, tabs->len);
  return g_ptr_array_index (tabs, n);
}

static void
test_nothing_was_open (Fixture *fixture, gconstpointer data)
{
  g_assert_false (recto_session_store_has_any (fixture->store));
  g_assert_null (begin (fixture));
}

static void
test_what_was_open_when_it_ended_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoSession) expected = make_session (TRUE);
  g_autoptr (RectoSession) session = NULL;

  write_session (fixture, TRUE);
  start_again (fixture);
  g_assert_true (recto_session_store_has_any (fixture->store));
  session = begin (fixture);
  g_assert_nonnull (session);
  g_assert_true (recto_session_equal (session, expected));
  g_assert_cmpuint (recto_session_count_tabs (session), ==, 3);
}

/* What was in view is counted as what may have been the reason; and again where the program does
 * not live to write a word. */
static void
test_deaths_are_counted (Fixture *fixture, gconstpointer data)
{
  write_session (fixture, FALSE);
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (RectoSession) session = NULL;

      start_again (fixture);
      session = begin (fixture);
      g_assert_nonnull (session);
      g_assert_false (session->ended);
      g_assert_cmpuint (session->n_crashes, ==, i);
      g_assert_cmpuint (get_tab (session, 0, 0)->n_deaths, ==, 0);
      g_assert_cmpuint (get_tab (session, 0, 1)->n_deaths, ==, i);
      g_assert_cmpuint (get_tab (session, 1, 0)->n_deaths, ==, i);
    }
}

static void
test_a_death_after_an_end_is_the_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoSession) before = NULL;
  g_autoptr (RectoSession) session = NULL;

  write_session (fixture, TRUE);
  start_again (fixture);
  before = begin (fixture);
  g_assert_nonnull (before);
  g_assert_cmpuint (get_tab (before, 0, 1)->n_deaths, ==, 0);
  start_again (fixture);
  session = begin (fixture);
  g_assert_nonnull (session);
  g_assert_false (session->ended);
  g_assert_cmpuint (get_tab (session, 0, 1)->n_deaths, ==, 1);
}

static void
test_what_kills_again_and_again_is_given_up (Fixture *fixture, gconstpointer data)
{
  write_session (fixture, FALSE);
  for (guint i = 0; i < RECTO_SESSION_MAX_CRASHES; i++)
    {
      g_autoptr (RectoSession) session = NULL;

      start_again (fixture);
      session = begin (fixture);
      g_assert_nonnull (session);
    }
  start_again (fixture);
  g_assert_null (begin (fixture));
}

static void
test_the_latest_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoSession) session = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (RectoSession) written = make_session (FALSE);

      get_window (written, 0)->width = i;
      recto_session_store_write (fixture->store, written);
    }
  start_again (fixture);
  session = begin (fixture);
  g_assert_nonnull (session);
  g_assert_cmpint (get_window (session, 0)->width, ==, 19);
}

static void
test_what_is_forgotten_is_gone (Fixture *fixture, gconstpointer data)
{
  write_session (fixture, FALSE);
  recto_session_store_forget (fixture->store);
  recto_session_store_finish (fixture->store);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  start_again (fixture);
  g_assert_null (begin (fixture));
}

static void
test_turning_remembering_off_forgets_it (Fixture *fixture, gconstpointer data)
{
  write_session (fixture, FALSE);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  write_session (fixture, FALSE);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_false (recto_session_store_has_any (fixture->store));
  g_settings_set_boolean (fixture->settings, "remember-places", TRUE);
  start_again (fixture);
  g_assert_null (begin (fixture));
}

/* As on another desktop of the same user. */
static void
test_what_another_program_keeps_is_left_to_it (Fixture *fixture, gconstpointer data)
{
  RectoSessionStore *first = fixture->store;

  write_session (fixture, FALSE);
  fixture->store = recto_session_store_new (fixture->path, fixture->settings);
  g_assert_null (begin (fixture));
  recto_session_store_forget (fixture->store);
  end_store (fixture);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  fixture->store = first;
}

static void
test_a_damaged_one_is_begun_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *garbage = g_strnfill (20000, 'x');
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);
  g_autoptr (RectoSession) session = NULL;

  write_session (fixture, FALSE);
  end_store (fixture);
  g_assert_true (g_file_set_contents (fixture->path, garbage, -1, NULL));
  fixture->store = recto_session_store_new (fixture->path, fixture->settings);
  g_assert_null (begin (fixture));
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
  write_session (fixture, FALSE);
  start_again (fixture);
  session = begin (fixture);
  g_assert_nonnull (session);
  recto_session_store_forget (fixture->store);
  recto_session_store_finish (fixture->store);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
execute (Fixture *fixture, const char *sql)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

static void
test_impossible_values_become_possible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoSession) session = NULL;

  write_session (fixture, TRUE);
  end_store (fixture);
  execute (fixture, "UPDATE windows SET width = -5, height = 9e18, selected = 77;"
                    "UPDATE tabs SET title = x'ff00ff', n_deaths = -3;"
                    "UPDATE tabs SET address = 'no address' WHERE id = 1;"
                    "INSERT INTO tabs VALUES (50, 99, 'file:///lost', '', 0, 0);"
                    "INSERT INTO windows VALUES (5, 1, 1, 1, 0)");
  fixture->store = recto_session_store_new (fixture->path, fixture->settings);
  session = begin (fixture);
  g_assert_nonnull (session);
  g_assert_cmpuint (session->windows->len, ==, 2);
  g_assert_cmpuint (get_window (session, 0)->tabs->len, ==, 1);
  g_assert_cmpuint (get_window (session, 0)->selected, ==, 0);
  g_assert_cmpint (get_window (session, 0)->width, ==, 0);
  g_assert_cmpint (get_window (session, 0)->height, <=, 65535);
  g_assert_true (g_utf8_validate (get_tab (session, 0, 0)->title, -1, NULL));
  g_assert_cmpuint (get_tab (session, 0, 0)->n_deaths, ==, 0);
}

static void
test_too_many_tabs_are_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoSession) written = make_session (TRUE);
  g_autoptr (RectoSession) session = NULL;

  for (guint i = 0; i < 2 * RECTO_SESSION_MAX_TABS; i++)
    recto_session_window_add_tab (get_window (written, 1), "file:///a", "a");
  recto_session_store_write (fixture->store, written);
  start_again (fixture);
  session = begin (fixture);
  g_assert_nonnull (session);
  g_assert_cmpuint (recto_session_count_tabs (session), ==, RECTO_SESSION_MAX_TABS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/session-store/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-was-open", test_nothing_was_open);
  ADD ("what-was-open-when-it-ended-comes-back", test_what_was_open_when_it_ended_comes_back);
  ADD ("deaths-are-counted", test_deaths_are_counted);
  ADD ("a-death-after-an-end-is-the-first", test_a_death_after_an_end_is_the_first);
  ADD ("what-kills-again-and-again-is-given-up", test_what_kills_again_and_again_is_given_up);
  ADD ("the-latest-counts", test_the_latest_counts);
  ADD ("what-is-forgotten-is-gone", test_what_is_forgotten_is_gone);
  ADD ("turning-remembering-off-forgets-it", test_turning_remembering_off_forgets_it);
  ADD ("what-another-program-keeps-is-left-to-it", test_what_another_program_keeps_is_left_to_it);
  ADD ("a-damaged-one-is-begun-anew", test_a_damaged_one_is_begun_anew);
  ADD ("impossible-values-become-possible", test_impossible_values_become_possible);
  ADD ("too-many-tabs-are-cut-off", test_too_many_tabs_are_cut_off);
#undef ADD

  return g_test_run ();
}
