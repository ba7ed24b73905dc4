/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-content.h"
#include "recto-attachment-order.h"
#include "recto-attachments-pane.h"
#include "recto-saving-items.h"
#include "recto-saving-words.h"
#include "recto-test.h"

typedef struct
{
  RectoEngine *engine;
  RectoDocument *document;
  GSettings *settings;
  GtkWidget *window;
  GtkWidget *pane;
  RectoAttachmentListing *listing;
  RectoAttachmentActions *actions;
} Fixture;

/* Lets go of what a thread or a late call-back may hold a moment longer. */
static void
set_up (Fixture *fixture, gconstpointer name)
{
  fixture->engine = recto_test_engine ();
  fixture->document = recto_test_open (fixture->engine, name);
  fixture->settings = g_settings_new (SETTINGS_ID);
  fixture->pane = recto_attachments_pane_new ();
  fixture->listing = recto_attachment_listing_new (fixture->document);
  fixture->actions =
      recto_attachment_actions_new (fixture->pane, fixture->document,
                                    recto_opened_files_of (fixture->engine), fixture->settings);
  recto_attachments_pane_set_document (RECTO_ATTACHMENTS_PANE (fixture->pane), fixture->listing,
                                       fixture->actions);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 480, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->pane);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_object_ref (fixture->pane);
  recto_attachment_actions_end (fixture->actions);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_document_close (fixture->document);
  recto_test_let_go (fixture->pane);
  recto_test_wait (recto_attachment_listing_get_state (fixture->listing) != RECTO_LISTING_RUNNING);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
  recto_test_let_go (fixture->listing);
  recto_test_let_go (fixture->actions);
  recto_test_let_go (fixture->document);
  recto_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
  g_object_unref (fixture->settings);
}

static void
list_all (Fixture *fixture)
{
  recto_attachment_listing_start (fixture->listing);
  recto_test_wait (recto_attachment_listing_get_state (fixture->listing) == RECTO_LISTING_COMPLETE);
}

static GListModel *
get_shown (Fixture *fixture)
{
  return recto_attachments_pane_get_shown (RECTO_ATTACHMENTS_PANE (fixture->pane));
}

/* The names that are shown, in their order, with commas between them. */
static char *
list_names (Fixture *fixture)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (get_shown (fixture)); i++)
    {
      g_autoptr (RectoAttachment) attachment = g_list_model_get_item (get_shown (fixture), i);

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                              recto_attachment_get_name (attachment));
    }
  return g_string_free_and_steal (names);
}

static gboolean
shows (Fixture *fixture, const char *wanted)
{
  g_autofree char *names = list_names (fixture);

  return g_str_equal (names, wanted);
}

/* The first widget on the screen that says `text`; or NULL. */
static GtkWidget *
find (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, text);
  return found;
}

static GtkWidget *
find_search (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_SEARCH_ENTRY (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

/* ---- Listing -----------------------------------------------------------------------------------
 */

static void
test_says_what_there_is (Fixture *fixture, gconstpointer name)
{
  recto_test_wait (find (fixture->pane, "Looking for Attachments") != NULL);
  list_all (fixture);
  recto_test_wait (find (fixture->pane, "5 attachments") != NULL);
  recto_test_wait (find (fixture->pane, "notes.txt") != NULL);
  g_assert_nonnull (find (fixture->pane, "What was said"));
  g_assert_nonnull (find (fixture->pane, "70.0\u00a0kB · CSV document"));
}

static void
test_says_that_there_is_nothing (Fixture *fixture, gconstpointer name)
{
  list_all (fixture);
  recto_test_wait (find (fixture->pane, "No Attachments") != NULL);
  g_assert_null (find (fixture->pane, "Save _All…"));
}

/* What was found stays, and listing goes on from there. */
static void
test_stopped_listing_can_be_resumed (Fixture *fixture, gconstpointer name)
{
  g_autofree char *words = NULL;
  guint n_found;

  recto_attachment_listing_start (fixture->listing);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_attachments (fixture->document)) >
                   0);
  g_assert_true (gtk_widget_activate_action (fixture->pane, "attachments.stop-listing", NULL));
  recto_test_wait (recto_attachment_listing_get_state (fixture->listing) != RECTO_LISTING_RUNNING);
  n_found = g_list_model_get_n_items (recto_document_get_attachments (fixture->document));
  g_assert_cmpint (recto_attachment_listing_get_state (fixture->listing), ==,
                   RECTO_LISTING_STOPPED);
  words = g_strdup_printf ("Listing stopped after %u attachments", n_found);
  recto_test_wait (find (fixture->pane, words) != NULL);
  g_assert_true (gtk_widget_activate_action (fixture->pane, "attachments.list", NULL));
  recto_test_wait (recto_attachment_listing_get_state (fixture->listing) == RECTO_LISTING_COMPLETE);
  g_assert_cmpuint (g_list_model_get_n_items (recto_document_get_attachments (fixture->document)),
                    ==, 10000);
}

