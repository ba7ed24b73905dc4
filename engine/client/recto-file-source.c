/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-source.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

/* A copy of a remote file or a pipe may be so large, bytes. */
#define MAX_COPY ((gsize) 4 << 30)
#define CHUNK (256 * 1024)

static void
set_errno_error (GError **error, GFile *file, int code)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name != NULL ? name : "");

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", shown, g_strerror (code));
}

static gboolean
is_anonymous_pipe (int fd)
{
  struct statfs facts;

  return fstatfs (fd, &facts) == 0 && facts.f_type == PIPEFS_MAGIC;
}

static const char *
describe_kind (mode_t mode)
{
  if (S_ISDIR (mode))
    return _ ("This is a folder, not a document.");
  if (S_ISFIFO (mode))
    return _ ("This is a named pipe, not a document.");
  return _ ("This is a device, not a document.");
}

/* An unlinked file that nobody else can find. */
static int
open_scratch (GError **error)
{
  const char *folders[] = { g_get_user_cache_dir (), g_get_tmp_dir () };
  g_autofree char *name = NULL;
  int fd;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_mkdir_with_parents (folders[i], 0700);
      fd = open (folders[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
      if (fd >= 0)
        return fd;
    }
  fd = g_file_open_tmp ("recto-XXXXXX", &name, error);
  if (fd >= 0)
    g_unlink (name);
  return fd;
}

/* The scratch file's own descriptor can write: the host is given one that only reads. */
static int
reopen_for_reading (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  return open (path, O_RDONLY | O_CLOEXEC);
}

static gboolean
copy_all (GInputStream *from,
          GOutputStream *to,
          goffset size,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gsize done = 0;
  gssize length;

  while ((length = g_input_stream_read (from, chunk, CHUNK, cancellable, error)) > 0)
    {
      done += length;
      if (done > MAX_COPY)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _ ("This document is larger than the %u GB that are copied at most."),
                       (guint) (MAX_COPY >> 30));
          return FALSE;
        }
      if (!g_output_stream_write_all (to, chunk, length, NULL, cancellable, error))
        return FALSE;
      if (size > 0)
        recto_task_set_progress (recto_task_current (), MIN (1.0, (double) done / size));
    }
  return length == 0;
}

static int
copy_to_scratch (GInputStream *from, goffset size, GCancellable *cancellable, GError **error)
{
  g_autofd int scratch = open_scratch (error);
  g_autoptr (GOutputStream) to = NULL;

  if (scratch < 0)
    return -1;
  /* Copying has a limit of its own: the one of opening counts for reading what has come. */
  recto_task_set_timeout_ms (recto_task_get_parent (recto_task_current ()), 0);
  to = g_unix_output_stream_new (scratch, FALSE);
  if (!copy_all (from, to, size, cancellable, error))
    return -1;
  return reopen_for_reading (scratch);
}

static int
fetch_remote (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) from = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;

  if (from == NULL)
    return -1;
  info = g_file_input_stream_query_info (from, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  return copy_to_scratch (G_INPUT_STREAM (from), info != NULL ? g_file_info_get_size (info) : 0,
                          cancellable, error);
}

static int
open_local (GFile *file, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  g_autoptr (GInputStream) pipe = NULL;
  struct stat facts;

  if (fd < 0 || fstat (fd, &facts) != 0)
    {
      set_errno_error (error, file, errno);
      return -1;
    }
  if (S_ISFIFO (facts.st_mode) && is_anonymous_pipe (fd))
    {
      pipe = g_unix_input_stream_new (fd, FALSE);
      return copy_to_scratch (pipe, 0, cancellable, error);
    }
  if (!S_ISREG (facts.st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                           describe_kind (facts.st_mode));
      return -1;
    }
  return g_steal_fd (&fd);
}

static gpointer
close_in_thread (gpointer data)
{
  g_close (GPOINTER_TO_INT (data), NULL);
  return NULL;
}

/* A thread of its own: those that are shared are not to wait all for the same server. */
void
recto_file_source_close (int fd)
{
  GThread *thread;

  if (fd < 0)
    return;
  thread = g_thread_try_new ("recto-close", close_in_thread, GINT_TO_POINTER (fd), NULL);
  if (thread != NULL)
    g_thread_unref (thread);
  else
    g_close (fd, NULL);
}

typedef struct
{
  int fd;
  RectoFileFacts facts;
} OpenFile;

static void
free_open_file (gpointer data)
{
  OpenFile *self = data;

  if (self == NULL)
    return;
  recto_file_source_close (self->fd);
  g_free (self);
}

static OpenFile *
pack (int fd, const struct stat *facts)
{
  OpenFile *self = g_new0 (OpenFile, 1);

  self->fd = fd;
  self->facts.size = facts->st_size;
  self->facts.modified = facts->st_mtim.tv_sec * G_USEC_PER_SEC + facts->st_mtim.tv_nsec / 1000;
  return self;
}

static gpointer
open_in_thread (RectoTask *task, gpointer data, GCancellable *cancellable, GError **error)
{
  GFile *file = data;
  g_autofree char *path = g_file_get_path (file);
  g_autofd int fd = -1;
  struct stat facts;

  if (g_file_is_native (file) && path != NULL)
    fd = open_local (file, path, cancellable, error);
  else
    fd = fetch_remote (file, cancellable, error);
  if (fd < 0)
    return NULL;
  if (fstat (fd, &facts) != 0)
    {
      set_errno_error (error, file, errno);
      return NULL;
    }
  if (facts.st_size == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("This file is empty."));
      return NULL;
    }
  return pack (g_steal_fd (&fd), &facts);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OpenFile *open_file = recto_task_run_finish (RECTO_TASK (source), result, &error);

  if (open_file != NULL)
    g_task_return_pointer (task, open_file, free_open_file);
  else
    g_task_return_error (task, error);
}

void
recto_file_source_open_async (GFile *file,
                              RectoTask *parent,
                              RectoFileSourceAnnounce announce,
                              gpointer announce_data,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *result = g_task_new (file, NULL, callback, user_data);
  g_autoptr (RectoTask) task =
      recto_task_new_child (parent, RECTO_TASK_FETCH, RECTO_TASK_FOREGROUND, NULL);
  g_autofree char *name = g_file_get_basename (file);

  g_task_set_source_tag (result, recto_file_source_open_async);
  recto_task_set_subject (task, name);
  if (!g_file_is_native (file))
    announce (task, announce_data);
  recto_task_run_async (task, open_in_thread, g_object_ref (file), g_object_unref, free_open_file,
                        opened_cb, result);
}

int
recto_file_source_open_finish (GAsyncResult *result, RectoFileFacts *facts, GError **error)
{
  OpenFile *open_file = g_task_propagate_pointer (G_TASK (result), error);
  int fd;

  if (open_file == NULL)
    return -1;
  *facts = open_file->facts;
  fd = g_steal_fd (&open_file->fd);
  free_open_file (open_file);
  return fd;
}

/* Names that document readers know, by the endings that people use. */
static const char *
reader_extension (const char *extension)
{
  static const char *const same_as_text[] = { "md", "markdown", "log", "text", "asc", "csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (same_as_text); i++)
    if (g_ascii_strcasecmp (extension, same_as_text[i]) == 0)
      return "txt";
  return extension;
}

char *
recto_file_source_dup_plain_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  gsize length = dot != NULL ? strlen (dot + 1) : 0;

  if (length == 0 || length > 8)
    return g_strdup ("document");
  for (const char *c = dot + 1; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return g_strdup ("document");
  return g_strconcat ("document.", reader_extension (dot + 1), NULL);
}
