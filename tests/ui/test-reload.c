/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-bar.h"
#include "recto-test-button.h"
#include "recto-test-folder.h"
#include "recto-test-window.h"
#include "recto-test.h"

/* A file that changes while the one attachment of the document is being saved, which takes long. */
#define NAME "attachments-bomb.pdf"
#define OTHER_NAME "three-pages.pdf"

typedef struct
{
  RectoTestWindow base;
  RectoTestFolder folder; /* what is saved */
  char *place;            /* of the document */
  GFile *file;
  RectoDocument *document; /* as it was opened first */
  RectoSaving *saving;     /* (nullable) */
  guint n_answers;
} Fixture;

static RectoDocumentView *
get_view (Fixture *fixture)
{
  return recto_window_get_view (fixture->base.window);
}

static void
copy_into_place (Fixture *fixture, const char *name)
{
  g_autoptr (GFile) source = recto_test_file (name);

  g_assert_true (g_file_copy (source, fixture->file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL,
                              NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_folder_make (&fixture->folder);
  fixture->place = g_dir_make_tmp (NULL, NULL);
  fixture->file = g_file_new_build_filename (fixture->place, "document.pdf", NULL);
  copy_into_place (fixture, NAME);
  recto_test_window_set_up (&fixture->base);
  recto_test_window_show (&fixture->base);
  recto_test_window_open (&fixture->base, fixture->file);
  fixture->document = g_object_ref (recto_document_view_get_document (get_view (fixture)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_window_close_anyway (fixture->base.window);
  recto_test_wait (fixture->base.window == NULL);
  recto_test_wait (fixture->saving == NULL || fixture->n_answers == 1);
  recto_test_wait (recto_test_folder_is (&fixture->folder, ""));
  g_clear_object (&fixture->saving);
  g_object_unref (fixture->document);
  recto_test_window_tear_down (&fixture->base);
  g_object_unref (fixture->file);
  recto_test_folder_delete (&fixture->folder);
  recto_test_remove (fixture->place);
  g_free (fixture->place);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  recto_saving_run_finish (RECTO_SAVING (object), result, NULL);
  fixture->n_answers++;
}

static void
begin_saving (Fixture *fixture, RectoAttachment *attachment)
{
  g_autoptr (GFile) destination = recto_test_folder_get (&fixture->folder, "bomb.bin");

  fixture->saving = recto_saving_new_as (fixture->document, attachment, destination);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NO_LIMITS, NULL, saved_cb, fixture);
}

static void
save (Fixture *fixture)
{
  g_autoptr (RectoAttachment) attachment = recto_test_attachment (fixture->document, "bomb.bin");

  begin_saving (fixture, attachment);
}

static void
save_and_stop (Fixture *fixture)
{
  save (fixture);
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_STOPPED);
}

static gboolean
is_first_shown (Fixture *fixture)
{
  return recto_document_view_get_document (get_view (fixture)) == fixture->document;
}

static gboolean
is_saving_listed (Fixture *fixture)
{
  GListModel *savings = recto_document_get_savings (fixture->document);
  g_autoptr (RectoSaving) first = g_list_model_get_item (savings, 0);

  return first == fixture->saving;
}

static AdwBanner *
find_banner (GtkWidget *widget)
{
  AdwBanner *found = NULL;

  if (ADW_IS_BANNER (widget) && adw_banner_get_revealed (ADW_BANNER (widget)))
    return ADW_BANNER (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_banner (child);
  return found;
}

/* It is told that the file has changed. */
static gboolean
is_outdated (Fixture *fixture)
{
  AdwBanner *banner = find_banner (GTK_WIDGET (fixture->base.window));

  return banner != NULL && g_str_equal (adw_banner_get_title (banner),
                                        "The file has changed; it is shown anew when saving has "
                                        "ended");
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
reload (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->base.window), "reload", NULL);
}

/* What was stopped can be resumed until it is forgotten; only then is the file shown anew. */
static void
test_a_stopped_saving_outlives_a_change (Fixture *fixture, gconstpointer data)
{
  save_and_stop (fixture);
  copy_into_place (fixture, OTHER_NAME);
  recto_test_wait (is_outdated (fixture));
  g_assert_true (is_first_shown (fixture));
  g_assert_true (is_saving_listed (fixture));
  recto_saving_forget (fixture->saving);
  recto_test_wait (!is_first_shown (fixture));
  g_assert_false (is_outdated (fixture));
}

static void
test_a_running_saving_outlives_a_change (Fixture *fixture, gconstpointer data)
{
  save (fixture);
  copy_into_place (fixture, OTHER_NAME);
  recto_test_wait (is_outdated (fixture));
  g_assert_true (is_first_shown (fixture));
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_RUNNING);
  recto_saving_forget (fixture->saving);
  recto_test_wait (!is_first_shown (fixture));
}

static void
test_reloading_asks_and_stays (Fixture *fixture, gconstpointer data)
{
  save (fixture);
  reload (fixture);
  reload (fixture);
  answer (fixture, "_Cancel");
  recto_test_wait (get_question (fixture) == NULL);
  g_assert_true (is_first_shown (fixture));
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_RUNNING);
}

