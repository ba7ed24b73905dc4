/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "recto-attachment-private.h"
#include "recto-document-private.h"
#include "recto-file-writer.h"
#include "recto-saving-item-private.h"
#include "recto-saving-private.h"
#include "recto-task-list.h"

static RectoReader *
get_reader (RectoSaving *self)
{
  return self->document != NULL ? recto_document_get_reader (self->document) : NULL;
}

static void
set_state (RectoSaving *self, RectoSavingState state, RectoCancelReason reason)
{
  self->reason = reason;
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
}

/* Whether an item waits, which is then the next. */
static gboolean
has_next (RectoSaving *self)
{
  while (self->next < self->items->len &&
         recto_saving_item_get_state (self->items->pdata[self->next]) != RECTO_SAVING_WAITING)
    self->next++;
  return self->next < self->items->len;
}

static RectoSavingItem *
take_next (RectoSaving *self)
{
  return has_next (self) ? self->items->pdata[self->next++] : NULL;
}

/* What was stopped before it came to an item stopped that too. */
static void
pass_over_rest (RectoSaving *self, const GError *error, RectoCancelReason reason)
{
  RectoSavingItem *item;

  while ((item = take_next (self)) != NULL)
    recto_saving_item_end (item, RECTO_SAVING_STOPPED, NULL, error, reason);
}

/* Answers once both the task and the item in progress have ended. */
static void
end_if_done (RectoSaving *self)
{
  g_autoptr (RectoTask) task = NULL;
  g_autoptr (GTask) answer = NULL;
  GError *error;

  if (self->task == NULL || self->current != NULL || !recto_task_is_done (self->task))
    return;
  task = g_steal_pointer (&self->task);
  answer = g_steal_pointer (&self->answer);
  error = recto_task_dup_error (task);
  if (error != NULL)
    pass_over_rest (self, error, recto_task_get_reason (task));
  g_object_notify (G_OBJECT (self), "task");
  set_state (self, error == NULL ? RECTO_SAVING_SAVED : RECTO_SAVING_STOPPED,
             recto_task_get_reason (task));
  if (error != NULL)
    g_task_return_error (answer, error);
  else
    g_task_return_boolean (answer, TRUE);
}

static void
run_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoSaving) self = user_data;

  end_if_done (self);
}

static void
tell_amount (RectoSaving *self)
{
  RectoTask *task = self->current != NULL ? recto_saving_item_get_task (self->current) : NULL;
  guint64 done = 0;

  if (task != NULL)
    recto_task_get_amount (task, &done, NULL);
  recto_task_set_amount (self->task, self->done + done, self->total);
}

/* What the sizes claim; unknown as soon as one of them is. */
static guint64
sum_up_sizes (RectoSaving *self)
{
  guint64 total = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      RectoSavingItem *item = self->items->pdata[i];
      gint64 size = recto_attachment_get_size (recto_saving_item_get_attachment (item));

      if (recto_saving_item_get_state (item) == RECTO_SAVING_SAVED)
        continue;
      if (size < 0 || !g_uint64_checked_add (&total, total, size))
        return 0;
    }
  return total;
}

static const char *
get_name (RectoSavingItem *item)
{
  return recto_attachment_get_name (recto_saving_item_get_attachment (item));
}

static void
end_item (RectoSaving *self, RectoFileWriter *writer, GFile *file, const GError *error)
{
  g_autoptr (RectoSavingItem) item = g_object_ref (self->current);
  g_autoptr (RectoTask) task = g_object_ref (recto_saving_item_get_task (item));
  g_autoptr (GError) limit_error = recto_file_writer_dup_limit_error (writer);
  guint64 done = 0;

  recto_task_get_amount (task, &done, NULL);
  self->done += done;
  g_clear_object (&self->current);
  if (file != NULL)
    {
      g_hash_table_replace (self->numbers, g_strdup (get_name (item)),
                            GUINT_TO_POINTER (recto_file_writer_get_number (writer)));
      recto_saving_item_end (item, RECTO_SAVING_SAVED, file, NULL, RECTO_CANCEL_NONE);
      return;
    }
  /* Whoever still brings bytes need not. */
  g_cancellable_cancel (recto_task_get_cancellable (task));
  recto_saving_item_end (item,
                         recto_task_get_state (task) == RECTO_TASK_FAILED ? RECTO_SAVING_FAILED
                                                                          : RECTO_SAVING_STOPPED,
                         NULL, limit_error != NULL ? limit_error : error,
                         recto_task_get_reason (task));
}

typedef struct
{
  RectoSaving *saving;
  RectoFileWriter *writer;
} Step;

static void
step_free (Step *step)
{
  g_clear_object (&step->saving);
  g_clear_pointer (&step->writer, recto_file_writer_unref);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static Step *
step_new (RectoSaving *saving, RectoFileWriter *writer)
{
  Step *step = g_new0 (Step, 1);

  step->saving = g_object_ref (saving);
  step->writer = recto_file_writer_ref (writer);
  return step;
}

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;
  guint64 bytes = 0;

  recto_extractor_extract_finish (result, &bytes, &error);
  recto_file_writer_settle (step->writer, bytes, error);
}

static void go_on (RectoSaving *self);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = recto_file_writer_run_finish (RECTO_TASK (source), result, &error);

  end_item (step->saving, step->writer, file, error);
  go_on (step->saving);
  end_if_done (step->saving);
}

