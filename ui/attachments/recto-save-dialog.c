/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-save-dialog.h"

static GFile *
get_usual_folder (GSettings *settings)
{
  g_autofree char *uri = g_settings_get_string (settings, "save-folder");
  const char *downloads = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);

  if (uri[0] != '\0')
    return g_file_new_for_uri (uri);
  return g_file_new_for_path (downloads != NULL ? downloads : g_get_home_dir ());
}

GtkFileDialog *
recto_save_dialog_new (GSettings *settings, const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = get_usual_folder (settings);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_folder (dialog, folder);
  return dialog;
}

void
recto_save_dialog_remember (GSettings *settings, GFile *folder)
{
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    g_settings_set_string (settings, "save-folder", uri);
}
