/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-content.h"

struct _RectoAttachmentContent
{
  GdkContentProvider parent_instance;
  GFile *folder;      /* (nullable): until it is known */
  GdkFileList *files; /* (nullable): until they are there */
  GError *error;      /* (nullable) */
  GPtrArray *waiting; /* of GTask with a Request */
};

/* Somebody wants the files written down in one of the ways there are. */
typedef struct
{
  char *mime_type;
  GOutputStream *stream;
} Request;

G_DEFINE_FINAL_TYPE (RectoAttachmentContent, recto_attachment_content, GDK_TYPE_CONTENT_PROVIDER)

static void
request_free (Request *request)
{
  g_free (request->mime_type);
  g_object_unref (request->stream);
  g_free (request);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
answer (RectoAttachmentContent *self, GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_auto (GValue) value = G_VALUE_INIT;

  if (self->files == NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, self->files);
  gdk_content_serialize_async (request->stream, request->mime_type, &value,
                               g_task_get_priority (task), g_task_get_cancellable (task),
                               written_cb, g_object_ref (task));
}

static void
answer_all (RectoAttachmentContent *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    answer (self, g_ptr_array_index (waiting, i));
}

gboolean
recto_attachment_content_is_settled (RectoAttachmentContent *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_CONTENT (self), TRUE);

  return self->files != NULL || self->error != NULL;
}

void
recto_attachment_content_give (RectoAttachmentContent *self, GdkFileList *files)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_CONTENT (self));
  g_return_if_fail (files != NULL);

  if (recto_attachment_content_is_settled (self))
    return;
  self->files = g_boxed_copy (GDK_TYPE_FILE_LIST, files);
  answer_all (self);
}

void
recto_attachment_content_fail (RectoAttachmentContent *self, const GError *error)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_CONTENT (self));
  g_return_if_fail (error != NULL);

  if (recto_attachment_content_is_settled (self))
    return;
  self->error = g_error_copy (error);
  answer_all (self);
}

void
recto_attachment_content_set_folder (RectoAttachmentContent *self, GFile *folder)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_CONTENT (self));
  g_return_if_fail (G_IS_FILE (folder));

  g_set_object (&self->folder, folder);
}

GFile *
recto_attachment_content_get_folder (RectoAttachmentContent *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_CONTENT (self), NULL);

  return self->folder;
}

RectoAttachmentContent *
recto_attachment_content_new (void)
{
  return g_object_new (RECTO_TYPE_ATTACHMENT_CONTENT, NULL);
}

/* All ways to write down a list of files that the toolkit knows, but not the list itself: nobody
 * could wait for that. */
static GdkContentFormats *
recto_attachment_content_ref_formats (GdkContentProvider *provider)
{
  g_autoptr (GdkContentFormats) list = gdk_content_formats_new_for_gtype (GDK_TYPE_FILE_LIST);
  g_autoptr (GdkContentFormats) all =
      gdk_content_formats_union_serialize_mime_types (g_steal_pointer (&list));
  gsize n_types = 0;
  const char *const *types = gdk_content_formats_get_mime_types (all, &n_types);

  return gdk_content_formats_new ((const char **) types, (guint) n_types);
}

static void
recto_attachment_content_write_mime_type_async (GdkContentProvider *provider,
                                                const char *mime_type,
                                                GOutputStream *stream,
                                                int io_priority,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  RectoAttachmentContent *self = RECTO_ATTACHMENT_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->mime_type = g_strdup (mime_type);
  request->stream = g_object_ref (stream);
  g_task_set_source_tag (task, recto_attachment_content_write_mime_type_async);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (recto_attachment_content_is_settled (self))
    answer (self, task);
  else
    g_ptr_array_add (self->waiting, g_steal_pointer (&task));
}

static gboolean
recto_attachment_content_write_mime_type_finish (GdkContentProvider *provider,
                                                 GAsyncResult *result,
                                                 GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
recto_attachment_content_finalize (GObject *object)
{
  RectoAttachmentContent *self = RECTO_ATTACHMENT_CONTENT (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  if (self->files != NULL)
    g_boxed_free (GDK_TYPE_FILE_LIST, self->files);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (recto_attachment_content_parent_class)->finalize (object);
}

static void
recto_attachment_content_class_init (RectoAttachmentContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = recto_attachment_content_finalize;
  provider_class->ref_formats = recto_attachment_content_ref_formats;
  provider_class->write_mime_type_async = recto_attachment_content_write_mime_type_async;
  provider_class->write_mime_type_finish = recto_attachment_content_write_mime_type_finish;
}

static void
recto_attachment_content_init (RectoAttachmentContent *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}
