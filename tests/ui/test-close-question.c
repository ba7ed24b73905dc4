/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-folder.h"
#include "recto-test-button.h"
#include "recto-test-window.h"
#include "recto-test.h"

/* Closing while the one attachment of attachments-bomb.pdf is being saved, which takes long. */
#define NAME "attachments-bomb.pdf"

typedef struct
{
  RectoTestWindow base;
  RectoTestFolder folder;
  RectoSaving *saving;
  guint n_answers;
} Fixture;

static RectoDocumentView *
get_view (Fixture *fixture)
{
  return recto_window_get_view (fixture->base.window);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  recto_saving_run_finish (RECTO_SAVING (object), result, NULL);
  fixture->n_answers++;
}

static void
begin_saving (Fixture *fixture)
{
  RectoDocument *document = recto_document_view_get_document (get_view (fixture));
  g_autoptr (RectoAttachment) attachment = recto_test_attachment (document, "bomb.bin");
  g_autoptr (GFile) destination = recto_test_folder_get (&fixture->folder, "bomb.bin");

  fixture->saving = recto_saving_new_as (document, attachment, destination);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NO_LIMITS, NULL, saved_cb, fixture);
  g_assert_true (recto_window_is_saving (fixture->base.window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file (NAME);

  recto_test_folder_make (&fixture->folder);
  recto_test_window_set_up (&fixture->base);
  recto_test_window_show (&fixture->base);
  recto_test_window_open (&fixture->base, file);
  g_assert_false (recto_window_is_saving (fixture->base.window));
  begin_saving (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->base.window != NULL)
    recto_window_close_anyway (fixture->base.window);
  recto_test_wait (fixture->base.window == NULL && fixture->n_answers == 1);
  recto_test_wait (recto_test_folder_is (&fixture->folder, ""));
  g_object_unref (fixture->saving);
  recto_test_window_tear_down (&fixture->base);
  recto_test_folder_delete (&fixture->folder);
}

static AdwDialog *
get_question (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->base.window));
}

static void
answer (Fixture *fixture, const char *label)
{
  recto_test_answer (ADW_APPLICATION_WINDOW (fixture->base.window), label);
}

static void
assert_was_closed (Fixture *fixture)
{
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_STOPPED);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_DOCUMENT_CLOSED);
}

static void
test_window_asks_and_stays (Fixture *fixture, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (fixture->base.window));
  answer (fixture, "_Keep Saving");
  recto_test_wait (get_question (fixture) == NULL);
  g_assert_nonnull (fixture->base.window);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_RUNNING);
}

static void
test_window_asks_and_goes (Fixture *fixture, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (fixture->base.window));
  answer (fixture, "_Stop and Close");
  recto_test_wait (fixture->base.window == NULL);
  assert_was_closed (fixture);
}

static void
test_tab_asks_and_stays (Fixture *fixture, gconstpointer data)
{
  RectoDocumentView *view = get_view (fixture);

  recto_window_add_start (fixture->base.window);
  recto_window_select_view (fixture->base.window, view);
  recto_window_close_tab (fixture->base.window);
  recto_window_close_tab (fixture->base.window);
  answer (fixture, "_Keep Saving");
  recto_test_wait (get_question (fixture) == NULL);
  g_assert_true (get_view (fixture) == view);
  g_assert_true (recto_window_is_saving (fixture->base.window));
}

static void
test_tab_asks_and_goes (Fixture *fixture, gconstpointer data)
{
  RectoDocumentView *view = get_view (fixture);

  recto_window_add_start (fixture->base.window);
  recto_window_select_view (fixture->base.window, view);
  recto_window_close_tab (fixture->base.window);
  answer (fixture, "_Stop and Close");
  recto_test_wait (get_view (fixture) != view);
  assert_was_closed (fixture);
  g_assert_true (recto_window_can_reopen_tab (fixture->base.window));
}

/* While it is asked about. (transfer none) */
static RectoWindow *
move_tab_while_asking (Fixture *fixture)
{
  RectoDocumentView *view = get_view (fixture);

  recto_window_add_start (fixture->base.window);
  recto_window_select_view (fixture->base.window, view);
  recto_window_close_tab (fixture->base.window);
  recto_test_wait (get_question (fixture) != NULL);
  recto_window_move_tab (fixture->base.window);
  for (GList *l = gtk_application_get_windows (fixture->base.application); l != NULL; l = l->next)
    if (l->data != fixture->base.window && recto_window_get_view (l->data) == view)
      return l->data;
  g_assert_not_reached ();
}

static void
test_moved_tab_stays_and_can_be_closed (Fixture *fixture, gconstpointer data)
{
  RectoWindow *first = fixture->base.window;
  RectoWindow *second = move_tab_while_asking (fixture);

  answer (fixture, "_Keep Saving");
  recto_test_wait (get_question (fixture) == NULL);
  g_assert_true (recto_window_is_saving (second));
  recto_window_close_anyway (first);
  recto_test_wait (fixture->base.window == NULL);

  g_set_weak_pointer (&fixture->base.window, second);
  recto_window_close_tab (second);
  answer (fixture, "_Stop and Close");
  recto_test_wait (fixture->base.window == NULL);
  assert_was_closed (fixture);
}

static void
test_moved_tab_goes (Fixture *fixture, gconstpointer data)
{
  RectoWindow *second = move_tab_while_asking (fixture);

  g_object_add_weak_pointer (G_OBJECT (second), (gpointer *) &second);
  answer (fixture, "_Stop and Close");
  recto_test_wait (second == NULL);
  assert_was_closed (fixture);
  g_assert_nonnull (fixture->base.window);
}

/* The question goes with the window, and the tab is free again. */
static void
test_moved_tab_outlives_the_question (Fixture *fixture, gconstpointer data)
{
  RectoWindow *second = move_tab_while_asking (fixture);

  recto_window_close_anyway (fixture->base.window);
  recto_test_wait (fixture->base.window == NULL);
  g_assert_true (recto_window_is_saving (second));
  g_set_weak_pointer (&fixture->base.window, second);
  recto_window_close_tab (second);
  answer (fixture, "_Stop and Close");
  recto_test_wait (fixture->base.window == NULL);
  assert_was_closed (fixture);
}

/* A tab in which nothing is saved closes at once, whatever others do. */
static void
test_other_tabs_close_at_once (Fixture *fixture, gconstpointer data)
{
  RectoDocumentView *view = get_view (fixture);

  recto_window_add_start (fixture->base.window);
  g_assert_true (get_view (fixture) != view);
  recto_window_close_tab (fixture->base.window);
  g_assert_true (get_view (fixture) == view);
  g_assert_null (get_question (fixture));
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/close-question/A-3/window-asks-and-stays", test_window_asks_and_stays);
  ADD ("/close-question/A-3/window-asks-and-goes", test_window_asks_and_goes);
  ADD ("/close-question/A-3/tab-asks-and-stays", test_tab_asks_and_stays);
  ADD ("/close-question/A-3/tab-asks-and-goes", test_tab_asks_and_goes);
  ADD ("/close-question/A-3/moved-tab-stays-and-can-be-closed",
       test_moved_tab_stays_and_can_be_closed);
  ADD ("/close-question/A-3/moved-tab-goes", test_moved_tab_goes);
  ADD ("/close-question/A-3/moved-tab-outlives-the-question", test_moved_tab_outlives_the_question);
  ADD ("/close-question/other-tabs-close-at-once", test_other_tabs_close_at_once);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return recto_test_window_main (argc, argv, add_tests);
}
