/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <glib/gi18n-lib.h>

#include "recto-document-private.h"
#include "recto-task-list.h"

static void
ask (RectoDocument *self,
     const RectoQuestion *question,
     RectoPriority priority,
     GCancellable *cancellable,
     GTask *result)
{
  g_autoptr (RectoTask) task =
      recto_task_new (RECTO_TASK_LAYOUT, RECTO_TASK_FLAGS_NONE, cancellable);
  g_autoptr (GError) error = recto_document_why_gone (self);

  recto_task_set_location (task, RECTO_LOCATION_INIT (question->location.chapter, 0));
  recto_task_attach_to_result (task, result);
  if (error == NULL && (!recto_document_is_reflowable (self) ||
                        question->location.chapter >= recto_document_get_n_chapters (self)))
    error = g_error_new_literal (RECTO_ERROR, RECTO_ERROR_PAGE,
                                 _ ("There is no such page in this document."));
  if (error != NULL)
    {
      recto_task_fail_result (task, result, error);
      g_object_unref (result);
      return;
    }
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self)), task);
  recto_worker_pool_ask (recto_reader_get_pool (recto_document_get_reader (self)), question, task,
                         result, priority);
}

/* What the worker found; NULL when it did not. What it says are claims. */
static const RectoMessagePlaceFound *
get_found (GBytes *answer, GError **error)
{
  const RectoMessagePlaceFound *found = answer != NULL ? g_bytes_get_data (answer, NULL) : NULL;

  if (found != NULL && found->outcome != RECTO_OUTCOME_OK)
    {
      g_set_error_literal (error, RECTO_ERROR, RECTO_ERROR_PAGE,
                           _ ("There is no such page in this document."));
      return NULL;
    }
  return found;
}

void
recto_document_find_character_async (RectoDocument *self,
                                     RectoLocation location,
                                     double fraction,
                                     RectoPriority priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  RectoQuestion question = { .kind = RECTO_JOB_PLACE, .location = location };
  GTask *result;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  /* What is no number is the top. */
  question.fraction = fraction > 0 ? MIN (fraction, 1) : 0;
  result = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (result, recto_document_find_character_async);
  ask (self, &question, priority, cancellable, result);
}

gboolean
recto_document_find_character_finish (RectoDocument *self,
                                      GAsyncResult *result,
                                      guint *character,
                                      GError **error)
{
  g_autoptr (GBytes) answer = NULL;
  const RectoMessagePlaceFound *found;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (character != NULL, FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  found = get_found (answer, error);
  if (found == NULL)
    return FALSE;
  *character = MIN (found->character, G_MAXINT32);
  return TRUE;
}

void
recto_document_find_place_async (RectoDocument *self,
                                 guint chapter,
                                 guint character,
                                 RectoPriority priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  RectoQuestion question = { .kind = RECTO_JOB_PLACE, .by_character = TRUE };
  GTask *result;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  question.location = RECTO_LOCATION_INIT (chapter, 0);
  question.character = character;
  result = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (result, recto_document_find_place_async);
  ask (self, &question, priority, cancellable, result);
}

gboolean
recto_document_find_place_finish (RectoDocument *self,
                                  GAsyncResult *result,
                                  guint *page,
                                  double *fraction,
                                  GError **error)
{
  g_autoptr (GBytes) answer = NULL;
  const RectoMessagePlaceFound *found;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (page != NULL && fraction != NULL, FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  found = get_found (answer, error);
  if (found == NULL)
    return FALSE;
  *page = MIN (found->page, RECTO_MAX_PAGES);
  *fraction = CLAMP (found->fraction, 0, 1);
  return TRUE;
}