/* ---- Sorting and searching
 * ----------------------------------------------------------------------- */

static void
test_the_list_takes_the_focus_once_it_is_filled (Fixture *fixture, gconstpointer name)
{
  GtkRoot *root = GTK_ROOT (fixture->window);

  /* Whichever program's window is in front: others are tested on this screen, too. */
  recto_test_wait (gtk_widget_get_mapped (fixture->pane));
  gtk_widget_grab_focus (fixture->pane);
  list_all (fixture);
  recto_test_wait (gtk_root_get_focus (root) != NULL &&
                   gtk_widget_get_ancestor (gtk_root_get_focus (root), GTK_TYPE_LIST_VIEW) != NULL);
}

static void
test_sorts_each_way (Fixture *fixture, gconstpointer name)
{
  static const struct
  {
    const char *way;
    const char *names;
  } orders[] = {
    { "size", "Übersicht 2024.csv,notes.txt,plan.png,letter.pdf,old.xml" },
    { "date", "notes.txt,letter.pdf,old.xml,plan.png,Übersicht 2024.csv" },
    { "type", "letter.pdf,old.xml,plan.png,Übersicht 2024.csv,notes.txt" },
    { "page", "old.xml,Übersicht 2024.csv,plan.png,letter.pdf,notes.txt" },
    { "name", "letter.pdf,notes.txt,old.xml,plan.png,Übersicht 2024.csv" },
  };

  list_all (fixture);
  recto_test_wait (shows (fixture, orders[G_N_ELEMENTS (orders) - 1].names));
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_assert_true (gtk_widget_activate_action (fixture->pane, "attachments.sort", "s",
                                                 orders[i].way));
      recto_test_wait (shows (fixture, orders[i].names));
    }
  g_assert_null (recto_attachment_order_new_sorter ("no such way"));
}

static void
test_searches_names_and_descriptions (Fixture *fixture, gconstpointer name)
{
  GtkEditable *search = GTK_EDITABLE (find_search (fixture->pane));

  list_all (fixture);
  gtk_editable_set_text (search, "PLAN");
  recto_test_wait (shows (fixture, "plan.png"));
  gtk_editable_set_text (search, "was said");
  recto_test_wait (shows (fixture, "notes.txt"));
  gtk_editable_set_text (search, "nothing of the kind");
  recto_test_wait (find (fixture->pane, "No Results Found") != NULL);
  gtk_editable_set_text (search, "");
  recto_test_wait (g_list_model_get_n_items (get_shown (fixture)) == 5);
}

static void
test_what_is_selected_can_be_saved (Fixture *fixture, gconstpointer name)
{
  guint n_selected = 1;

  list_all (fixture);
  recto_test_wait (find (fixture->pane, "Save _All…") != NULL);
  g_assert_null (find (fixture->pane, "Save S_elected…"));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_shown (fixture)));
  g_object_get (fixture->pane, "n-selected", &n_selected, NULL);
  g_assert_cmpuint (n_selected, ==, 5);
  recto_test_wait (find (fixture->pane, "Save S_elected…") != NULL);
}

/* ---- Saving
 * -------------------------------------------------------------------------------------- */

