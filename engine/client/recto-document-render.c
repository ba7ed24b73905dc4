/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "recto-document-private.h"
#include "recto-task-list.h"

static gboolean
has_page (RectoDocument *self, RectoLocation location)
{
  gboolean estimated;

  return location.chapter < recto_document_get_n_chapters (self) &&
         (location.page < recto_document_get_chapter_pages (self, location.chapter, &estimated) ||
          estimated);
}

/* The request as a question, its rectangle cut to the page; FALSE when nothing is left of it. */
static gboolean
make_question (RectoDocument *self, const RectoRenderRequest *request, RectoQuestion *question)
{
  const RectoPage *page = recto_document_get_page (self, request->location);
  gint64 right = (gint64) request->rect.x + request->rect.width;
  gint64 bottom = (gint64) request->rect.y + request->rect.height;

  if (page == NULL)
    page = recto_document_get_usual_page (self);
  *question = (RectoQuestion) { .kind = RECTO_JOB_RENDER, .location = request->location };
  question->scale = request->scale;
  question->rotation = ((request->rotation % 360) + 360) % 360;
  question->colors = request->colors;
  question->flags = request->flags;
  recto_page_get_pixel_size (page, question->scale, question->rotation, &question->page_width,
                             &question->page_height);
  question->rect.x = MAX (request->rect.x, 0);
  question->rect.y = MAX (request->rect.y, 0);
  right = MIN (right, question->page_width);
  bottom = MIN (bottom, question->page_height);
  if (right <= question->rect.x || bottom <= question->rect.y)
    return FALSE;
  question->rect.width = right - question->rect.x;
  question->rect.height = bottom - question->rect.y;
  return (gint64) question->rect.width * question->rect.height <= RECTO_MAX_TILE_PIXELS;
}

static RectoTask *
make_render_task (RectoDocument *self, const RectoRenderRequest *request, GCancellable *cancellable)
{
  gboolean visible = request->priority == RECTO_PRIORITY_VISIBLE;
  RectoTask *task =
      recto_task_new (request->priority == RECTO_PRIORITY_THUMBNAIL ? RECTO_TASK_THUMBNAIL
                                                                    : RECTO_TASK_RENDER,
                      visible ? RECTO_TASK_FOREGROUND : RECTO_TASK_FLAGS_NONE, cancellable);

  recto_task_set_location (task, request->location);
  recto_task_set_subject (task, recto_document_get_subject (self));
  recto_task_set_timeout_ms (task, request->time_limit_ms);
  return task;
}

static GError *
make_page_error (void)
{
  return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_PAGE,
                              _ ("There is no such page in this document."));
}

static void
return_failure (RectoTask *task, GTask *result, GError *error)
{
  recto_task_fail_result (task, result, error);
  g_error_free (error);
  g_object_unref (result);
}

gboolean
recto_document_check_page (RectoDocument *self,
                           RectoLocation location,
                           RectoTask *task,
                           GTask *result)
{
  if (recto_document_is_gone (self))
    return_failure (task, result, recto_document_why_gone (self));
  else if (!has_page (self, location))
    return_failure (task, result, make_page_error ());
  else
    return TRUE;
  return FALSE;
}

void
recto_document_render_async (RectoDocument *self,
                             const RectoRenderRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (RectoTask) task = NULL;
  GTask *result;
  RectoQuestion question;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));
  g_return_if_fail (request->scale > 0 && isfinite (request->scale));
  g_return_if_fail (request->rotation % 90 == 0);
  g_return_if_fail (request->colors <= RECTO_COLORS_SEPIA);

  task = make_render_task (self, request, cancellable);
  result = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (result, recto_document_render_async);
  recto_task_attach_to_result (task, result);
  if (!recto_document_check_page (self, request->location, task, result))
    return;
  if (!make_question (self, request, &question))
    {
      return_failure (task, result, make_page_error ());
      return;
    }
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self)), task);
  recto_worker_pool_ask (recto_reader_get_pool (recto_document_get_reader (self)), &question, task,
                         result, request->priority);
}

RectoTile *
recto_document_render_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
