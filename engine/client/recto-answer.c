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
  /* Who asks for anything but tiles takes giving up for making way, and asks again. */
  if (outcome == RECTO_OUTCOME_TOO_BIG && recto_job_get_question (job)->kind == RECTO_JOB_RENDER)
    {
      recto_job_give_up (job, RECTO_CANCEL_LIMIT);
      return TRUE;
    }
  error = recto_worker_error_of_page (outcome, text);
  recto_job_fail (job, error);
  return TRUE;
}

/* The message, and behind it what came with it. */
static GBytes *
join (const RectoMessage *message, GBytes *body)
{
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *) message, message->size);
  if (body != NULL)
    g_byte_array_append (all, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  return g_byte_array_free_to_bytes (all);
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
  const RectoMessageSearched *searched = (const RectoMessageSearched *) message;
  g_autoptr (GBytes) answer = NULL;

  if (message->kind == RECTO_MESSAGE_RENDERED && tile == NULL)
    return answer_without (job, rendered->outcome, rendered->text);
  if (message->kind == RECTO_MESSAGE_TEXT_FOUND && body == NULL)
    return answer_without (job, found->outcome, found->text);
  if (message->kind == RECTO_MESSAGE_SEARCHED && body == NULL)
    return answer_without (job, searched->outcome, searched->text);
  if (tile != NULL)
    recto_job_succeed (job, tile, (GBoxedCopyFunc) g_object_ref, g_object_unref);
  else if (message->kind == RECTO_MESSAGE_TEXT_FOUND)
    answer_text (job, found, body);
  else
    {
      answer = join (message, body);
      recto_job_succeed (job, answer, (GBoxedCopyFunc) g_bytes_ref, (GDestroyNotify) g_bytes_unref);
    }
  return TRUE;
}
