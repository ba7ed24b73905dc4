/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-formats.h"

/* The desktop entry and the program must offer the same. */
static void
test_desktop_entry_names_the_same_types (void)
{
  g_autoptr (GKeyFile) entry = g_key_file_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data",
                                                 "io.github.rectoviewer.Recto.desktop.in", NULL);
  g_auto (GStrv) listed = NULL;
  const char *const *known = recto_formats_get_content_types ();

  g_assert_true (g_key_file_load_from_file (entry, path, G_KEY_FILE_NONE, NULL));
  listed = g_key_file_get_string_list (entry, "Desktop Entry", "MimeType", NULL, NULL);
  g_assert_nonnull (listed);
  for (guint i = 0; listed[i] != NULL; i++)
    g_assert_true (recto_formats_can_open (listed[i]));
  for (guint i = 0; known[i] != NULL; i++)
    g_assert_true (g_strv_contains ((const char *const *) listed, known[i]));
}

static void
test_parameters_do_not_matter (void)
{
  g_assert_true (recto_formats_can_open ("text/plain; charset=utf-8"));
  g_assert_true (recto_formats_can_open ("Application/PDF"));
  g_assert_false (recto_formats_can_open ("audio/ogg"));
  g_assert_false (recto_formats_can_open (""));
}

static void
test_dialog_offers_documents_first (void)
{
  g_autoptr (GListModel) filters = recto_formats_make_filters ();
  g_autoptr (GtkFileFilter) first = g_list_model_get_item (filters, 0);

  g_assert_cmpuint (g_list_model_get_n_items (filters), ==, 2);
  g_assert_cmpstr (gtk_file_filter_get_name (first), ==, "Documents");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/desktop-entry-names-the-same-types",
                   test_desktop_entry_names_the_same_types);
  g_test_add_func ("/formats/parameters-do-not-matter", test_parameters_do_not_matter);
  g_test_add_func ("/formats/dialog-offers-documents-first", test_dialog_offers_documents_first);

  return g_test_run ();
}
