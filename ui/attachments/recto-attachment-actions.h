/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document.h"
#include "recto-opened-files.h"
#include "recto-pending-savings.h"
#include "recto-saving-purpose.h"

/* RectoAttachmentActions: what can be done with the attachments of one document: saving them,
 * opening, copying and dragging them. All of it goes through the document's savings.
 *
 * Signal "message" (string): something to tell in passing. */
#define RECTO_TYPE_ATTACHMENT_ACTIONS (recto_attachment_actions_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentActions,
                      recto_attachment_actions,
                      RECTO,
                      ATTACHMENT_ACTIONS,
                      GObject)

/* `widget` (unowned, until _end ()): over which questions are asked. */
RectoAttachmentActions *recto_attachment_actions_new (GtkWidget *widget,
                                                      RectoDocument *document,
                                                      RectoOpenedFiles *opened_files,
                                                      GSettings *settings);
/* The document or the widget goes: questions are taken back, and nothing follows a saving any more.
 */
void recto_attachment_actions_end (RectoAttachmentActions *self);

/* What is still to be saved, or asked about. (transfer none) */
RectoPendingSavings *recto_attachment_actions_get_pending (RectoAttachmentActions *self);

/* With the default program; asks first where that would run it. */
void recto_attachment_actions_open (RectoAttachmentActions *self, RectoAttachment *attachment);
/* Asks for a name. */
void recto_attachment_actions_save_as (RectoAttachmentActions *self, RectoAttachment *attachment);
/* Asks for a folder. `attachments`: of RectoAttachment. */
void recto_attachment_actions_save_all (RectoAttachmentActions *self, GListModel *attachments);
/* Saves into `folder` without asking. */
void recto_attachment_actions_save_to (RectoAttachmentActions *self,
                                       GListModel *attachments,
                                       GFile *folder);
/* Onto the clipboard, as files. */
void recto_attachment_actions_copy (RectoAttachmentActions *self, GListModel *attachments);
/* What is to be dragged; it is being written from now on. (transfer full) */
GdkContentProvider *recto_attachment_actions_drag (RectoAttachmentActions *self,
                                                   GListModel *attachments);
/* The drag has ended without being dropped anywhere. */
void recto_attachment_actions_drop_drag (RectoAttachmentActions *self, GdkContentProvider *content);

/* Goes on with what was stopped or failed, and with what it was for. */
void recto_attachment_actions_resume (RectoAttachmentActions *self,
                                      RectoSaving *saving,
                                      RectoSaveFlags flags);
/* Of what was saved wholly, and is no more to be told. */
void recto_attachment_actions_forget_saved (RectoAttachmentActions *self);
/* Shows what was saved in the user's file manager. */
void recto_attachment_actions_show_file (RectoAttachmentActions *self, GFile *file);
