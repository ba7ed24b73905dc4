/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-actions.h"

/* The attachments that a drag on `widget` takes: a list of RectoAttachment, or NULL where there is
 * nothing to drag. (transfer full) */
typedef GListModel *(*RectoAttachmentDragList) (GtkWidget *widget, gpointer data);
/* (transfer none) (nullable) */
typedef RectoAttachmentActions *(*RectoAttachmentDragActions) (gpointer data);

/* Lets attachments be dragged out of `widget`, into a file manager or another program. `data`
 * outlives the widget. */
void recto_attachment_drag_install (GtkWidget *widget,
                                    RectoAttachmentDragList list,
                                    RectoAttachmentDragActions actions,
                                    gpointer data);
/* Whether attachments are being dragged out of this window. */
gboolean recto_attachment_drag_is_from (GtkRoot *root);
