/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-document-private.h"
#include "recto-headings.h"
#include "recto-task-list.h"

/* Making an outline: one page's text after the other, each making way for what is more urgent. */
typedef struct
{
  RectoDocument *document;
  RectoTask *task;
  GTask *result;
  RectoHeadings *headings;
  guint number; /* of the page that is read */
} Making;

static void ask (Making *self);

static void
making_free (Making *self)
{
  g_object_unref (self->document);
  g_object_unref (self->task);
  g_object_unref (self->result);
  recto_headings_free (self->headings);
  g_free (self);
}

static void
fail (Making *self, const GError *error)
{
  recto_task_fail_result (self->task, self->result, error);
  making_free (self);
}

static void
finish (Making *self)
{
  const gboolean cut = self->number < recto_document_get_n_pages (self->document, NULL);

  if (recto_task_succeed (self->task))
    g_task_return_pointer (self->result, recto_headings_make_outline (self->headings, cut),
                           g_object_unref);
  else
    g_task_return_error (self->result, recto_task_dup_error (self->task));
  making_free (self);
}

/* A page that cannot be read has no headings. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoPageText) text = g_task_propagate_pointer (G_TASK (result), &error);

  if (recto_task_is_done (self->task))
    {
      g_task_return_error (self->result, recto_task_dup_error (self->task));
      making_free (self);
      return;
    }
  if (text != NULL)
    recto_headings_add (self->headings, text);
  /* What had to make way is asked for again. */
  if (text != NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->number++;
  ask (self);
}

/* FALSE: there is none. A page that took its time already would only take it again. */
static gboolean
find_next (Making *self)
{
  const guint n_pages = recto_document_get_n_pages (self->document, NULL);

  while (self->number < MIN (n_pages, RECTO_MAX_HEADING_PAGES) &&
         recto_document_is_costly (self->document,
                                   recto_document_get_location (self->document, self->number)))
    self->number++;
  return self->number < MIN (n_pages, RECTO_MAX_HEADING_PAGES);
}

static void
ask (Making *self)
{
  RectoQuestion question = { .kind = RECTO_JOB_TEXT };
  g_autoptr (RectoTask) piece = NULL;
  g_autoptr (GError) error = recto_document_why_gone (self->document);
  GTask *result;

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  if (!find_next (self))
    {
      finish (self);
      return;
    }
  question.location = recto_document_get_location (self->document, self->number);
  /* A task of its own, which nobody sees: it may end without the whole. */
  piece = recto_task_new_child (self->task, RECTO_TASK_TEXT, RECTO_TASK_FLAGS_NONE, NULL);
  recto_task_set_location (piece, question.location);
  result = g_task_new (NULL, NULL, answered_cb, self);
  g_task_set_source_tag (result, ask);
  recto_task_attach_to_result (piece, result);
  recto_worker_pool_ask (recto_reader_get_pool (recto_document_get_reader (self->document)),
                         &question, piece, result, RECTO_PRIORITY_THUMBNAIL);
}

void
recto_document_make_outline_async (RectoDocument *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Making *making;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  making = g_new0 (Making, 1);
  making->document = g_object_ref (self);
  making->headings = recto_headings_new ();
  making->task = recto_task_new (RECTO_TASK_OUTLINE, RECTO_TASK_FLAGS_NONE, cancellable);
  recto_task_set_subject (making->task, recto_document_get_subject (self));
  /* There may be thousands of pages, and each has a limit of its own. */
  recto_task_set_timeout_ms (making->task, recto_task_kind_default_timeout_ms (RECTO_TASK_SEARCH));
  making->result = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (making->result, recto_document_make_outline_async);
  recto_task_attach_to_result (making->task, making->result);
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self)), making->task);
  recto_task_start (making->task);
  ask (making);
}

RectoOutline *
recto_document_make_outline_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
