/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-view.h"
#include "recto-password-page.h"
#include "recto-problem-page.h"
#include "recto-start-page.h"
#include "recto-test-places.h"
#include "recto-test.h"

typedef struct
{
  RectoEngine *engine;
  RectoTestPlaces places;
  GtkWidget *window;
  RectoDocumentView *view;
  guint n_opened;
  guint n_stopped;
} Fixture;

static void
count_cb (RectoDocumentView *view, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->engine = recto_test_engine ();
  recto_test_places_set_up (&fixture->places);
  fixture->view =
      recto_document_view_new (fixture->engine, fixture->places.settings, fixture->places.store);
  g_signal_connect (fixture->view, "opened", G_CALLBACK (count_cb), &fixture->n_opened);
  g_signal_connect (fixture->view, "opening-stopped", G_CALLBACK (count_cb), &fixture->n_stopped);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* What was stopped may be answered a little later. */
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_test_wait (fixture->view == NULL);
  recto_engine_shut_down (fixture->engine);
  recto_test_wait (g_list_model_get_n_items (recto_engine_get_opening_tasks (fixture->engine)) ==
                   0);
  g_object_unref (fixture->engine);
  recto_test_places_tear_down (&fixture->places);
  recto_test_wait_for_no_process ();
}

static void
open_file (Fixture *fixture, const char *name)
{
  g_autoptr (GFile) file = recto_test_file (name);

  recto_document_view_open (fixture->view, file, 0, NULL);
}

static void
wait_for_state (Fixture *fixture, RectoDocumentViewState state)
{
  recto_test_wait (recto_document_view_get_state (fixture->view) == state);
}

