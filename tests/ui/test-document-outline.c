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
  g_object_add_weak_pointer (G_OBJECT (fixture->outline), (gpointer *) &fixture->outline);
  g_object_unref (fixture->outline);
  recto_test_wait (fixture->outline == NULL);
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

/* Nothing is said of an outline that is not there. */
static void
test_a_document_without_one_has_no_pane (Fixture *fixture, gconstpointer name)
{
  GListModel *tasks = recto_document_get_tasks (fixture->view.document);

  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait (g_list_model_get_n_items (tasks) == 0);
  recto_test_view_wait_shown (&fixture->view);
  g_assert_false (recto_sidebar_shows (RECTO_SIDEBAR (fixture->sidebar), "outline"));
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
  ADD ("a-document-without-one-has-no-pane", "three-pages.pdf",
       test_a_document_without_one_has_no_pane);

  return g_test_run ();
}
