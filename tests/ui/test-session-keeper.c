/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-session-keeper.h"
#include "recto-test-clock.h"
#include "recto-test-button.h"
#include "recto-test.h"
#include "recto-window.h"

#define WRITTEN_MS 1100
#define SETTLED_MS (61 * 1000)

typedef struct
{
  GtkApplication *application;
  RectoEngine *engine;
  GSettings *settings;
  char *folder;
  char *path;
  RectoSessionStore *store;
  RectoTestClock clock;
  RectoSessionKeeper *keeper;
} Fixture;

static void
start (Fixture *fixture)
{
  fixture->engine = recto_test_engine ();
  fixture->store = recto_session_store_new (fixture->path, fixture->settings);
  fixture->keeper =
      recto_session_keeper_new (fixture->application, fixture->engine, fixture->settings, NULL,
                                fixture->store, &fixture->clock.clock);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_clock_init (&fixture->clock);
  fixture->application = g_object_ref (GTK_APPLICATION (g_application_get_default ()));
  fixture->settings = g_settings_new (SETTINGS_ID);
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->path = g_build_filename (fixture->folder, "session.sqlite", NULL);
  start (fixture);
}

static GList *
get_windows (Fixture *fixture)
{
  return gtk_application_get_windows (fixture->application);
}

static void
close_windows (Fixture *fixture)
{
  while (get_windows (fixture) != NULL)
    {
      GtkWindow *window = get_windows (fixture)->data;

      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      recto_window_close_anyway (RECTO_WINDOW (window));
      recto_test_wait (window == NULL);
    }
}

static void
end (Fixture *fixture)
{
  recto_test_let_go (fixture->keeper);
  close_windows (fixture);
  recto_session_store_finish (fixture->store);
  recto_test_let_go (fixture->store);
  recto_engine_shut_down (fixture->engine);
  recto_test_wait (g_list_model_get_n_items (recto_engine_get_opening_tasks (fixture->engine)) ==
                   0);
  g_object_unref (fixture->engine);
  recto_test_wait_for_no_process ();
}

/* Nothing is told to the keeper: this is how a killed program leaves what was written. */
static void
die_and_start_again (Fixture *fixture)
{
  end (fixture);
  start (fixture);
}

