/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-attachment.h"
#include "recto-task.h"

/* RectoSaving: attachments of one document on their way into files, one after the other: a
 * GListModel of RectoSavingItem in the order they were given. What is stopped leaves nothing
 * behind, what was finished stays, and running it again saves the rest. To be used from the main
 * thread only. It belongs to its document, which lists it (recto_document_get_savings ()) until it
 * is forgotten or the document is closed.
 *
 * Properties, all to be read only: "state", "n-saved", "n-failed", "n-stopped", "task"; they
 * notify. */
#define RECTO_TYPE_SAVING (recto_saving_get_type ())
G_DECLARE_FINAL_TYPE (RectoSaving, recto_saving, RECTO, SAVING, GObject)

#define RECTO_TYPE_SAVING_STATE (recto_saving_state_get_type ())
#define RECTO_TYPE_SAVING_ITEM (recto_saving_item_get_type ())
G_DECLARE_FINAL_TYPE (RectoSavingItem, recto_saving_item, RECTO, SAVING_ITEM, GObject)

typedef enum
{
  RECTO_SAVING_WAITING, /* not begun */
  RECTO_SAVING_RUNNING,
  RECTO_SAVING_SAVED, /* of a RectoSaving: it ran to its end, each item has its outcome */
  RECTO_SAVING_STOPPED,
  RECTO_SAVING_FAILED,
} RectoSavingState;

GType recto_saving_state_get_type (void);

typedef enum
{
  RECTO_SAVE_NONE = 0,
  RECTO_SAVE_NO_LIMITS = 1 << 0, /* however far it expands, and whatever size it claims */
} RectoSaveFlags;

/* Into `folder`, under their own names made harmless; a name that is taken gets a number, nothing
 * is replaced. `attachments`: RectoAttachment of `document`. */
RectoSaving *recto_saving_new (gpointer document, /* RectoDocument */
                               GListModel *attachments,
                               GFile *folder);
/* One attachment, as exactly this file, which is replaced when it is there. */
RectoSaving *recto_saving_new_as (gpointer document,
                                  RectoAttachment *attachment,
                                  GFile *destination);

/* Saves every item that is not saved (those that failed or were stopped too). One task (SAVE_ALL)
 * stands in the document's list, with a child (SAVE) for the file in progress. An item that fails
 * or is stopped by itself does not end the others: `_finish` is TRUE when every item was come to,
 * whatever its outcome, and FALSE with CANCELLED when the whole was stopped. Errors otherwise:
 * G_IO_ERROR_PENDING when it runs already, G_IO_ERROR_CLOSED. */
void recto_saving_run_async (RectoSaving *self,
                             RectoSaveFlags flags,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean recto_saving_run_finish (RectoSaving *self, GAsyncResult *result, GError **error);
/* Takes it off the document's list; ends it when it runs. */
void recto_saving_forget (RectoSaving *self);

RectoSavingState recto_saving_get_state (RectoSaving *self);
guint recto_saving_get_n_saved (RectoSaving *self);
guint recto_saving_get_n_failed (RectoSaving *self);
guint recto_saving_get_n_stopped (RectoSaving *self);
GFile *recto_saving_get_folder (RectoSaving *self); /* (transfer none): where they go */
RectoTask *recto_saving_get_task (RectoSaving
                                      *self); /* (transfer none) (nullable): while it runs */
/* Why the whole was stopped, and with it what still waited; NONE when it was not. */
RectoCancelReason recto_saving_get_reason (RectoSaving *self);

/* Items. Properties "state", "task", "file" notify. */
RectoAttachment *recto_saving_item_get_attachment (RectoSavingItem *self);
RectoSavingState recto_saving_item_get_state (RectoSavingItem *self);
/* Where it is, once SAVED. (transfer none) (nullable) */
GFile *recto_saving_item_get_file (RectoSavingItem *self);
/* While RUNNING: its bytes are recto_task_get_amount (). (transfer none) (nullable) */
RectoTask *recto_saving_item_get_task (RectoSavingItem *self);
/* Why it is STOPPED (CANCELLED, TIMED_OUT) or FAILED: G_IO_ERROR_NO_SPACE, what the file system
 * said, RECTO_ERROR DAMAGED, WORKER_DIED, OUT_OF_MEMORY. (transfer none) (nullable) */
const GError *recto_saving_item_get_error (RectoSavingItem *self);
/* Why it is STOPPED: LIMIT when it grew beyond all measure or claims more than there is room for,
 * which RECTO_SAVE_NO_LIMITS lifts. The error is NO_SPACE then for the latter, else CANCELLED. */
RectoCancelReason recto_saving_item_get_reason (RectoSavingItem *self);
/* Stops this one: one that waits is passed over, the others go on. FALSE: it had its outcome. */
gboolean recto_saving_item_stop (RectoSavingItem *self);
