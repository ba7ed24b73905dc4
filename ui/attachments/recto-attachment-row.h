/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-actions.h"

/* RectoAttachmentRow: one attachment in a list: what it is, and how saving it goes or went.
 *
 * Actions, for its menu and buttons: attachment.open, attachment.save-as, attachment.copy,
 * attachment.show-page, attachment.stop, attachment.show-file. Signal "show-page" (): the place
 * in the document is wanted. */
#define RECTO_TYPE_ATTACHMENT_ROW (recto_attachment_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentRow, recto_attachment_row, RECTO, ATTACHMENT_ROW, GtkWidget)

GtkWidget *recto_attachment_row_new (void);
/* Which attachment it shows; NULL for none. `actions` (nullable): what its menu does. */
void recto_attachment_row_set (RectoAttachmentRow *self,
                               RectoAttachment *attachment,
                               RectoAttachmentActions *actions,
                               RectoDocument *document);
RectoAttachment *recto_attachment_row_get_attachment (RectoAttachmentRow *self); /* (nullable) */
/* How saving it goes or went; NULL where it was not. */
void recto_attachment_row_set_item (RectoAttachmentRow *self, RectoSavingItem *item);
/* As one reads it: its name, then what else is known. (transfer full) */
char *recto_attachment_row_describe (RectoAttachmentRow *self);
/* The page it belongs to, as the page entry counts, from 1; 0 where it belongs to none. */
guint recto_attachment_row_get_page_number (RectoAttachment *attachment, RectoDocument *document);