static void
test_reloading_asks_and_goes_on (Fixture *fixture, gconstpointer data)
{
  save (fixture);
  copy_into_place (fixture, OTHER_NAME);
  recto_test_wait (is_outdated (fixture));
  reload (fixture);
  answer (fixture, "_Reload Anyway");
  recto_test_wait (!is_first_shown (fixture));
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_STOPPED);
  g_assert_false (is_outdated (fixture));
}

static void
idle_cb (gpointer passed)
{
  *(gboolean *) passed = TRUE;
}

static void
opening_cb (GListModel *tasks, guint position, guint n_removed, guint n_added, guint *n_readings)
{
  *n_readings += n_added;
}

/* The end of what was being saved is no reason to read again what has just been read. */
static void
test_reloading_anyway_reads_once (Fixture *fixture, gconstpointer data)
{
  gboolean passed = FALSE;
  guint n_readings = 0;

  save (fixture);
  copy_into_place (fixture, OTHER_NAME);
  recto_test_wait (is_outdated (fixture));
  g_signal_connect (recto_engine_get_opening_tasks (fixture->base.engine), "items-changed",
                    G_CALLBACK (opening_cb), &n_readings);
  reload (fixture);
  answer (fixture, "_Reload Anyway");
  recto_test_wait (!is_first_shown (fixture) && fixture->n_answers == 1);
  /* Whatever is to begin when all is idle comes before this. */
  g_idle_add_once (idle_cb, &passed);
  recto_test_wait (passed);
  g_assert_cmpuint (n_readings, ==, 1);
  g_signal_handlers_disconnect_by_data (recto_engine_get_opening_tasks (fixture->base.engine),
                                        &n_readings);
}

/* Elsewhere than in the bar of what is being saved. */
static GtkWidget *
find_words (GtkWidget *widget, const char *words)
{
  GtkWidget *found = NULL;

  if (RECTO_IS_SAVING_BAR (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), words))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, words);
  return found;
}

/* Into a folder that is none. */
static void
fail_to_save (Fixture *fixture)
{
  g_autoptr (RectoAttachment) attachment = recto_test_attachment (fixture->document, "bomb.bin");
  g_autoptr (GFile) destination = g_file_get_child (fixture->file, "bomb.bin");

  fixture->saving = recto_saving_new_as (fixture->document, attachment, destination);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NO_LIMITS, NULL, saved_cb, fixture);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpuint (recto_saving_get_n_failed (fixture->saving), ==, 1);
}

/* It may never be tried again. That it has failed is told nevertheless. */
static void
test_a_failed_saving_holds_nothing_up (Fixture *fixture, gconstpointer data)
{
  fail_to_save (fixture);
  copy_into_place (fixture, OTHER_NAME);
  recto_test_wait (!is_first_shown (fixture));
  g_assert_false (is_outdated (fixture));
  recto_test_wait (find_words (GTK_WIDGET (fixture->base.window), "bomb.bin was not saved") !=
                   NULL);
}

/* What was stopped would be lost as well. */
static void
test_reloading_asks_for_what_was_stopped (Fixture *fixture, gconstpointer data)
{
  save_and_stop (fixture);
  reload (fixture);
  answer (fixture, "_Cancel");
  recto_test_wait (get_question (fixture) == NULL);
  g_assert_true (is_saving_listed (fixture));
  g_assert_true (is_first_shown (fixture));
}

/* Reading anew takes its time; what one begins meanwhile is not lost either. */
static void
test_what_begins_meanwhile_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoAttachment) attachment = recto_test_attachment (fixture->document, "bomb.bin");

  copy_into_place (fixture, OTHER_NAME);
  reload (fixture);
  begin_saving (fixture, attachment);
  recto_test_wait (is_outdated (fixture));
  g_assert_true (is_first_shown (fixture));
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_RUNNING);
  recto_saving_forget (fixture->saving);
  recto_test_wait (!is_first_shown (fixture));
}

static void
test_without_savings_it_does_not_ask (Fixture *fixture, gconstpointer data)
{
  reload (fixture);
  g_assert_null (get_question (fixture));
  recto_test_wait (!is_first_shown (fixture));
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add ("/reload/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-stopped-saving-outlives-a-change", test_a_stopped_saving_outlives_a_change);
  ADD ("a-running-saving-outlives-a-change", test_a_running_saving_outlives_a_change);
  ADD ("reloading-asks-and-stays", test_reloading_asks_and_stays);
  ADD ("reloading-asks-and-goes-on", test_reloading_asks_and_goes_on);
  ADD ("reloading-anyway-reads-once", test_reloading_anyway_reads_once);
  ADD ("reloading-asks-for-what-was-stopped", test_reloading_asks_for_what_was_stopped);
  ADD ("a-failed-saving-holds-nothing-up", test_a_failed_saving_holds_nothing_up);
  ADD ("what-begins-meanwhile-is-kept", test_what_begins_meanwhile_is_kept);
  ADD ("without-savings-it-does-not-ask", test_without_savings_it_does_not_ask);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return recto_test_window_main (argc, argv, add_tests);
}
