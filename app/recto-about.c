/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-about.h"

#include <glib/gi18n.h>

#include "recto-document.h"

static void
add_tasks (GString *text, GListModel *tasks)
{
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);
      g_autofree char *line = recto_task_describe (task);

      g_string_append_printf (text, "%s\n", line);
    }
}

static void
add_work (GString *text, RectoEngine *engine)
{
  GListModel *documents = recto_engine_get_documents (engine);
  g_autofree char *sandbox = recto_engine_describe_sandbox (engine);

  g_string_append_printf (text, "\nSandbox\n%s", sandbox);
  g_string_append (text, "\nRunning tasks\n");
  add_tasks (text, recto_engine_get_opening_tasks (engine));
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (RectoDocument) document = g_list_model_get_item (documents, i);

      add_tasks (text, recto_document_get_tasks (document));
    }
  g_string_append (text, "\nEnded tasks\n");
  add_tasks (text, G_LIST_MODEL (recto_engine_get_ended_tasks (engine)));
}

/* For a report of something wrong; therefore not translated, and without the names of files. */
static char *
describe_system (RectoEngine *engine)
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
  add_work (text, engine);
  return g_string_free_and_steal (text);
}

AdwDialog *
recto_about_new (RectoEngine *engine)
{
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);
  const char *const developers[] = { "The Recto developers", NULL };
  g_autofree char *system = describe_system (engine);

  adw_about_dialog_set_application_name (about, g_get_application_name ());
  adw_about_dialog_set_application_icon (about, APPLICATION_ID);
  adw_about_dialog_set_version (about, RECTO_VERSION);
  adw_about_dialog_set_developer_name (about, developers[0]);
  adw_about_dialog_set_developers (about, (const char **) developers);
  adw_about_dialog_set_comments (about, _ ("Reads documents, and never makes you wait for a page"));
  adw_about_dialog_set_website (about, HOMEPAGE);
  adw_about_dialog_set_issue_url (about, HOMEPAGE "/issues");
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