static void
remove_files (GFile *folder)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (folder, "standard::name", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFile *child = NULL;

  while (g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    g_assert_true (g_file_delete (child, NULL, NULL));
  g_assert_true (g_file_delete (folder, NULL, NULL));
}

static void
test_rows_tell_what_was_saved (Fixture *fixture, gconstpointer name)
{
  g_autofree char *path = g_dir_make_tmp (NULL, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  GListModel *savings = recto_document_get_savings (fixture->document);
  g_autoptr (RectoSaving) saving = NULL;

  list_all (fixture);
  recto_test_wait (find (fixture->pane, "notes.txt") != NULL);
  g_assert_null (find (fixture->pane, "Saved"));
  recto_attachment_actions_save_to (fixture->actions,
                                    recto_document_get_attachments (fixture->document), folder);
  saving = g_list_model_get_item (savings, 0);
  recto_test_wait (recto_saving_get_state (saving) == RECTO_SAVING_SAVED);
  recto_test_wait (find (fixture->pane, "Saved") != NULL);
  g_assert_cmpuint (recto_saving_get_n_saved (saving), ==, 5);

  /* That it is not told of any more does not unsave it. */
  recto_attachment_actions_forget_saved (fixture->actions);
  g_assert_cmpuint (g_list_model_get_n_items (savings), ==, 0);
  g_assert_nonnull (find (fixture->pane, "Saved"));
  remove_files (folder);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *written = user_data;

  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result,
                                               &written->error);
  written->n_calls++;
}

/* What is dragged is asked for before it has been written. */
static void
test_a_drag_gives_files_once_they_are_there (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_auto (RectoTestResult) written = { 0 };
  g_autofree char *uris = NULL;
  g_auto (GStrv) lines = NULL;

  list_all (fixture);
  content = recto_attachment_actions_drag (fixture->actions,
                                           recto_document_get_attachments (fixture->document));
  gdk_content_provider_write_mime_type_async (content, "text/uri-list", stream, G_PRIORITY_DEFAULT,
                                              NULL, written_cb, &written);
  g_assert_cmpuint (written.n_calls, ==, 0);
  recto_test_wait (written.n_calls == 1);
  g_assert_no_error (written.error);
  uris = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  lines = g_uri_list_extract_uris (uris);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (lines[i]);

      g_assert_true (g_file_query_exists (file, NULL));
    }
}

static void
test_a_drag_that_is_dropped_nowhere_ends (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_auto (RectoTestResult) written = { 0 };

  list_all (fixture);
  content = recto_attachment_actions_drag (fixture->actions,
                                           recto_document_get_attachments (fixture->document));
  gdk_content_provider_write_mime_type_async (content, "text/uri-list", stream, G_PRIORITY_DEFAULT,
                                              NULL, written_cb, &written);
  recto_attachment_actions_drop_drag (fixture->actions, content);
  recto_test_wait (written.n_calls == 1);
  g_assert_error (written.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_savings (fixture->document)) == 0);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
}

/* ---- Words
 * ----------------------------------------------------------------------------------------- */

static GtkWidget *
find_anywhere (const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = find (window, text);
    }
  return found;
}

/* The first in the list, of which only its content tells that it can be run. */
static void
open_and_be_warned (Fixture *fixture)
{
  g_autoptr (RectoAttachment) attachment = g_list_model_get_item (get_shown (fixture), 0);
  GtkWidget *dialog;

  g_assert_false (recto_attachment_is_executable (attachment));
  recto_attachment_actions_open (fixture->actions, attachment);
  recto_test_wait (find_anywhere ("Open a Program?") != NULL);
  dialog = gtk_widget_get_ancestor (find_anywhere ("Open a Program?"), ADW_TYPE_DIALOG);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  recto_test_wait (find_anywhere ("Open a Program?") == NULL);
}

/* It is looked into each time. */
static void
test_what_is_found_to_run_is_warned_of (Fixture *fixture, gconstpointer name)
{
  list_all (fixture);
  open_and_be_warned (fixture);
  open_and_be_warned (fixture);
}