static void
quit_and_start_again (Fixture *fixture)
{
  recto_session_keeper_end (fixture->keeper);
  close_windows (fixture);
  recto_session_keeper_finish (fixture->keeper);
  die_and_start_again (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end (fixture);
  g_settings_reset (fixture->settings, "restore-session");
  g_settings_reset (fixture->settings, "remember-places");
  recto_test_let_go (fixture->settings);
  g_object_unref (fixture->application);
  recto_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(int *) user_data = recto_session_keeper_restore_finish (RECTO_SESSION_KEEPER (object), result);
}

static gboolean
restore (Fixture *fixture)
{
  int restored = -1;

  recto_session_keeper_restore_async (fixture->keeper, restored_cb, &restored);
  recto_test_wait (restored != -1);
  return restored == TRUE;
}

static RectoWindow *
add_window (Fixture *fixture)
{
  RectoWindow *window =
      recto_window_new (fixture->application, fixture->engine, fixture->settings, NULL);

  recto_window_add_start (window);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
wait_until_open (RectoDocumentView *view)
{
  recto_test_wait (recto_document_view_get_state (view) == RECTO_DOCUMENT_VIEW_PAGES);
}

static void
open_file (RectoWindow *window, const char *name)
{
  g_autoptr (GFile) file = recto_test_file (name);

  recto_window_open_file (window, file, 0, NULL);
  wait_until_open (recto_window_get_view (window));
}

static void
wait_until_written (Fixture *fixture)
{
  recto_test_clock_advance_ms (&fixture->clock, WRITTEN_MS);
  recto_session_store_finish (fixture->store);
}

/* A window with three documents, the second of which is in view. */
static RectoWindow *
begin_with_three (Fixture *fixture)
{
  RectoWindow *window;

  g_assert_false (restore (fixture));
  window = add_window (fixture);
  open_file (window, "three-pages.pdf");
  open_file (window, "labels.pdf");
  open_file (window, "sizes.pdf");
  recto_window_select_view (window, recto_window_get_nth_view (window, 1));
  return window;
}

static RectoWindow *
get_only_window (Fixture *fixture)
{
  g_assert_cmpuint (g_list_length (get_windows (fixture)), ==, 1);
  return RECTO_WINDOW (get_windows (fixture)->data);
}

static const char *
get_title (RectoWindow *window, guint n)
{
  return recto_document_view_get_title (recto_window_get_nth_view (window, n));
}

static RectoDocumentViewState
get_state (RectoWindow *window, guint n)
{
  return recto_document_view_get_state (recto_window_get_nth_view (window, n));
}

static void
assert_three (RectoWindow *window)
{
  g_assert_cmpuint (recto_window_count_views (window), ==, 3);
  g_assert_cmpstr (get_title (window, 0), ==, "three-pages.pdf");
  g_assert_cmpstr (get_title (window, 1), ==, "labels.pdf");
  g_assert_cmpstr (get_title (window, 2), ==, "sizes.pdf");
  g_assert_true (recto_window_get_view (window) == recto_window_get_nth_view (window, 1));
}

static guint
count_open (Fixture *fixture)
{
  return g_list_model_get_n_items (recto_engine_get_documents (fixture->engine));
}

static void
test_only_what_is_in_view_is_opened (Fixture *fixture, gconstpointer data)
{
  RectoWindow *window = begin_with_three (fixture);

  gtk_window_set_default_size (GTK_WINDOW (window), 811, 633);
  wait_until_written (fixture);
  die_and_start_again (fixture);
  g_assert_true (restore (fixture));
  window = get_only_window (fixture);
  assert_three (window);
  wait_until_open (recto_window_get_nth_view (window, 1));
  g_assert_cmpint (get_state (window, 0), ==, RECTO_DOCUMENT_VIEW_WAITING);
  g_assert_cmpint (get_state (window, 2), ==, RECTO_DOCUMENT_VIEW_WAITING);
  g_assert_cmpuint (count_open (fixture), ==, 1);
  recto_test_wait (g_list_model_get_n_items (recto_engine_get_opening_tasks (fixture->engine)) ==
                   0);
  g_assert_cmpuint (count_open (fixture), ==, 1);

  recto_window_select_view (window, recto_window_get_nth_view (window, 2));
  wait_until_open (recto_window_get_nth_view (window, 2));
  g_assert_cmpuint (count_open (fixture), ==, 2);
}

static void
test_windows_have_their_sizes_again (Fixture *fixture, gconstpointer data)
{
  RectoWindow *first;
  RectoWindow *second;
  int width = 0;
  int height = 0;

  g_assert_false (restore (fixture));
  first = add_window (fixture);
  open_file (first, "three-pages.pdf");
  gtk_window_set_default_size (GTK_WINDOW (first), 811, 633);
  second = add_window (fixture);
  open_file (second, "labels.pdf");
  gtk_window_set_default_size (GTK_WINDOW (second), 533, 711);
  gtk_window_present (GTK_WINDOW (second));
  recto_test_wait (gtk_application_get_active_window (fixture->application) == GTK_WINDOW (second));
  wait_until_written (fixture);
  die_and_start_again (fixture);
  g_assert_true (restore (fixture));
  g_assert_cmpuint (g_list_length (get_windows (fixture)), ==, 2);
  for (GList *l = get_windows (fixture); l != NULL; l = l->next)
    {
      gtk_window_get_default_size (l->data, &width, &height);
      if (g_str_equal (get_title (l->data, 0), "three-pages.pdf"))
        g_assert_true (width == 811 && height == 633);
      else
        g_assert_true (width == 533 && height == 711);
    }
}

/* Unless the settings wish it, what one has closed by quitting is closed. */
static void
test_a_quit_ends_the_session (Fixture *fixture, gconstpointer data)
{
  begin_with_three (fixture);
  wait_until_written (fixture);
  quit_and_start_again (fixture);
  g_assert_false (recto_session_store_has_any (fixture->store));
  g_assert_false (restore (fixture));
  g_assert_null (get_windows (fixture));
}

static void
test_a_quit_keeps_the_session_if_wished (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (fixture->settings, "restore-session", TRUE);
  begin_with_three (fixture);
  quit_and_start_again (fixture);
  g_assert_true (restore (fixture));
  assert_three (get_only_window (fixture));
  g_settings_set_boolean (fixture->settings, "restore-session", FALSE);
  quit_and_start_again (fixture);
  g_assert_false (restore (fixture));
}

/* Before what was open is known: nothing opens any more, and nothing is lost. */
static void
test_who_quits_at_once_keeps_the_session (Fixture *fixture, gconstpointer data)
{
  int restored = -1;

  g_settings_set_boolean (fixture->settings, "restore-session", TRUE);
  begin_with_three (fixture);
  quit_and_start_again (fixture);
  recto_session_keeper_restore_async (fixture->keeper, restored_cb, &restored);
  recto_session_keeper_finish (fixture->keeper);
  recto_test_wait (restored != -1);
  g_assert_false (restored);
  g_assert_null (get_windows (fixture));
  die_and_start_again (fixture);
  g_assert_true (restore (fixture));
  assert_three (get_only_window (fixture));
}

static void
test_closing_the_last_window_is_a_quit (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (fixture->settings, "restore-session", TRUE);
  begin_with_three (fixture);
  wait_until_written (fixture);
  close_windows (fixture);
  recto_session_keeper_finish (fixture->keeper);
  die_and_start_again (fixture);
  g_assert_true (restore (fixture));
  assert_three (get_only_window (fixture));
}

static void
test_closed_tabs_are_closed (Fixture *fixture, gconstpointer data)
{
  RectoWindow *window = begin_with_three (fixture);

  g_settings_set_boolean (fixture->settings, "restore-session", TRUE);
  wait_until_written (fixture);
  for (int i = 0; i < 3; i++)
    recto_window_close_tab (window);
  recto_test_wait (get_windows (fixture) == NULL);
  recto_session_keeper_finish (fixture->keeper);
  die_and_start_again (fixture);
  g_assert_false (restore (fixture));
}

static void
test_where_nothing_is_remembered_nothing_is_restored (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (fixture->settings, "restore-session", TRUE);
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  begin_with_three (fixture);
  wait_until_written (fixture);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  quit_and_start_again (fixture);
  g_assert_false (restore (fixture));
}

static void
test_what_is_open_is_not_opened_twice (Fixture *fixture, gconstpointer data)
{
  RectoWindow *window;

  begin_with_three (fixture);
  wait_until_written (fixture);
  die_and_start_again (fixture);
  window = add_window (fixture);
  open_file (window, "labels.pdf");
  g_assert_true (restore (fixture));
  g_assert_cmpuint (g_list_length (get_windows (fixture)), ==, 2);
  for (GList *l = get_windows (fixture); l != NULL; l = l->next)
    g_assert_cmpuint (recto_window_count_views (l->data), ==, l->data == window ? 1 : 2);
}

/* The program dies, with what was written, and what was shown is shown again. */
static RectoWindow *
die_and_restore (Fixture *fixture)
{
  wait_until_written (fixture);
  die_and_start_again (fixture);
  g_assert_true (restore (fixture));
  return get_only_window (fixture);
}

static void
test_what_killed_twice_is_not_opened_by_itself (Fixture *fixture, gconstpointer data)
{
  RectoWindow *window;
  GtkWidget *button = NULL;

  begin_with_three (fixture);
  window = die_and_restore (fixture);
  wait_until_open (recto_window_get_view (window));
  window = die_and_restore (fixture);
  assert_three (window);
  g_assert_cmpint (get_state (window, 1), ==, RECTO_DOCUMENT_VIEW_ERROR);
  g_assert_false (recto_document_view_was_opened (recto_window_get_view (window)));
  g_assert_cmpuint (count_open (fixture), ==, 0);
  /* Neither does it count as what killed the program then. */
  window = die_and_restore (fixture);
  g_assert_cmpint (get_state (window, 1), ==, RECTO_DOCUMENT_VIEW_ERROR);

  recto_test_wait ((button = recto_test_find_button (GTK_WIDGET (window), "_Open Anyway")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  wait_until_open (recto_window_get_view (window));
}

static void
test_what_was_in_view_for_a_minute_is_trusted_again (Fixture *fixture, gconstpointer data)
{
  RectoWindow *window;

  begin_with_three (fixture);
  window = die_and_restore (fixture);
  wait_until_open (recto_window_get_view (window));
  recto_test_clock_advance_ms (&fixture->clock, SETTLED_MS);
  window = die_and_restore (fixture);
  wait_until_open (recto_window_get_view (window));
}

/* A tab that was restored and never looked at is among those that come back. */
static void
test_what_was_not_looked_at_comes_back_again (Fixture *fixture, gconstpointer data)
{
  RectoWindow *window;

  begin_with_three (fixture);
  window = die_and_restore (fixture);
  wait_until_open (recto_window_get_view (window));
  recto_window_select_view (window, recto_window_get_nth_view (window, 0));
  recto_window_select_view (window, recto_window_get_nth_view (window, 1));
  window = die_and_restore (fixture);
  assert_three (window);
}

static void
test_a_waiting_tab_that_was_closed_can_be_reopened (Fixture *fixture, gconstpointer data)
{
  RectoWindow *window;
  AdwTabView *tab_view;

  begin_with_three (fixture);
  window = die_and_restore (fixture);
  tab_view = recto_window_get_tab_view (window);
  adw_tab_view_close_page (tab_view, adw_tab_view_get_nth_page (tab_view, 2));
  g_assert_cmpuint (recto_window_count_views (window), ==, 2);
  g_assert_true (recto_window_can_reopen_tab (window));
  recto_window_reopen_tab (window);
  g_assert_cmpstr (get_title (window, 2), ==, "sizes.pdf");
  wait_until_open (recto_window_get_nth_view (window, 2));
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autoptr (AdwApplication) application = NULL;
  int failed;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = ADW_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define ADD(path, func) g_test_add ("/session-keeper/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("only-what-is-in-view-is-opened", test_only_what_is_in_view_is_opened);
  ADD ("windows-have-their-sizes-again", test_windows_have_their_sizes_again);
  ADD ("a-quit-ends-the-session", test_a_quit_ends_the_session);
  ADD ("a-quit-keeps-the-session-if-wished", test_a_quit_keeps_the_session_if_wished);
  ADD ("who-quits-at-once-keeps-the-session", test_who_quits_at_once_keeps_the_session);
  ADD ("closing-the-last-window-is-a-quit", test_closing_the_last_window_is_a_quit);
  ADD ("closed-tabs-are-closed", test_closed_tabs_are_closed);
  ADD ("where-nothing-is-remembered-nothing-is-restored",
       test_where_nothing_is_remembered_nothing_is_restored);
  ADD ("what-is-open-is-not-opened-twice", test_what_is_open_is_not_opened_twice);
  ADD ("what-killed-twice-is-not-opened-by-itself", test_what_killed_twice_is_not_opened_by_itself);
  ADD ("what-was-in-view-for-a-minute-is-trusted-again",
       test_what_was_in_view_for_a_minute_is_trusted_again);
  ADD ("what-was-not-looked-at-comes-back-again", test_what_was_not_looked_at_comes_back_again);
  ADD ("a-waiting-tab-that-was-closed-can-be-reopened",
       test_a_waiting_tab_that_was_closed_can_be_reopened);
#undef ADD

  failed = g_test_run ();
  recto_test_remove (folder);
  return failed;
}
