/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotations-pane.h"
#include "recto-test.h"

/* What is chosen of notes.pdf's annotations (tests/documents/annotation_documents.py): by kind and
 * by author. Searching them is tried in the real window. */

typedef struct
{
  RectoTestFixture base;
  RectoAnnotations *annotations;
  GtkWidget *window;
  GtkWidget *pane;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  recto_test_set_up (&fixture->base, name);
  fixture->annotations = recto_annotations_new (fixture->base.document);
  fixture->pane = recto_annotations_pane_new ();
  recto_annotations_pane_set_annotations (RECTO_ANNOTATIONS_PANE (fixture->pane),
                                          fixture->annotations, fixture->base.document);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 480, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->pane);
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_annotations_start (fixture->annotations);
  recto_test_wait (recto_annotations_get_state (fixture->annotations) ==
                   RECTO_ANNOTATIONS_COMPLETE);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  recto_annotations_pane_set_annotations (RECTO_ANNOTATIONS_PANE (fixture->pane), NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->pane), (gpointer *) &fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_test_wait (fixture->pane == NULL);
  recto_annotations_end (fixture->annotations);
  g_assert_finalize_object (fixture->annotations);
  recto_test_tear_down (&fixture->base, name);
}

/* The first widget of a type; of the drop-downs, the one that has `choice`. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *choice)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (choice == NULL ||
       gtk_string_list_find (GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (widget))),
                             choice) != G_MAXUINT))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, choice);
  return found;
}

static void
choose (Fixture *fixture, const char *choice)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (find (fixture->pane, GTK_TYPE_DROP_DOWN, choice));
  GtkStringList *choices = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (drop_down)));
  gtk_drop_down_set_selected (drop_down, gtk_string_list_find (choices, choice));
}

static GListModel *
get_shown (Fixture *fixture)
{
  GtkListView *list = GTK_LIST_VIEW (find (fixture->pane, GTK_TYPE_LIST_VIEW, NULL));

  return G_LIST_MODEL (gtk_list_view_get_model (list));
}

static RectoAnnotation *
get_first (Fixture *fixture)
{
  g_autoptr (RectoAnnotation) annotation = g_list_model_get_item (get_shown (fixture), 0);

  g_assert_nonnull (annotation);
  return annotation;
}

static void
assert_n_shown (Fixture *fixture, guint n)
{
  GtkWidget *stack = find (fixture->pane, GTK_TYPE_STACK, NULL);

  /* What is shown of a long list comes bit by bit. */
  recto_test_wait (g_list_model_get_n_items (get_shown (fixture)) == n);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==,
                   n > 0 ? "list" : "not-found");
}

static void
test_they_are_chosen_by_kind (Fixture *fixture, gconstpointer name)
{
  assert_n_shown (fixture, 10);
  choose (fixture, "Highlights");
  assert_n_shown (fixture, 2);
  g_assert_cmpint (recto_annotation_get_kind (get_first (fixture)), ==, RECTO_ANNOTATION_HIGHLIGHT);
  choose (fixture, "Drawings");
  assert_n_shown (fixture, 3);
  g_assert_cmpint (recto_annotation_get_kind (get_first (fixture)), ==, RECTO_ANNOTATION_DRAWING);
  choose (fixture, "Text");
  assert_n_shown (fixture, 1);
  choose (fixture, "Others");
  assert_n_shown (fixture, 0);
  choose (fixture, "All Kinds");
  assert_n_shown (fixture, 10);
}

static void
test_they_are_chosen_by_author (Fixture *fixture, gconstpointer name)
{
  choose (fixture, "Anna Berg");
  assert_n_shown (fixture, 2);
  g_assert_cmpstr (recto_annotation_get_author (get_first (fixture)), ==, "Anna Berg");
  choose (fixture, "Ben Okafor");
  assert_n_shown (fixture, 2);
  g_assert_cmpstr (recto_annotation_get_author (get_first (fixture)), ==, "Ben Okafor");
  choose (fixture, "All Authors");
  assert_n_shown (fixture, 10);
}

static void
test_both_choices_count_together (Fixture *fixture, gconstpointer name)
{
  choose (fixture, "Ben Okafor");
  choose (fixture, "Highlights");
  assert_n_shown (fixture, 1);
  choose (fixture, "Drawings");
  assert_n_shown (fixture, 0);
  choose (fixture, "All Authors");
  assert_n_shown (fixture, 3);
}

/* Whoever wrote nothing here, or is alone, is not to be chosen. */
static void
test_one_author_is_no_choice (Fixture *fixture, gconstpointer name)
{
  assert_n_shown (fixture, 1);
  g_assert_true (gtk_widget_get_mapped (find (fixture->pane, GTK_TYPE_DROP_DOWN, "All Kinds")));
  g_assert_false (gtk_widget_get_mapped (find (fixture->pane, GTK_TYPE_DROP_DOWN, "All Authors")));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, name, test)                                                                      \
  g_test_add ("/annotations-pane/" path, Fixture, name, set_up, test, tear_down)
  ADD ("they-are-chosen-by-kind", "notes.pdf", test_they_are_chosen_by_kind);
  ADD ("they-are-chosen-by-author", "notes.pdf", test_they_are_chosen_by_author);
  ADD ("both-choices-count-together", "notes.pdf", test_both_choices_count_together);
  ADD ("one-author-is-no-choice", "linked-notes.pdf", test_one_author_is_no_choice);
#undef ADD

  return g_test_run ();
}