/* While one is asked, the document is not to be replaced. */
static void
test_a_question_is_pending (Fixture *fixture, gconstpointer name)
{
  RectoPendingSavings *pending = recto_attachment_actions_get_pending (fixture->actions);
  g_autoptr (RectoAttachment) attachment = NULL;
  GtkWidget *dialog;

  list_all (fixture);
  g_assert_false (recto_pending_savings_get_pending (pending));
  attachment = g_list_model_get_item (get_shown (fixture), 0);
  recto_attachment_actions_open (fixture->actions, attachment);
  recto_test_wait (find_anywhere ("Open a Program?") != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (recto_document_get_savings (fixture->document)), ==,
                    0);
  g_assert_true (recto_pending_savings_get_pending (pending));
  dialog = gtk_widget_get_ancestor (find_anywhere ("Open a Program?"), ADW_TYPE_DIALOG);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  recto_test_wait (!recto_pending_savings_get_pending (pending));
}

/* What is looked into then is a copy that was made again. */
static void
test_a_copy_that_was_deleted_is_made_again (Fixture *fixture, gconstpointer name)
{
  g_autofree char *copies = g_build_filename (g_get_user_cache_dir (), "recto", "opened", NULL);

  list_all (fixture);
  open_and_be_warned (fixture);
  recto_test_remove (copies);
  open_and_be_warned (fixture);
  g_assert_true (g_file_test (copies, G_FILE_TEST_IS_DIR));
}

static void
test_each_failure_has_its_words (void)
{
  static const struct
  {
    int code;
    const char *words;
  } ends[] = {
    { G_IO_ERROR_NO_SPACE, "There is not enough free space" },
    { G_IO_ERROR_PERMISSION_DENIED, "This folder may not be written to" },
    { G_IO_ERROR_READ_ONLY, "This folder is read-only" },
    { G_IO_ERROR_NOT_FOUND, "The folder is not there any more" },
    { G_IO_ERROR_FILENAME_TOO_LONG, "Its name is too long for this folder" },
    { G_IO_ERROR_TIMED_OUT, "It took too long" },
    { G_IO_ERROR_FAILED, "why" },
  };
  g_autoptr (GError) damaged = g_error_new_literal (RECTO_ERROR, RECTO_ERROR_DAMAGED, "why");
  g_autofree char *words = recto_saving_words_describe_error (damaged);

  g_assert_cmpstr (words, ==, "It is damaged in the document");
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, ends[i].code, "why");
      g_autofree char *told = recto_saving_words_describe_error (error);

      g_assert_cmpstr (told, ==, ends[i].words);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp (NULL, NULL);
  int failed;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, document, func)                                                                  \
  g_test_add ("/attachments-pane/" name, Fixture, document, set_up, func, tear_down)
  ADD ("says-what-there-is", "attachments.pdf", test_says_what_there_is);
  ADD ("says-that-there-is-nothing", "three-pages.pdf", test_says_that_there_is_nothing);
  ADD ("G-8/stopped-listing-can-be-resumed", "ten-thousand-attachments.pdf",
       test_stopped_listing_can_be_resumed);
  ADD ("the-list-takes-the-focus-once-it-is-filled", "attachments.pdf",
       test_the_list_takes_the_focus_once_it_is_filled);
  ADD ("sorts-each-way", "attachments.pdf", test_sorts_each_way);
  ADD ("searches-names-and-descriptions", "attachments.pdf", test_searches_names_and_descriptions);
  ADD ("what-is-selected-can-be-saved", "attachments.pdf", test_what_is_selected_can_be_saved);
  ADD ("H-6/rows-tell-what-was-saved", "attachments.pdf", test_rows_tell_what_was_saved);
  ADD ("a-drag-gives-files-once-they-are-there", "attachments.pdf",
       test_a_drag_gives_files_once_they_are_there);
  ADD ("a-drag-that-is-dropped-nowhere-ends", "attachments-bomb.pdf",
       test_a_drag_that_is_dropped_nowhere_ends);
  ADD ("what-is-found-to-run-is-warned-of", "attachments-disguised.pdf",
       test_what_is_found_to_run_is_warned_of);
  ADD ("a-question-is-pending", "attachments-disguised.pdf", test_a_question_is_pending);
  ADD ("a-copy-that-was-deleted-is-made-again", "attachments-disguised.pdf",
       test_a_copy_that_was_deleted_is_made_again);
#undef ADD
  g_test_add_func ("/attachments-pane/each-failure-has-its-words", test_each_failure_has_its_words);

  failed = g_test_run ();
  recto_test_remove (cache);
  return failed;
}
