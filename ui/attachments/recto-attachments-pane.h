/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-actions.h"
#include "recto-attachment-listing.h"

/* RectoAttachmentsPane: all that is attached to a document, to be searched, sorted, opened and
 * saved.
 *
 * Properties: "sort" (string: name, size, type, date or page), "n-selected" (guint, read only).
 * Actions: attachments.sort, attachments.save-all, attachments.save-selected, attachments.copy,
 * attachments.list, attachments.stop-listing. Signal "show-page" (RectoAttachment): its place in
 * the document is wanted. */
#define RECTO_TYPE_ATTACHMENTS_PANE (recto_attachments_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentsPane, recto_attachments_pane, RECTO, ATTACHMENTS_PANE, AdwBin)

GtkWidget *recto_attachments_pane_new (void);
/* Which document's; both or neither is NULL. */
void recto_attachments_pane_set_document (RectoAttachmentsPane *self,
                                          RectoAttachmentListing *listing,
                                          RectoAttachmentActions *actions);
/* The attachments as they are shown: found by the search, and sorted. (transfer none) */
GListModel *recto_attachments_pane_get_shown (RectoAttachmentsPane *self);
