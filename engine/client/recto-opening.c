/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <string.h>

#include "recto-document-private.h"
#include "recto-engine-private.h"
#include "recto-file-source.h"
#include "recto-reader.h"

/* One opening, from the file to a document whose first page is known. It is kept by each step that
 * is under way; whichever step ends it returns the result. */
typedef struct
{
  grefcount refs;
  RectoEngine *engine;
  GFile *file;
  char *password;
  RectoTextStyle style;
  RectoTask *task;
  GTask *result; /* NULL once returned */
  GSource *cancel_source;
  RectoReader *reader;     /* until the document has it */
  RectoDocument *document; /* until it is handed out */
} Opening;

static void
opening_unref (gpointer data)
{
  Opening *self = data;

  if (!g_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->engine);
  g_clear_object (&self->file);
  g_clear_object (&self->task);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self);
}

/* Ends every step that is still under way; the processes go at once. */
static GTask *
finish (Opening *self)
{
  g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_clear_pointer (&self->reader, recto_reader_free);
  if (self->document != NULL)
    recto_document_close (self->document);
  g_clear_object (&self->document);
  return g_steal_pointer (&self->result);
}

static void
fail (Opening *self, const GError *error)
{
  g_autoptr (GTask) result = finish (self);

  recto_task_fail_result (self->task, result, error);
  opening_unref (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Opening *self = user_data;
  g_autoptr (GTask) result = finish (self);

  g_task_return_error (result, recto_task_dup_error (self->task));
  opening_unref (self);
  return G_SOURCE_REMOVE;
}

/* A document that was opened and that nobody took. */
static void
close_unclaimed (gpointer data)
{
  recto_document_close (data);
  g_object_unref (data);
}

static void
ready_cb (RectoDocument *document, gpointer data)
{
  Opening *self = data;
  g_autoptr (RectoDocument) ready = NULL;
  g_autoptr (GTask) result = NULL;
  const GError *gave_up = recto_reader_get_error (recto_document_get_reader (document));
  g_autoptr (GError) error = gave_up != NULL ? g_error_copy (gave_up) : NULL;

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  /* Ended just before: the cancel source is about to say so. */
  if (!recto_task_succeed (self->task))
    return;
  ready = g_steal_pointer (&self->document);
  result = finish (self);
  g_task_return_pointer (result, g_steal_pointer (&ready), close_unclaimed);
  opening_unref (self);
}

static void
opened_cb (const RectoMessageOpened *opened, gpointer data)
{
  Opening *self = data;

  self->document = recto_document_new (self->engine, self->file, g_steal_pointer (&self->reader),
                                       opened, &self->style, ready_cb, self);
}

static void
gave_up_cb (const GError *error, gpointer data)
{
  fail (data, error);
}

static const RectoReaderCallbacks reader_callbacks = { opened_cb, gave_up_cb, NULL };

static void
file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = recto_file_source_dup_plain_name (self->file);
  RectoFileFacts facts = { 0 };
  int fd = recto_file_source_open_finish (result, &facts, &error);

  if (self->result != NULL && fd < 0)
    fail (self, error);
  else if (self->result != NULL)
    {
      recto_task_set_timeout_ms (self->task,
                                 recto_task_kind_default_timeout_ms (RECTO_TASK_OPEN) +
                                     recto_task_get_elapsed (self->task) / G_TIME_SPAN_MILLISECOND);
      self->reader = recto_reader_new (self->engine, fd, &facts, name, self->password,
                                       &reader_callbacks, self);
      recto_reader_set_style (self->reader, &self->style);
      recto_reader_open (self->reader);
    }
  else
    recto_file_source_close (fd);
  opening_unref (self);
}

static void
announce_cb (RectoTask *task, gpointer data)
{
  Opening *self = data;

  recto_engine_add_opening_task (self->engine, task);
}

void
recto_document_open_styled_async (RectoEngine *engine,
                                  GFile *file,
                                  const char *password,
                                  const RectoTextStyle *style,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Opening *self;
  g_autofree char *name = NULL;

  g_return_if_fail (RECTO_IS_ENGINE (engine));
  g_return_if_fail (G_IS_FILE (file));

  self = g_new0 (Opening, 1);
  g_ref_count_init (&self->refs);
  self->engine = g_object_ref (engine);
  self->file = g_object_ref (file);
  self->password = g_strdup (password);
  self->style = style != NULL ? recto_text_style_clamp (style) : RECTO_TEXT_STYLE_USUAL;
  self->task = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FOREGROUND, cancellable);
  name = g_file_get_basename (file);
  recto_task_set_subject (self->task, name);
  self->result = g_task_new (engine, NULL, callback, user_data);
  g_task_set_source_tag (self->result, recto_document_open_styled_async);
  recto_task_attach_to_result (self->task, self->result);
  self->cancel_source = g_cancellable_source_new (recto_task_get_cancellable (self->task));
  g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
  if (!recto_task_start (self->task))
    return;
  recto_engine_add_opening_task (engine, self->task);
  g_ref_count_inc (&self->refs);
  recto_file_source_open_async (file, self->task, announce_cb, self, file_cb, self);
}

void
recto_document_open_async (RectoEngine *engine,
                           GFile *file,
                           const char *password,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  recto_document_open_styled_async (engine, file, password, NULL, cancellable, callback, user_data);
}

RectoDocument *
recto_document_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
