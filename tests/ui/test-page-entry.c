/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-entry.h"
#include "recto-test-view.h"
#include "recto-test.h"

typedef struct
{
  RectoTestView view;
  RectoPageEntry *entry;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  recto_test_view_set_up (&fixture->view, name);
  recto_test_wait_for_pages (fixture->view.document);
  fixture->entry = g_object_ref_sink (RECTO_PAGE_ENTRY (recto_page_entry_new ()));
  g_object_set (fixture->entry, "page-view", fixture->view.view, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_assert_finalize_object (fixture->entry);
  recto_test_view_tear_down (&fixture->view, NULL);
}

static GtkWidget *
get_field (Fixture *fixture)
{
  return gtk_widget_get_first_child (GTK_WIDGET (fixture->entry));
}

static void
assert_shows (Fixture *fixture, const char *page, const char *count)
{
  GtkWidget *label = gtk_widget_get_next_sibling (get_field (fixture));

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_field (fixture))), ==, page);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, count);
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_field (fixture)), text);
  g_signal_emit_by_name (get_field (fixture), "activate");
}

static gboolean
has_error (Fixture *fixture)
{
  return gtk_widget_has_css_class (get_field (fixture), "error");
}

static guint
get_page (Fixture *fixture)
{
  guint number = 0;

  g_object_get (fixture->view.view, "number", &number, NULL);
  return number + 1;
}

static void
test_follows_the_page_view (Fixture *fixture, gconstpointer name)
{
  assert_shows (fixture, "1", "of 500");
  recto_test_view_activate (&fixture->view, "page.last");
  recto_test_wait (get_page (fixture) == 500);
  assert_shows (fixture, "500", "of 500");
}

static void
test_goes_to_a_number (Fixture *fixture, gconstpointer name)
{
  gboolean can_go_back = FALSE;

  type (fixture, " 42 ");
  recto_test_wait (get_page (fixture) == 42);
  assert_shows (fixture, "42", "of 500");
  g_object_get (fixture->view.view, "can-go-back", &can_go_back, NULL);
  g_assert_true (can_go_back);
}

static void
test_refuses_what_is_no_page (Fixture *fixture, gconstpointer name)
{
  const char *const wrong[] = { "0", "501", "-3", "many", "", "4294967297" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      type (fixture, "1");
      g_assert_false (has_error (fixture));
      type (fixture, wrong[i]);
      g_assert_true (has_error (fixture));
      g_assert_cmpuint (get_page (fixture), ==, 1);
    }
}

/* i to iv, then 1 to 6, then. */
static void
test_knows_labels (Fixture *fixture, gconstpointer name)
{
  assert_shows (fixture, "i", "(1 of 12)");
  type (fixture, "a-2");
  recto_test_wait (get_page (fixture) == 12);
  assert_shows (fixture, "A-2", "(12 of 12)");
  type (fixture, "1");
  recto_test_wait (get_page (fixture) == 5);
  type (fixture, "11");
  recto_test_wait (get_page (fixture) == 11);
}

static void
test_count_says_what_is_estimated (void)
{
  g_autofree char *known = recto_page_entry_describe_count (3, 120, FALSE, FALSE);
  g_autofree char *about = recto_page_entry_describe_count (3, 120, TRUE, FALSE);
  g_autofree char *labeled = recto_page_entry_describe_count (3, 120, FALSE, TRUE);
  g_autofree char *labeled_about = recto_page_entry_describe_count (3, 120, TRUE, TRUE);

  g_assert_cmpstr (known, ==, "of 120");
  g_assert_cmpstr (about, ==, "of about 120");
  g_assert_cmpstr (labeled, ==, "(3 of 120)");
  g_assert_cmpstr (labeled_about, ==, "(3 of about 120)");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, name, func) g_test_add (path, Fixture, name, set_up, func, tear_down)
  ADD ("/page-entry/follows-the-page-view", "five-hundred-pages.pdf", test_follows_the_page_view);
  ADD ("/page-entry/goes-to-a-number", "five-hundred-pages.pdf", test_goes_to_a_number);
  ADD ("/page-entry/refuses-what-is-no-page", "five-hundred-pages.pdf",
       test_refuses_what_is_no_page);
  ADD ("/page-entry/knows-labels", "labels.pdf", test_knows_labels);
#undef ADD
  g_test_add_func ("/page-entry/count-says-what-is-estimated", test_count_says_what_is_estimated);

  return g_test_run ();
}
