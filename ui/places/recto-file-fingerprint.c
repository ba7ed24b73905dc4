/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-fingerprint.h"

#define PART ((gsize) 64 * 1024)

static gboolean
hash_part (GChecksum *checksum,
           GInputStream *stream,
           guint8 *bytes,
           GCancellable *cancellable,
           GError **error)
{
  gsize length = 0;

  if (!g_input_stream_read_all (stream, bytes, PART, &length, cancellable, error))
    return FALSE;
  g_checksum_update (checksum, bytes, (gssize) length);
  return TRUE;
}

static char *
take_fingerprint (GFile *file, goffset size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *bytes = g_malloc (PART);
  g_autofree char *length = g_strdup_printf ("%" G_GOFFSET_FORMAT, size);

  if (stream == NULL)
    return NULL;
  g_checksum_update (checksum, (const guint8 *) length, -1);
  if (!hash_part (checksum, G_INPUT_STREAM (stream), bytes, cancellable, error))
    return NULL;
  if (size > (goffset) (2 * PART) &&
      !g_seekable_seek (G_SEEKABLE (stream), -(goffset) PART, G_SEEK_END, cancellable, error))
    return NULL;
  if (!hash_part (checksum, G_INPUT_STREAM (stream), bytes, cancellable, error))
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

static void
fingerprint_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = NULL;
  char *fingerprint = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &error);
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not a regular file");
  else if (info != NULL)
    fingerprint = take_fingerprint (file, g_file_info_get_size (info), cancellable, &error);
  if (fingerprint != NULL)
    g_task_return_pointer (task, fingerprint, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
recto_file_fingerprint_async (GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_file_fingerprint_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (!g_file_is_native (file))
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                       "not on this machine");
      return;
    }
  /* A file system that hangs keeps the thread, and nobody else. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, fingerprint_thread);
}

char *
recto_file_fingerprint_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
