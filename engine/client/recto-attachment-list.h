/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment.h"
#include "recto-object-list.h"
#include "recto-reader.h"
#include "recto-task-list.h"

/* RectoAttachmentList: a GListModel of what is attached to one document, which fills when it is
 * asked to: first from the document's own lists, then from its pages, a piece at a time at the
 * least urgency. What was found stays. It may outlive the document. */
#define RECTO_TYPE_ATTACHMENT_LIST (recto_attachment_list_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentList,
                      recto_attachment_list,
                      RECTO,
                      ATTACHMENT_LIST,
                      RectoObjectList)

/* `n_pages`: 0 for a document of a format that has no attachments. `subject`: for its tasks. */
RectoAttachmentList *recto_attachment_list_new (RectoReader *reader,
                                                RectoTaskList *tasks,
                                                guint n_pages,
                                                const char *subject);
/* The document is closed, the reader goes: nothing more is asked. */
void recto_attachment_list_close (RectoAttachmentList *self);

/* As recto_document_list_attachments_async () has it. `source`: of the result. */
void recto_attachment_list_fill_async (RectoAttachmentList *self,
                                       gpointer source,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean recto_attachment_list_fill_finish (GAsyncResult *result, GError **error);
/* It reached the most that are listed. */
gboolean recto_attachment_list_is_cut (RectoAttachmentList *self);
