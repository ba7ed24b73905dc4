/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-attachment-list.h"
#include "recto-document-private.h"

GListModel *
recto_document_get_attachments (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return G_LIST_MODEL (recto_document_get_attachment_list (self));
}

void
recto_document_list_attachments_async (RectoDocument *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  recto_attachment_list_fill_async (recto_document_get_attachment_list (self), self, cancellable,
                                    callback, user_data);
}

gboolean
recto_document_list_attachments_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return recto_attachment_list_fill_finish (result, error);
}

gboolean
recto_document_has_more_attachments (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  return recto_attachment_list_is_cut (recto_document_get_attachment_list (self));
}