/* The first child of a type that is on the screen, with `label` where given; or NULL. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (label == NULL ||
       g_strcmp0 (GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                         : gtk_label_get_label (GTK_LABEL (widget)),
                  label) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, label);
  return found;
}

static GtkWidget *
find_in_view (Fixture *fixture, GType type, const char *label)
{
  return find (GTK_WIDGET (fixture->view), type, label);
}

static void
test_opens_a_document (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "three-pages.pdf");
  g_assert_cmpint (recto_document_view_get_state (fixture->view), ==, RECTO_DOCUMENT_VIEW_OPENING);
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  g_assert_cmpuint (recto_document_get_n_pages (recto_document_view_get_document (fixture->view),
                                                NULL),
                    ==, 3);
}

static void
test_stopped_opening_never_turns_up (Fixture *fixture, gconstpointer data)
{
  RectoTaskList *tasks;

  open_file (fixture, "slow-to-open.pdf");
  tasks = recto_document_view_get_tasks (fixture->view);
  g_assert_cmpuint (recto_task_list_get_n_foreground (tasks), >, 0);
  g_assert_true (recto_document_view_stop (fixture->view));
  g_assert_cmpint (recto_document_view_get_state (fixture->view), ==, RECTO_DOCUMENT_VIEW_START);
  g_assert_cmpuint (fixture->n_stopped, ==, 1);

  recto_test_wait (g_list_model_get_n_items (G_LIST_MODEL (tasks)) == 0);
  recto_test_wait_for_no_process ();
  g_assert_cmpint (recto_document_view_get_state (fixture->view), ==, RECTO_DOCUMENT_VIEW_START);
  g_assert_null (recto_document_view_get_document (fixture->view));
  g_assert_cmpuint (fixture->n_opened, ==, 0);
}

static void
test_stop_in_the_list_ends_opening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = NULL;

  open_file (fixture, "slow-to-open.pdf");
  task = g_list_model_get_item (G_LIST_MODEL (recto_document_view_get_tasks (fixture->view)), 0);
  g_assert_true (recto_task_cancel (task, RECTO_CANCEL_USER_STOP));
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_START);
  g_assert_null (find_in_view (fixture, RECTO_TYPE_PROBLEM_PAGE, NULL));
  g_assert_cmpuint (fixture->n_stopped, ==, 1);
}

static void
test_latest_opening_wins (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "slow-to-open.pdf");
  open_file (fixture, "three-pages.pdf");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  g_assert_cmpstr (recto_document_view_get_title (fixture->view), ==, "three-pages.pdf");
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  g_assert_cmpuint (fixture->n_stopped, ==, 0);
}

static void
give_password (Fixture *fixture, const char *password)
{
  GtkWidget *page = NULL;

  recto_test_wait ((page = find_in_view (fixture, RECTO_TYPE_PASSWORD_PAGE, NULL)) != NULL);
  g_signal_emit_by_name (page, "unlock", password);
}

static void
test_asks_for_a_password_until_it_is_right (Fixture *fixture, gconstpointer data)
{
  const char *wrong = "This password does not open the document";

  open_file (fixture, "password.pdf");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PASSWORD);
  g_assert_null (find_in_view (fixture, GTK_TYPE_LABEL, wrong));
  give_password (fixture, "not it");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_OPENING);
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PASSWORD);
  recto_test_wait (find_in_view (fixture, GTK_TYPE_LABEL, wrong) != NULL);
  give_password (fixture, "secret");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
}

static void
test_tells_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "scan.djvu");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_ERROR);
  recto_test_wait (find_in_view (fixture, GTK_TYPE_LABEL, "This Format Is Not Supported") != NULL);
  g_assert_null (find_in_view (fixture, GTK_TYPE_BUTTON, "_Try Again"));

  open_file (fixture, "garbage.pdf");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_OPENING);
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_ERROR);
  recto_test_wait (find_in_view (fixture, GTK_TYPE_LABEL, "This Document Is Damaged") != NULL);
  g_assert_nonnull (find_in_view (fixture, GTK_TYPE_BUTTON, "_Try Again"));
}

static void
test_missing_file_can_be_tried_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) source = recto_test_file ("three-pages.pdf");
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "later.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *button = NULL;

  recto_document_view_open (fixture->view, file, 0, NULL);
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_ERROR);
  recto_test_wait (find_in_view (fixture, GTK_TYPE_LABEL, "File Not Found") != NULL);
  g_assert_true (g_file_copy (source, file, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  button = find_in_view (fixture, GTK_TYPE_BUTTON, "_Try Again");
  g_signal_emit_by_name (button, "clicked");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  g_assert_true (g_file_delete (file, NULL, NULL));
}

static void
test_office_file_says_it_is_text (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "letter.docx");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  recto_test_wait (find_in_view (fixture, GTK_TYPE_LABEL,
                                 "This is the text of the file; its look is not kept") != NULL);
}

static guint
get_number (Fixture *fixture)
{
  guint number = 0;

  g_object_get (recto_document_view_get_page_view (fixture->view), "number", &number, NULL);
  return number;
}

static void
test_begins_at_the_page_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("labels.pdf");

  recto_document_view_open (fixture->view, file, 3, NULL);
  recto_test_wait (get_number (fixture) == 2);
  recto_document_view_open (fixture->view, file, 0, "A-1");
  recto_test_wait (get_number (fixture) == 10);
}

/* ---- Places and reading anew ------------------------------------------------------------------
 */

typedef struct
{
  char *folder;
  GFile *file;
} Copy;

