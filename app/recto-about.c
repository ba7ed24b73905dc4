/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-about.h"

#include <glib/gi18n.h>

/* For a report of something wrong; therefore not translated. */
static char *
describe_system (void)
{
  GString *text = g_string_new (NULL);
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  g_string_append_printf (text, "Recto %s (%s)\n", RECTO_VERSION, APPLICATION_ID);
  g_string_append_printf (text, "System: %s\n", os != NULL ? os : "unknown");
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n", adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version ());
  g_string_append_printf (text, "Display: %s %s\n", G_OBJECT_TYPE_NAME (display),
                          gdk_display_get_name (display));
  g_string_append_printf (text, "Helper: %s\n", WORKER_PATH);
  return g_string_free_and_steal (text);
}

AdwDialog *
recto_about_new (void)
{
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);
  const char *const developers[] = { "The Recto developers", NULL };
  g_autofree char *system = describe_system ();

  adw_about_dialog_set_application_name (about, g_get_application_name ());
  adw_about_dialog_set_application_icon (about, APPLICATION_ID);
  adw_about_dialog_set_version (about, RECTO_VERSION);
  adw_about_dialog_set_developer_name (about, developers[0]);
  adw_about_dialog_set_developers (about, (const char **) developers);
  adw_about_dialog_set_comments (about, _ ("Reads documents, and never makes you wait for a page"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_AGPL_3_0);
  adw_about_dialog_set_copyright (about, "© 2026 The Recto developers");
  /* Translators: put your names here, one a line. */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_about_dialog_add_acknowledgement_section (about, _ ("Pages are drawn by"),
                                                (const char *[]) { "MuPDF https://mupdf.com",
                                                                   NULL });
  adw_about_dialog_set_debug_info (about, system);
  adw_about_dialog_set_debug_info_filename (about, "recto-debug-info.txt");
  return dialog;
}
