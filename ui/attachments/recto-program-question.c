/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-program-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
recto_program_question_ask_async (GtkWidget *parent,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autofree char *body =
      /* Translators: %s is the name of a file. */
      g_strdup_printf (_ ("“%s” may be a program, or start one. It could read, change or send "
                          "away your files. Open it only if you trust where this document "
                          "comes from."),
                       name);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Open a Program?"), body));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "save", _ ("_Save As…"), "open",
                                  _ ("_Open Anyway"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, parent, cancellable, callback, user_data);
}

RectoProgramAnswer
recto_program_question_ask_finish (GObject *source, GAsyncResult *result)
{
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "open"))
    return RECTO_PROGRAM_OPEN;
  return g_str_equal (response, "save") ? RECTO_PROGRAM_SAVE : RECTO_PROGRAM_LEAVE;
}
