/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-close-question.h"

#include <glib/gi18n.h>

gboolean
recto_close_question_is_needed (RectoDocument *document)
{
  GListModel *savings;

  if (document == NULL)
    return FALSE;
  savings = recto_document_get_savings (document);
  for (guint i = 0; i < g_list_model_get_n_items (savings); i++)
    {
      g_autoptr (RectoSaving) saving = g_list_model_get_item (savings, i);

      if (recto_saving_get_state (saving) == RECTO_SAVING_RUNNING)
        return TRUE;
    }
  return FALSE;
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  g_task_return_boolean (task, g_strcmp0 (response, "stop") == 0);
}

static void
ask (GtkWidget *parent,
     const char *body,
     const char *keep,
     const char *stop,
     GCancellable *cancellable,
     GTask *task)
{
  AdwAlertDialog *alert =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Saving Is Not Finished"), body));

  adw_alert_dialog_add_responses (alert, "keep", keep, "stop", stop, NULL);
  adw_alert_dialog_set_response_appearance (alert, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "keep");
  adw_alert_dialog_set_close_response (alert, "keep");
  adw_alert_dialog_choose (alert, parent, cancellable, chosen_cb, task);
}

void
recto_close_question_ask_async (GtkWidget *parent,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, recto_close_question_ask_async);
  ask (parent,
       _ ("Files that have been saved stay. What is not finished is lost when you close now."),
       _ ("_Keep Saving"), _ ("_Stop and Close"), cancellable, task);
}

void
recto_close_question_ask_to_reload_async (GtkWidget *parent,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, recto_close_question_ask_to_reload_async);
  ask (parent,
       _ ("Files that have been saved stay. What is not finished cannot be resumed once the "
          "document was read anew."),
       _ ("_Cancel"), _ ("_Reload Anyway"), cancellable, task);
}

gboolean
recto_close_question_ask_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
