/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-actions.h"
#include "recto-page-view.h"

/* RectoAttachmentMarks: the marks of attachments on pages, such as paperclips: they say what they
 * stand for, and offer it when they are pressed. */
#define RECTO_TYPE_ATTACHMENT_MARKS (recto_attachment_marks_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentMarks,
                      recto_attachment_marks,
                      RECTO,
                      ATTACHMENT_MARKS,
                      GObject)

/* `popover_parent` (unowned, outlives it, has a layout manager): what the offers belong to. */
RectoAttachmentMarks *recto_attachment_marks_new (RectoPageView *page_view,
                                                  GtkWidget *popover_parent);
/* Both or neither is NULL. */
void recto_attachment_marks_set (RectoAttachmentMarks *self,
                                 GListModel *attachments,
                                 RectoAttachmentActions *actions);
/* The attachment whose mark is at a point of the page view. (transfer none) (nullable) */
RectoAttachment *recto_attachment_marks_find (RectoAttachmentMarks *self, double x, double y);
