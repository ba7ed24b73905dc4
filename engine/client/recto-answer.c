/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-answer.h"

#include "recto-page-text-private.h"
#include "recto-worker-errors.h"

static gboolean
answer_without (RectoJob *job, guint outcome, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (outcome == RECTO_OUTCOME_ABORTED)
    return FALSE;
  if (outcome == RECTO_OUTCOME_TOO_BIG)
    {
      recto_job_give_up (job, RECTO_CANCEL_LIMIT);
      return TRUE;
    }
  error = recto_worker_error_of_page (outcome, text);
  recto_job_fail (job, error);
  return TRUE;
}

static void
answer_text (RectoJob *job, const RectoMessageTextFound *found, GBytes *body)
{
  g_autoptr (RectoPageText) text =
      recto_page_text_new (recto_job_get_question (job)->location, found, body);

  recto_job_succeed (job, text, (GBoxedCopyFunc) recto_page_text_ref,
                     (GDestroyNotify) recto_page_text_unref);
}

gboolean
recto_answer_job (RectoJob *job, const RectoMessage *message, RectoTile *tile, GBytes *body)
{
  const RectoMessageRendered *rendered = (const RectoMessageRendered *) message;
  const RectoMessageTextFound *found = (const RectoMessageTextFound *) message;
  g_autoptr (GBytes) answer = NULL;

  if (message->kind == RECTO_MESSAGE_RENDERED && tile == NULL)
    return answer_without (job, rendered->outcome, rendered->text);
  if (message->kind == RECTO_MESSAGE_TEXT_FOUND && body == NULL)
    return answer_without (job, found->outcome, found->text);
  if (tile != NULL)
    recto_job_succeed (job, tile, (GBoxedCopyFunc) g_object_ref, g_object_unref);
  else if (body != NULL)
    answer_text (job, found, body);
  else
    {
      answer = g_bytes_new (message, message->size);
      recto_job_succeed (job, answer, (GBoxedCopyFunc) g_bytes_ref, (GDestroyNotify) g_bytes_unref);
    }
  return TRUE;
}
