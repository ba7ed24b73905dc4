/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-outline.h"
#include "recto-outline-pane.h"
#include "recto-outline-row.h"
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
  recto_test_view_tear_down (&fixture->view, NULL);
}

/* A label, or an entry, on the screen below a widget. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  if (RECTO_IS_OUTLINE_ROW (widget) &&
      g_strcmp0 (recto_outline_row_get_title (RECTO_OUTLINE_ROW (widget)), text) == 0)
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
look_for_headings (Fixture *fixture)
{
  GtkWidget *button = NULL;

  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait ((button = recto_test_find_button (fixture->sidebar, "_Look for Headings")) !=
                   NULL);
  gtk_widget_activate (button);
}

static void
test_one_is_made_from_headings (Fixture *fixture, gconstpointer name)
{
  look_for_headings (fixture);
  recto_test_wait (says (fixture->sidebar, "Page 3"));
  g_assert_true (says (fixture->sidebar, "Made from headings"));
}

static void
test_bold_headings_are_found (Fixture *fixture, gconstpointer name)
{
  look_for_headings (fixture);
  recto_test_wait (says (fixture->sidebar, "5. Section"));
  g_assert_true (says (fixture->sidebar, "All of It"));
  g_assert_false (says (fixture->sidebar, "7 A Report"));
}

static void
test_looking_for_headings_can_be_stopped (Fixture *fixture, gconstpointer name)
{
  GtkWidget *button = NULL;

  look_for_headings (fixture);
  recto_test_wait ((button = recto_test_find_button (fixture->sidebar, "_Stop")) != NULL);
  g_assert_true (says (fixture->sidebar, "Looking for Headings"));
  g_signal_emit_by_name (button, "clicked");
  recto_test_wait (recto_test_find_button (fixture->sidebar, "_Look for Headings") != NULL);
}

/* An entry of the tree that is on the screen below a widget; or NULL. */
static GtkTreeExpander *
find_entry (GtkWidget *widget, const char *title)
{
  GtkTreeExpander *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_TREE_EXPANDER (widget) && says (widget, title))
    return GTK_TREE_EXPANDER (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, title);
  return found;
}

/* How many rows the list around an entry has. */
static guint
count_rows (GtkTreeExpander *entry)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_LIST_VIEW);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

/* They come some at a time. */
static void
test_all_outermost_entries_come (Fixture *fixture, gconstpointer name)
{
  GtkTreeExpander *first;

  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait ((first = find_entry (fixture->sidebar, "Entry 1")) != NULL);
  recto_test_wait (count_rows (first) == 100000);
}

/* Tells those of a key that listen around a widget, before it hears of it. */
static void
press (GtkWidget *widget, guint key)
{
  gboolean handled = FALSE;

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (!handled && GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
              gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
            g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
        }
    }
  g_assert_true (handled);
}

static void
assert_keys (Fixture *fixture, guint unfolding, guint folding)
{
  GtkTreeExpander *chapter;
  GtkTreeListRow *row;

  recto_document_outline_set_shown (fixture->outline, TRUE);
  recto_test_wait ((chapter = find_entry (fixture->sidebar, "Chapter One")) != NULL);
  row = gtk_tree_expander_get_list_row (chapter);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (chapter)));
  press (GTK_WIDGET (chapter), unfolding);
  g_assert_true (gtk_tree_list_row_get_expanded (row));
  press (GTK_WIDGET (chapter), folding);
  g_assert_false (gtk_tree_list_row_get_expanded (row));
  press (GTK_WIDGET (chapter), folding);
  recto_test_wait (gtk_root_get_focus (GTK_ROOT (fixture->window)) ==
                   GTK_WIDGET (find_entry (fixture->sidebar, "Part One")));
}

static void
test_keys_unfold_the_way_the_tree_grows (Fixture *fixture, gconstpointer name)
{
  assert_keys (fixture, GDK_KEY_Right, GDK_KEY_Left);
}

static void
set_up_from_right (Fixture *fixture, gconstpointer name)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (fixture, name);
}

static void
tear_down_from_right (Fixture *fixture, gconstpointer name)
{
  tear_down (fixture, name);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_it_grows_to_the_left_where_one_reads_from_the_right (Fixture *fixture, gconstpointer name)
{
  assert_keys (fixture, GDK_KEY_KP_Left, GDK_KEY_KP_Right);
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
  ADD ("all-outermost-entries-come", "flat-outline.pdf", test_all_outermost_entries_come);
  ADD ("keys-unfold-the-way-the-tree-grows", "outline.pdf",
       test_keys_unfold_the_way_the_tree_grows);
  g_test_add ("/document-outline/it-grows-to-the-left-where-one-reads-from-the-right", Fixture,
              "outline.pdf", set_up_from_right,
              test_it_grows_to_the_left_where_one_reads_from_the_right, tear_down_from_right);

  return g_test_run ();
}
