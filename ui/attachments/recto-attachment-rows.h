/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-attachment-actions.h"

/* RectoAttachmentRows: the rows of a list of attachments: what each shows of an attachment and of
 * how saving it goes, and what is dragged from it.
 *
 * Signal "show-page" (RectoAttachment): its place in the document is wanted. */
#define RECTO_TYPE_ATTACHMENT_ROWS (recto_attachment_rows_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentRows, recto_attachment_rows, RECTO, ATTACHMENT_ROWS, GObject)

/* Makes the rows of `list` from now on, which shows `selection`, of RectoAttachment. */
RectoAttachmentRows *recto_attachment_rows_new (GtkListView *list, GtkSelectionModel *selection);
/* Whose attachments these are; both or neither is NULL. */
void recto_attachment_rows_set_document (RectoAttachmentRows *self,
                                         RectoDocument *document,
                                         RectoAttachmentActions *actions);