static Copy
make_copy (const char *name)
{
  g_autoptr (GFile) source = recto_test_file (name);
  Copy copy = { .folder = g_dir_make_tmp (NULL, NULL) };
  g_autofree char *path = g_build_filename (copy.folder, name, NULL);

  copy.file = g_file_new_for_path (path);
  g_assert_true (g_file_copy (source, copy.file, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  return copy;
}

static void
replace (Copy *copy, const char *name)
{
  g_autoptr (GFile) source = recto_test_file (name);

  g_assert_true (g_file_copy (source, copy->file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

static void
copy_clear (Copy *copy)
{
  g_autoptr (GFile) folder = g_file_new_for_path (copy->folder);

  g_file_delete (copy->file, NULL, NULL);
  g_assert_true (g_file_delete (folder, NULL, NULL));
  g_object_unref (copy->file);
  g_free (copy->folder);
}

static RectoPageView *
page_view_of (Fixture *fixture)
{
  return recto_document_view_get_page_view (fixture->view);
}

static void
open_and_wait (Fixture *fixture, GFile *file, guint number)
{
  const guint n_opened = fixture->n_opened;

  recto_document_view_open (fixture->view, file, number, NULL);
  recto_test_wait (fixture->n_opened > n_opened);
}

/* Somewhere in the middle of the second page. */
static RectoReadingState
read_on (Fixture *fixture)
{
  const RectoPlace place = { .location = RECTO_LOCATION_INIT (0, 1), .fraction = 0.25 };

  g_object_set (page_view_of (fixture), "rotation", 90, "continuous", FALSE, "zoom", 2.0, NULL);
  recto_page_view_restore (page_view_of (fixture), place, 0.75);
  recto_test_wait (recto_page_view_get_zoom (page_view_of (fixture)) == 2.0);
  recto_test_wait_for_pages (recto_document_view_get_document (fixture->view));
  return recto_reading_state_capture (page_view_of (fixture));
}

static gboolean
is_read_at (Fixture *fixture, const RectoReadingState *wanted)
{
  RectoReadingState state = recto_reading_state_capture (page_view_of (fixture));

  return recto_location_equal (state.place.location, wanted->place.location) &&
         ABS (state.place.fraction - wanted->place.fraction) < 0.01 &&
         ABS (state.middle - wanted->middle) < 0.01 && state.zoom == wanted->zoom &&
         state.fit_mode == wanted->fit_mode && state.continuous == wanted->continuous &&
         state.rotation == wanted->rotation;
}

static void
test_opens_where_it_was_left (Fixture *fixture, gconstpointer data)
{
  Copy copy = make_copy ("three-pages.pdf");
  g_autofree char *path = g_build_filename (copy.folder, "moved.pdf", NULL);
  g_autoptr (GFile) moved = g_file_new_for_path (path);
  g_autoptr (GFile) other = recto_test_file ("sizes.pdf");
  RectoReadingState left;

  open_and_wait (fixture, copy.file, 0);
  left = read_on (fixture);
  open_and_wait (fixture, other, 0);
  g_assert_cmpuint (get_number (fixture), ==, 0);
  g_assert_false (is_read_at (fixture, &left));
  open_and_wait (fixture, copy.file, 0);
  recto_test_wait (is_read_at (fixture, &left));

  recto_document_view_show_start (fixture->view);
  g_assert_true (g_file_move (copy.file, moved, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  open_and_wait (fixture, moved, 0);
  recto_test_wait (is_read_at (fixture, &left));
  g_assert_true (g_file_delete (moved, NULL, NULL));
  copy_clear (&copy);
}

static void
test_a_page_asked_for_goes_before_the_remembered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("three-pages.pdf");

  open_and_wait (fixture, file, 0);
  read_on (fixture);
  open_and_wait (fixture, file, 3);
  recto_test_wait (get_number (fixture) == 2);
  g_assert_cmpfloat (recto_page_view_get_zoom (page_view_of (fixture)), ==, 2.0);
}

static void
test_a_book_opens_where_it_was_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("book.epub");
  RectoPlace place = { .fraction = 0.5 };
  RectoReadingState left;
  RectoDocument *document;

  open_and_wait (fixture, file, 0);
  document = recto_document_view_get_document (fixture->view);
  recto_test_wait_for_pages (document);
  place.location =
      recto_document_get_location (document, recto_document_get_n_pages (document, NULL) - 3);
  g_assert_cmpuint (place.location.chapter, >, 0);
  g_object_set (page_view_of (fixture), "zoom", 2.0, NULL);
  recto_page_view_restore (page_view_of (fixture), place, 0.5);
  recto_test_wait (recto_page_view_get_zoom (page_view_of (fixture)) == 2.0);
  left = recto_reading_state_capture (page_view_of (fixture));
  recto_document_view_show_start (fixture->view);

  open_and_wait (fixture, file, 0);
  recto_test_wait (is_read_at (fixture, &left));
  recto_test_wait_for_pages (recto_document_view_get_document (fixture->view));
  recto_test_wait (is_read_at (fixture, &left));
}

static void
test_reload_shows_the_new_file_at_the_same_place (Fixture *fixture, gconstpointer data)
{
  Copy copy = make_copy ("three-pages.pdf");
  RectoReadingState left;
  RectoDocument *before;

  open_and_wait (fixture, copy.file, 0);
  left = read_on (fixture);
  before = recto_document_view_get_document (fixture->view);
  replace (&copy, "labels.pdf");
  recto_document_view_reload (fixture->view);
  g_assert_true (recto_document_view_get_document (fixture->view) == before);
  g_assert_cmpint (recto_document_view_get_state (fixture->view), ==, RECTO_DOCUMENT_VIEW_PAGES);
  recto_test_wait (fixture->n_opened == 2);
  g_assert_cmpuint (recto_document_get_n_pages (recto_document_view_get_document (fixture->view),
                                                NULL),
                    >, 3);
  recto_test_wait (is_read_at (fixture, &left));
  copy_clear (&copy);
}

static void
test_a_changed_file_is_read_anew (Fixture *fixture, gconstpointer data)
{
  Copy copy = make_copy ("three-pages.pdf");
  g_autoptr (GError) error = NULL;
  RectoReadingState left;
  RectoDocument *before;
  guint n_pages = 0;

  open_and_wait (fixture, copy.file, 0);
  left = read_on (fixture);
  before = recto_document_view_get_document (fixture->view);
  /* What cannot be opened changes nothing, and what can be is shown. */
  replace (&copy, "garbage.pdf");
  replace (&copy, "labels.pdf");
  recto_test_wait (recto_document_view_get_document (fixture->view) != before);
  n_pages = recto_document_get_n_pages (recto_document_view_get_document (fixture->view), NULL);
  g_assert_cmpuint (n_pages, >, 3);
  recto_test_wait (is_read_at (fixture, &left));
  copy_clear (&copy);
}

static void
test_a_file_that_is_mended_opens (Fixture *fixture, gconstpointer data)
{
  Copy copy = make_copy ("garbage.pdf");

  recto_document_view_open (fixture->view, copy.file, 0, NULL);
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_ERROR);
  replace (&copy, "three-pages.pdf");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  copy_clear (&copy);
}

static void
failed_cb (RectoDocumentView *view, const GError *error, gpointer user_data)
{
  g_set_error_literal (user_data, error->domain, error->code, error->message);
}

static void
test_reload_of_what_is_gone_keeps_the_view (Fixture *fixture, gconstpointer data)
{
  Copy copy = make_copy ("three-pages.pdf");
  g_autoptr (GError) error = NULL;
  RectoReadingState left;
  RectoDocument *before;

  g_signal_connect (fixture->view, "reload-failed", G_CALLBACK (failed_cb), &error);
  open_and_wait (fixture, copy.file, 0);
  left = read_on (fixture);
  before = recto_document_view_get_document (fixture->view);
  g_assert_true (g_file_delete (copy.file, NULL, NULL));
  recto_document_view_reload (fixture->view);
  recto_test_wait (error != NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (recto_document_view_get_document (fixture->view) == before);
  g_assert_cmpint (recto_document_view_get_state (fixture->view), ==, RECTO_DOCUMENT_VIEW_PAGES);
  g_assert_true (is_read_at (fixture, &left));
  copy_clear (&copy);
}

static void
test_stopped_reload_keeps_the_view (Fixture *fixture, gconstpointer data)
{
  Copy copy = make_copy ("three-pages.pdf");
  RectoTaskList *tasks;
  RectoDocument *before;

  open_and_wait (fixture, copy.file, 0);
  before = recto_document_view_get_document (fixture->view);
  tasks = recto_document_view_get_tasks (fixture->view);
  recto_test_wait (recto_task_list_get_n_foreground (tasks) == 0);
  replace (&copy, "slow-to-open.pdf");
  recto_document_view_reload (fixture->view);
  g_assert_cmpuint (recto_task_list_get_n_foreground (tasks), ==, 1);
  g_assert_true (recto_document_view_stop (fixture->view));
  recto_test_wait (g_list_model_get_n_items (recto_engine_get_opening_tasks (fixture->engine)) ==
                   0);
  g_assert_true (recto_document_view_get_document (fixture->view) == before);
  g_assert_cmpuint (fixture->n_stopped, ==, 0);
  copy_clear (&copy);
}

static void
test_reload_does_not_ask_for_the_password_again (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "password.pdf");
  give_password (fixture, "secret");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  recto_document_view_reload (fixture->view);
  recto_test_wait (fixture->n_opened == 2);
  g_assert_cmpint (recto_document_view_get_state (fixture->view), ==, RECTO_DOCUMENT_VIEW_PAGES);
}

static void
test_closing_ends_its_processes (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "three-pages.pdf");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  recto_document_view_close (fixture->view);
  g_assert_null (recto_document_view_get_document (fixture->view));
  recto_test_wait_for_no_process ();
}

int
main (int argc, char *argv[])
{
  g_setenv ("XDG_DATA_HOME", g_get_tmp_dir (), TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/document-view/opens-a-document", test_opens_a_document);
  ADD ("/document-view/G-15/stopped-opening-never-turns-up", test_stopped_opening_never_turns_up);
  ADD ("/document-view/G-15/stop-in-the-list-ends-opening", test_stop_in_the_list_ends_opening);
  ADD ("/document-view/latest-opening-wins", test_latest_opening_wins);
  ADD ("/document-view/asks-for-a-password-until-it-is-right",
       test_asks_for_a_password_until_it_is_right);
  ADD ("/document-view/tells-what-is-wrong", test_tells_what_is_wrong);
  ADD ("/document-view/missing-file-can-be-tried-again", test_missing_file_can_be_tried_again);
  ADD ("/document-view/office-file-says-it-is-text", test_office_file_says_it_is_text);
  ADD ("/document-view/begins-at-the-page-asked-for", test_begins_at_the_page_asked_for);
  ADD ("/document-view/opens-where-it-was-left", test_opens_where_it_was_left);
  ADD ("/document-view/a-page-asked-for-goes-before-the-remembered",
       test_a_page_asked_for_goes_before_the_remembered);
  ADD ("/document-view/a-book-opens-where-it-was-left", test_a_book_opens_where_it_was_left);
  ADD ("/document-view/reload-shows-the-new-file-at-the-same-place",
       test_reload_shows_the_new_file_at_the_same_place);
  ADD ("/document-view/a-changed-file-is-read-anew", test_a_changed_file_is_read_anew);
  ADD ("/document-view/a-file-that-is-mended-opens", test_a_file_that_is_mended_opens);
  ADD ("/document-view/reload-of-what-is-gone-keeps-the-view",
       test_reload_of_what_is_gone_keeps_the_view);
  ADD ("/document-view/stopped-reload-keeps-the-view", test_stopped_reload_keeps_the_view);
  ADD ("/document-view/reload-does-not-ask-for-the-password-again",
       test_reload_does_not_ask_for_the_password_again);
  ADD ("/document-view/closing-ends-its-processes", test_closing_ends_its_processes);
#undef ADD

  return g_test_run ();
}
