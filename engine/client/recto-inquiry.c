/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-inquiry.h"

#include "recto-document-private.h"
#include "recto-task-list.h"
#include "recto-worker-errors.h"

typedef struct
{
  const RectoInquiryClass *klass;
  RectoDocument *document;
  RectoTask *task;
  GTask *result;
  RectoQuestion question;
  char *address; /* (nullable): the question's */
  gpointer value;
} Inquiry;

static void ask (Inquiry *self);

static void
inquiry_free (Inquiry *self)
{
  g_clear_pointer (&self->value, self->klass->destroy);
  g_object_unref (self->task);
  g_object_unref (self->result);
  g_object_unref (self->document);
  g_free (self->address);
  g_free (self);
}

static void
succeed (Inquiry *self)
{
  if (recto_task_succeed (self->task))
    g_task_return_pointer (self->result, g_steal_pointer (&self->value), self->klass->destroy);
  else
    g_task_return_error (self->result, recto_task_dup_error (self->task));
  inquiry_free (self);
}

static void
fail (Inquiry *self, const GError *error)
{
  recto_task_fail_result (self->task, self->result, error);
  inquiry_free (self);
}

/* A worker that was lost, or a document that is broken from here on: what is known is better than
 * nothing. */
static void
end_early (Inquiry *self, const GError *error)
{
  if (!recto_document_is_gone (self->document) && self->klass->salvage != NULL &&
      self->klass->salvage (self->value))
    succeed (self);
  else
    fail (self, error);
}

static void
take_answer (Inquiry *self, const RectoMessage *answer)
{
  const RectoInquiryState state =
      self->klass->take (self->document, self->value, answer, &self->question);

  if (self->klass->get_progress != NULL)
    recto_task_set_progress (self->task, self->klass->get_progress (self->document, self->value));
  if (state == RECTO_INQUIRY_MORE)
    ask (self);
  else if (state == RECTO_INQUIRY_FAILED)
    {
      g_autoptr (GError) error = recto_worker_error_of_page (RECTO_OUTCOME_DAMAGED, "");

      end_early (self, error);
    }
  else
    succeed (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Inquiry *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (recto_task_is_done (self->task))
    {
      g_task_return_error (self->result, recto_task_dup_error (self->task));
      inquiry_free (self);
    }
  else if (answer != NULL)
    take_answer (self, g_bytes_get_data (answer, NULL));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ask (self);
  else
    end_early (self, error);
}

static void
ask (Inquiry *self)
{
  g_autoptr (RectoTask) piece = NULL;
  g_autoptr (GError) error = recto_document_why_gone (self->document);
  GTask *result;

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  /* A task of its own, which nobody sees: it may end without the whole. */
  piece = recto_task_new_child (self->task, self->klass->kind, RECTO_TASK_FLAGS_NONE, NULL);
  result = g_task_new (NULL, NULL, answered_cb, self);
  g_task_set_source_tag (result, ask);
  recto_task_attach_to_result (piece, result);
  recto_worker_pool_ask (recto_reader_get_pool (recto_document_get_reader (self->document)),
                         &self->question, piece, result, self->klass->priority);
}

void
recto_inquiry_ask (RectoDocument *document,
                   const RectoInquiryClass *klass,
                   const RectoQuestion *question,
                   gpointer value,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data,
                   gpointer source_tag)
{
  Inquiry *self = g_new0 (Inquiry, 1);

  self->klass = klass;
  self->document = g_object_ref (document);
  self->question = *question;
  self->question.address = self->address = g_strdup (question->address);
  self->value = value;
  self->task = recto_task_new (klass->kind, klass->flags, cancellable);
  recto_task_set_subject (self->task, recto_document_get_subject (document));
  recto_task_set_location (self->task, question->location);
  if (klass->timeout_ms > 0)
    recto_task_set_timeout_ms (self->task, klass->timeout_ms);
  self->result = g_task_new (document, NULL, callback, user_data);
  g_task_set_source_tag (self->result, source_tag);
  recto_task_attach_to_result (self->task, self->result);
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (document)), self->task);
  recto_task_start (self->task);
  ask (self);
}

gpointer
recto_inquiry_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
