/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-preferences-dialog.h"
#include "recto-shortcuts-dialog.h"
#include "recto-shortcuts.h"
#include "recto-zoom-control.h"

static GtkWidget *
find (GtkWidget *widget, GType type, const char *title)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (title == NULL ||
       g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, title);
  return found;
}

static guint
count (GtkWidget *widget, GType type)
{
  guint n_found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_found += count (child, type);
  return n_found;
}

/* What a dialog shows; it is not among its children until it is presented. */
static GtkWidget *
get_content (GtkWidget *dialog)
{
  return adw_dialog_get_child (ADW_DIALOG (dialog));
}

static void
choose (GtkWidget *dialog, const char *title, guint choice)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (get_content (dialog), ADW_TYPE_COMBO_ROW,
                                                   title)),
                              choice);
}

static void
assert_setting (GSettings *settings, const char *key, const char *value)
{
  g_autofree char *now = g_settings_get_string (settings, key);

  g_assert_cmpstr (now, ==, value);
}

static void
test_choices_become_settings (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SETTINGS_ID);
  GtkWidget *dialog = g_object_ref_sink (GTK_WIDGET (recto_preferences_dialog_new (settings)));
  const char *const limits[] = { "10-seconds", "30-seconds", "60-seconds", "never" };
  const char *const modes[] = { "automatic", "width", "page" };
  const char *const memory[] = { "automatic", "64-mb",   "128-mb", "256-mb",
                                 "512-mb",    "1024-mb", "2048-mb" };
  GtkWidget *continuous = find (get_content (dialog), ADW_TYPE_SWITCH_ROW, "Continuous Scrolling");

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      choose (dialog, "Stop Pages That Take Longer Than", i);
      assert_setting (settings, "page-time-limit", limits[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      choose (dialog, "Size", i);
      assert_setting (settings, "fit-mode", modes[i]);
    }
  for (guint i = G_N_ELEMENTS (memory); i-- > 0;)
    {
      choose (dialog, "Memory for Pages", i);
      assert_setting (settings, "memory-limit", memory[i]);
    }
  adw_switch_row_set_active (ADW_SWITCH_ROW (continuous), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "continuous"));
  g_object_unref (dialog);
}

static void
test_settings_become_choices (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SETTINGS_ID);
  GtkWidget *dialog;
  GtkWidget *row;

  g_settings_set_string (settings, "page-time-limit", "60-seconds");
  dialog = g_object_ref_sink (GTK_WIDGET (recto_preferences_dialog_new (settings)));
  row = find (get_content (dialog), ADW_TYPE_COMBO_ROW, "Stop Pages That Take Longer Than");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 2);
  g_settings_set_string (settings, "page-time-limit", "10-seconds");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  g_settings_reset (settings, "page-time-limit");
  g_object_unref (dialog);
}

/* As one types it, and presses the button that then shows. */
static void
enter (GtkWidget *row, const char *address)
{
  gtk_editable_set_text (GTK_EDITABLE (row), address);
  g_signal_emit_by_name (row, "apply");
}

static void
test_a_dictionary_is_an_address_with_a_place_for_words (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SETTINGS_ID);
  g_autofree char *usual = g_settings_get_string (settings, "look-up-address");
  GtkWidget *dialog = g_object_ref_sink (GTK_WIDGET (recto_preferences_dialog_new (settings)));
  GtkWidget *row = find (get_content (dialog), ADW_TYPE_ENTRY_ROW, "Dictionary");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, usual);
  enter (row, "https://other.example/%s");
  assert_setting (settings, "look-up-address", "https://other.example/%s");
  enter (row, "https://nowhere.example/");
  assert_setting (settings, "look-up-address", "https://other.example/%s");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  enter (row, "");
  assert_setting (settings, "look-up-address", usual);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, usual);
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_object_unref (dialog);
}

static void
test_every_shortcut_is_listed (void)
{
  GtkWidget *dialog = g_object_ref_sink (GTK_WIDGET (recto_shortcuts_dialog_new ()));
  guint n_groups = 0;
  const RectoShortcutGroup *groups = recto_shortcuts_get_groups (&n_groups);
  guint n_shortcuts = 0;

  for (guint i = 0; i < n_groups; i++)
    n_shortcuts += groups[i].n_shortcuts;
  g_assert_cmpuint (n_shortcuts, >, 0);
  g_assert_cmpuint (count (get_content (dialog), ADW_TYPE_ACTION_ROW), ==, n_shortcuts);
  g_assert_cmpuint (count (get_content (dialog), ADW_TYPE_PREFERENCES_GROUP), ==, n_groups);
  g_object_unref (dialog);
}

static void
test_zoom_is_told_in_percent (void)
{
  GtkWidget *control = g_object_ref_sink (recto_zoom_control_new ());
  GtkWidget *button = gtk_widget_get_first_child (control);
  GtkWidget *label = gtk_menu_button_get_child (GTK_MENU_BUTTON (button));

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "100%");
  g_object_set (control, "zoom", 0.333, NULL);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "33%");
  g_object_set (control, "zoom", 64.0, NULL);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "6400%");
  g_assert_finalize_object (control);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/dialogs/choices-become-settings", test_choices_become_settings);
  g_test_add_func ("/dialogs/settings-become-choices", test_settings_become_choices);
  g_test_add_func ("/dialogs/a-dictionary-is-an-address-with-a-place-for-words",
                   test_a_dictionary_is_an_address_with_a_place_for_words);
  g_test_add_func ("/dialogs/every-shortcut-is-listed", test_every_shortcut_is_listed);
  g_test_add_func ("/dialogs/zoom-is-told-in-percent", test_zoom_is_told_in_percent);

  return g_test_run ();
}
