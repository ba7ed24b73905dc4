/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-outline.h"
#include "recto-outline-pane.h"
#include "recto-test-button.h"
#include "recto-test-view.h"
#include "recto-test.h"

typedef struct
{
  RectoTestView view;
  GtkWidget *window;
  GtkWidget *sidebar;
  RectoDocumentOutline *outline;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  recto_test_view_set_up (&fixture->view, name);
  fixture->sidebar = g_object_new (RECTO_TYPE_SIDEBAR, NULL);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 300, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->sidebar);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->outline =
      recto_document_outline_new (RECTO_SIDEBAR (fixture->sidebar), fixture->view.view);
  recto_document_outline_set_document (fixture->outline, fixture->view.document);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  recto_document_outline_set_document (fixture->outline, NULL);
  recto_test_let_go (fixture->outline);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_test_view_tear_down (&fixture->view);
}

/* A label on the screen below a widget. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static void
test_one_that_was_stopped_can_be_resumed (Fixture *fixture, gconstpointer name)
{
  GtkWidget *resume = NULL;

  recto_document_outline_set_shown (fixture->outline, TRUE);
  g_assert_true (recto_document_stop (fixture->view.document));
  recto_test_wait ((resume = recto_test_find_button (fixture->sidebar, "_Resume")) != NULL);
  g_assert_true (says (fixture->sidebar, "The Outline Was Not Read"));
  gtk_widget_activate (resume);
  recto_test_wait (says (fixture->sidebar, "Entry 1"));
  g_assert_null (recto_test_find_button (fixture->sidebar, "_Resume"));
}

/* Its document has been closed, whatever the pane still shows. */
static void
test_one_that_cannot_be_read_says_so (Fixture *fixture, gconstpointer name)
{
  RectoDocument *document = fixture->view.document;

  recto_document_close (document);
  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait (says (fixture->sidebar, "The Outline Cannot Be Read"));
  g_assert_nonnull (recto_test_find_button (fixture->sidebar, "_Try Again"));
}

static void
test_one_is_made_from_headings (Fixture *fixture, gconstpointer name)
{
  GtkWidget *button = NULL;

  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait ((button = recto_test_find_button (fixture->sidebar, "_Look for Headings")) !=
                   NULL);
  gtk_widget_activate (button);
  recto_test_wait (says (fixture->sidebar, "Page 3"));
  g_assert_true (says (fixture->sidebar, "Made from headings"));
}

static void
test_bold_headings_are_found (Fixture *fixture, gconstpointer name)
{
  GtkWidget *button = NULL;

  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait ((button = recto_test_find_button (fixture->sidebar, "_Look for Headings")) !=
                   NULL);
  gtk_widget_activate (button);
  recto_test_wait (says (fixture->sidebar, "5. Section"));
  g_assert_true (says (fixture->sidebar, "All of It"));
  g_assert_false (says (fixture->sidebar, "7 A Report"));
}

static void
test_looking_for_headings_can_be_stopped (Fixture *fixture, gconstpointer name)
{
  GtkWidget *button = NULL;

  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait ((button = recto_test_find_button (fixture->sidebar, "_Look for Headings")) !=
                   NULL);
  gtk_widget_activate (button);
  recto_test_wait ((button = recto_test_find_button (fixture->sidebar, "_Stop")) != NULL);
  g_assert_true (says (fixture->sidebar, "Looking for Headings"));
  g_signal_emit_by_name (button, "clicked");
  recto_test_wait (recto_test_find_button (fixture->sidebar, "_Look for Headings") != NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, document, func)                                                                  \
  g_test_add ("/document-outline/" path, Fixture, document, set_up, func, tear_down)
  ADD ("one-that-was-stopped-can-be-resumed", "flat-outline.pdf",
       test_one_that_was_stopped_can_be_resumed);
  ADD ("one-that-cannot-be-read-says-so", "outline.pdf", test_one_that_cannot_be_read_says_so);
  ADD ("one-is-made-from-headings", "three-pages.pdf", test_one_is_made_from_headings);
  ADD ("bold-headings-are-found", "headings.pdf", test_bold_headings_are_found);
  ADD ("looking-for-headings-can-be-stopped", "ten-thousand-pages.pdf",
       test_looking_for_headings_can_be_stopped);

  return g_test_run ();
}
