/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-document-private.h"
#include "recto-task-list.h"

void
recto_document_read_text_async (RectoDocument *self,
                                RectoLocation location,
                                RectoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (RectoTask) task = NULL;
  RectoQuestion question = { .kind = RECTO_JOB_TEXT, .location = location };
  GTask *result;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  task = recto_task_new (RECTO_TASK_TEXT, RECTO_TASK_FLAGS_NONE, cancellable);
  recto_task_set_location (task, location);
  recto_task_set_subject (task, recto_document_get_subject (self));
  result = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (result, recto_document_read_text_async);
  recto_task_attach_to_result (task, result);
  if (!recto_document_check_page (self, location, task, result))
    return;
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self)), task);
  recto_worker_pool_ask (recto_reader_get_pool (recto_document_get_reader (self)), &question, task,
                         result, priority);
}

RectoPageText *
recto_document_read_text_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