static RectoFileWriter *
make_writer (RectoSaving *self, RectoAttachment *attachment)
{
  const char *name = recto_attachment_get_name (attachment);
  g_autoptr (GFile) child = g_file_get_child (self->folder, name);
  RectoFileWriterFlags flags = RECTO_FILE_WRITER_NONE;
  RectoFileWriter *writer;

  if (self->destination != NULL)
    flags |= RECTO_FILE_WRITER_REPLACE;
  if ((self->flags & RECTO_SAVE_NO_LIMITS) != 0)
    flags |= RECTO_FILE_WRITER_NO_LIMITS;
  writer = recto_file_writer_new (
      self->destination != NULL ? self->destination : child, flags,
      recto_engine_get_unfinished (recto_document_get_engine (self->document)));
  recto_file_writer_set_sizes (writer, MAX (recto_attachment_get_size (attachment), 0),
                               recto_attachment_get_stored (attachment));
  recto_file_writer_set_number (writer,
                                GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, name)) + 1);
  return writer;
}

static RectoTask *
make_task (RectoSaving *self, RectoAttachment *attachment)
{
  RectoTask *task = recto_task_new_child (self->task, RECTO_TASK_SAVE, RECTO_TASK_FOREGROUND, NULL);
  RectoLocation location;

  recto_task_set_subject (task, recto_attachment_get_name (attachment));
  if (recto_attachment_get_page (attachment, &location, NULL))
    recto_task_set_location (task, location);
  recto_task_set_amount (task, 0, MAX (recto_attachment_get_size (attachment), 0));
  g_signal_connect_object (task, "notify::progress", G_CALLBACK (tell_amount), self,
                           G_CONNECT_SWAPPED);
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self->document)), task);
  return task;
}

/* Whoever heard that it begins may have closed the document: then it has been cancelled. */
static void
extract (RectoSaving *self, RectoTask *task, RectoFileWriter *writer, int pipe)
{
  RectoReader *reader = get_reader (self);

  if (reader == NULL)
    {
      close (pipe);
      return;
    }
  recto_extractor_extract_async (recto_reader_get_extractor (reader),
                                 recto_saving_item_get_attachment (self->current), pipe,
                                 recto_task_get_cancellable (task), extracted_cb,
                                 step_new (self, writer));
}

static void
start_item (RectoSaving *self, RectoSavingItem *item)
{
  RectoAttachment *attachment = recto_saving_item_get_attachment (item);
  g_autoptr (RectoFileWriter) writer = make_writer (self, attachment);
  g_autoptr (RectoTask) task = make_task (self, attachment);
  g_autoptr (GError) error = NULL;
  int pipe = recto_file_writer_open_pipe (writer, &error);

  self->current = g_object_ref (item);
  recto_saving_item_begin (item, task);
  if (pipe < 0)
    recto_file_writer_settle (writer, 0, error);
  else
    extract (self, task, writer, pipe);
  recto_file_writer_run_async (writer, task, written_cb, step_new (self, writer));
}

/* What was saved may have been asked to stop while it got its name: then the whole stops here,
 * unless there is nothing left to be stopped. */
static void
go_on (RectoSaving *self)
{
  if (!has_next (self))
    recto_task_succeed (self->task);
  else if (!recto_task_leave_critical (self->task))
    return;
  else if (get_reader (self) == NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_DOCUMENT_CLOSED);
  else
    start_item (self, take_next (self));
}

static GListStore *
get_list (RectoSaving *self)
{
  return G_LIST_STORE (recto_document_get_savings (self->document));
}

static gboolean
is_listed (RectoSaving *self, guint *place)
{
  return g_list_store_find (get_list (self), self, place);
}

static void
begin (RectoSaving *self, RectoSaveFlags flags, GCancellable *cancellable)
{
  g_autofree char *subject = g_file_get_basename (recto_document_get_file (self->document));

  for (guint i = 0; i < self->items->len; i++)
    if (recto_saving_item_get_state (self->items->pdata[i]) != RECTO_SAVING_SAVED)
      recto_saving_item_reset (self->items->pdata[i]);
  self->flags = flags;
  self->next = 0;
  self->done = 0;
  self->total = sum_up_sizes (self);
  self->task = recto_task_new (RECTO_TASK_SAVE_ALL, RECTO_TASK_FOREGROUND, cancellable);
  recto_task_set_subject (self->task, subject);
  recto_task_set_amount (self->task, 0, self->total);
  if (!is_listed (self, NULL))
    g_list_store_append (get_list (self), self);
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self->document)), self->task);
  set_state (self, RECTO_SAVING_RUNNING, RECTO_CANCEL_NONE);
  g_object_notify (G_OBJECT (self), "task");
}

void
recto_saving_run_async (RectoSaving *self,
                        RectoSaveFlags flags,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) answer = NULL;

  g_return_if_fail (RECTO_IS_SAVING (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  /* The task says how it ends, so the answer has no cancellable of its own. */
  answer = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (answer, recto_saving_run_async);
  if (self->task != NULL)
    g_task_return_new_error_literal (answer, G_IO_ERROR, G_IO_ERROR_PENDING,
                                     _ ("This is being saved already."));
  else if (get_reader (self) == NULL)
    g_task_return_new_error_literal (answer, G_IO_ERROR, G_IO_ERROR_CLOSED,
                                     _ ("The document was closed."));
  else
    {
      begin (self, flags, cancellable);
      recto_task_attach_to_result (self->task, answer);
      recto_task_wait_async (self->task, NULL, run_ended_cb, g_object_ref (self));
      self->answer = g_steal_pointer (&answer);
      if (recto_task_start (self->task))
        go_on (self);
    }
}

gboolean
recto_saving_run_finish (RectoSaving *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
recto_saving_forget (RectoSaving *self)
{
  guint place;

  g_return_if_fail (RECTO_IS_SAVING (self));

  if (self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_CALLER);
  if (self->document != NULL && is_listed (self, &place))
    g_list_store_remove (get_list (self), place);
}
