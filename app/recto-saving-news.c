/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-news.h"

#include <glib/gi18n.h>

void
recto_saving_news_describe (RectoSaving *saving, GFile *document, char **title, char **body)
{
  const guint n_files = g_list_model_get_n_items (G_LIST_MODEL (saving));
  const guint n_saved = recto_saving_get_n_saved (saving);
  g_autofree char *basename = g_file_get_basename (document);
  g_autofree char *name = g_filename_display_name (basename);

  if (n_saved == n_files)
    {
      *title = g_strdup (_ ("Saving finished"));
      /* Translators: how many files that were attached to a document, and the document's name. */
      *body = g_strdup_printf (ngettext ("%u file from “%s” has been saved",
                                         "%u files from “%s” have been saved", n_files),
                               n_files, name);
      return;
    }
  *title = g_strdup (recto_saving_get_state (saving) == RECTO_SAVING_STOPPED
                         ? _ ("Saving stopped")
                         : _ ("Not everything was saved"));
  /* Translators: how many files of how many, and the name of the document they are attached to. */
  *body = g_strdup_printf (ngettext ("%u of %u file from “%s” has been saved",
                                     "%u of %u files from “%s” have been saved", n_files),
                           n_saved, n_files, name);
}

void
recto_saving_news_send (GApplication *application, RectoSaving *saving, GFile *document)
{
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  g_autofree char *uri = g_file_get_uri (document);
  g_autoptr (GNotification) notification = NULL;

  recto_saving_news_describe (saving, document, &title, &body);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-document", "s", uri);
  /* The news of one document take each other's place. */
  g_application_send_notification (application, uri, notification);
}
