/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "recto-error.h"
#include "recto-part-file.h"

/* At most so much is written between two looks at whether to go on, bytes. */
#define CHUNK (256 * 1024)
#define PIPE_SIZE (1024 * 1024)
/* How often the room is looked at, bytes, and how much of it is left alone: so much, or one part in
 * a hundred of a small file system. */
#define ROOM_STEP ((guint64) 32 << 20)
#define ROOM_RESERVE ((guint64) 16 << 20)
/* How often it is told how far it is, microseconds. */
#define TELL_EVERY (100 * 1000)

struct _RectoFileWriter
{
  gatomicrefcount ref_count;
  GFile *destination;
  RectoFileWriterFlags flags;
  RectoUnfinished *unfinished;
  guint64 claimed;
  guint64 stored;
  int pipe;          /* the end to read from */
  int verdict;       /* an eventfd: readable once it is settled */
  int verdict_error; /* why there is none; 0: there is */
  guint number;

  GMutex lock; /* guards what follows */
  gboolean settled;
  guint64 settled_bytes;
  GError *settled_error;
  GError *limit_error;
};

/* What the thread has of its own. */
typedef struct
{
  RectoFileWriter *writer;
  RectoTask *task;
  GCancellable *cancellable;
  GPollFD cancelled; /* fd is -1 where there is none */
  RectoPartFile *file;
  guint8 *chunk;
  guint64 written;
  guint64 next_look; /* at the room, in bytes written */
  gint64 told;
  gboolean ended; /* the pipe has */
} Writing;

RectoFileWriter *
recto_file_writer_new (GFile *destination, RectoFileWriterFlags flags, RectoUnfinished *unfinished)
{
  RectoFileWriter *self = g_new0 (RectoFileWriter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->destination = g_object_ref (destination);
  self->flags = flags;
  self->unfinished = recto_unfinished_ref (unfinished);
  self->number = 1;
  self->pipe = -1;
  self->verdict = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->verdict_error = self->verdict < 0 ? errno : 0;
  g_mutex_init (&self->lock);
  return self;
}

RectoFileWriter *
recto_file_writer_ref (RectoFileWriter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
recto_file_writer_unref (RectoFileWriter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_fd (&self->pipe, NULL);
  g_clear_fd (&self->verdict, NULL);
  g_clear_error (&self->settled_error);
  g_clear_error (&self->limit_error);
  g_clear_object (&self->destination);
  g_clear_pointer (&self->unfinished, recto_unfinished_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
recto_file_writer_set_sizes (RectoFileWriter *self, guint64 claimed, guint64 stored)
{
  self->claimed = claimed;
  self->stored = stored;
}

void
recto_file_writer_set_number (RectoFileWriter *self, guint number)
{
  self->number = number;
}

guint
recto_file_writer_get_number (RectoFileWriter *self)
{
  return self->number;
}

int
recto_file_writer_open_pipe (RectoFileWriter *self, GError **error)
{
  int ends[2];
  int code = self->verdict_error;

  if (code == 0 && pipe2 (ends, O_CLOEXEC) != 0)
    code = errno;
  if (code != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
      return -1;
    }
  /* The user may have too many pipes for one of this size: then it is slower. */
  fcntl (ends[0], F_SETPIPE_SZ, PIPE_SIZE);
  self->pipe = ends[0];
  return ends[1];
}

void
recto_file_writer_settle (RectoFileWriter *self, guint64 bytes, const GError *error)
{
  g_mutex_lock (&self->lock);
  if (!self->settled)
    {
      self->settled = TRUE;
      self->settled_bytes = bytes;
      self->settled_error = error != NULL ? g_error_copy (error) : NULL;
      eventfd_write (self->verdict, 1);
    }
  g_mutex_unlock (&self->lock);
}

GError *
recto_file_writer_dup_limit_error (RectoFileWriter *self)
{
  GError *error;

  g_mutex_lock (&self->lock);
  error = self->limit_error != NULL ? g_error_copy (self->limit_error) : NULL;
  g_mutex_unlock (&self->lock);
  return error;
}

/* ---- The thread: limits ---- */

static gboolean
has_limits (Writing *writing)
{
  return (writing->writer->flags & RECTO_FILE_WRITER_NO_LIMITS) == 0;
}

static GError *
make_room_error (guint64 needed, guint64 room)
{
  g_autofree char *needed_text = g_format_size (needed);
  g_autofree char *room_text = g_format_size (room);

  /* Translators: two sizes, such as "2.1 GB". */
  return g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                      _ ("This file takes %s, and there are %s free."), needed_text, room_text);
}

/* A claim may be a lie, so that it is the user who decides about it. */
static gboolean
check_claim (Writing *writing)
{
  RectoFileWriter *writer = writing->writer;
  guint64 room;
  guint64 size;

  if (!has_limits (writing) || !recto_part_file_get_room (writing->file, &room, &size) ||
      writer->claimed <= room)
    return TRUE;
  g_mutex_lock (&writer->lock);
  writer->limit_error = make_room_error (writer->claimed, room);
  g_mutex_unlock (&writer->lock);
  recto_task_cancel (writing->task, RECTO_CANCEL_LIMIT);
  return FALSE;
}

static gboolean
check_room (Writing *writing, GError **error)
{
  guint64 room;
  guint64 size;

  if (writing->written < writing->next_look)
    return TRUE;
  writing->next_look = writing->written + ROOM_STEP;
  if (!recto_part_file_get_room (writing->file, &room, &size) ||
      room >= MIN (ROOM_RESERVE, size / 100))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _ ("There is no more room for this file."));
  return FALSE;
}

static gboolean
check_growth (Writing *writing)
{
  if (!has_limits (writing) || writing->written <= RECTO_FILE_WRITER_MAX_GROWN ||
      writing->written / RECTO_FILE_WRITER_MAX_RATIO <= writing->writer->stored)
    return TRUE;
  recto_task_cancel (writing->task, RECTO_CANCEL_LIMIT);
  return FALSE;
}

/* ---- The thread: bytes ---- */

static void
tell (Writing *writing, gboolean now)
{
  gint64 time = g_get_monotonic_time ();

  if (!now && time - writing->told < TELL_EVERY)
    return;
  writing->told = time;
  recto_task_set_amount (writing->task, writing->written, writing->writer->claimed);
}

/* FALSE: it is to end. */
static gboolean
write_chunk (Writing *writing, gsize length, GError **error)
{
  if (!recto_part_file_write (writing->file, writing->chunk, length, writing->cancellable, error))
    return FALSE;
  writing->written += length;
  tell (writing, FALSE);
  return check_growth (writing) && check_room (writing, error);
}

static gboolean
read_chunk (Writing *writing, GError **error)
{
  ssize_t length = read (writing->writer->pipe, writing->chunk, CHUNK);

  if (length > 0)
    return write_chunk (writing, length, error);
  if (length == 0)
    writing->ended = TRUE;
  else if (errno != EINTR && errno != EAGAIN)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

/* Until there is something to read or to know. A pipe that has ended is always ready, so it is no
 * longer looked at then. FALSE: cancelled. */
static gboolean
wait_for_more (Writing *writing, gboolean settled, gboolean *readable)
{
  struct pollfd waits[] = {
    { .fd = writing->ended ? -1 : writing->writer->pipe, .events = POLLIN },
    { .fd = settled ? -1 : writing->writer->verdict, .events = POLLIN },
    { .fd = writing->cancelled.fd, .events = POLLIN },
  };

  while (poll (waits, G_N_ELEMENTS (waits), -1) < 0 && errno == EINTR)
    continue;
  *readable = waits[0].revents != 0;
  return !g_cancellable_is_cancelled (writing->cancellable);
}

/* FALSE: it was settled that all is not coming. */
static gboolean
get_verdict (Writing *writing, gboolean *settled, guint64 *bytes, GError **error)
{
  RectoFileWriter *writer = writing->writer;
  g_autoptr (GError) failure = NULL;

  g_mutex_lock (&writer->lock);
  *settled = writer->settled;
  *bytes = writer->settled_bytes;
  failure = writer->settled_error != NULL ? g_error_copy (writer->settled_error) : NULL;
  g_mutex_unlock (&writer->lock);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_whole (Writing *writing, guint64 bytes, GError **error)
{
  if (writing->written == bytes)
    return TRUE;
  g_set_error_literal (error, RECTO_ERROR, RECTO_ERROR_DAMAGED,
                       _ ("What came of this file is not all of it."));
  return FALSE;
}

/* Whether all has come: the end of the pipe, and the word of whoever filled it, which must agree.
 * Only the word counts where something keeps the pipe open, and where no pipe could be had it has
 * been given before. */
static gboolean
copy_all (Writing *writing, GError **error)
{
  gboolean settled;
  gboolean readable;
  guint64 bytes;

  while (get_verdict (writing, &settled, &bytes, error))
    {
      if (settled && (writing->ended || writing->written >= bytes))
        return check_whole (writing, bytes, error);
      if (!wait_for_more (writing, settled, &readable) ||
          (readable && !read_chunk (writing, error)))
        return FALSE;
    }
  return FALSE;
}

/* ---- The thread: the file ---- */

static gboolean
enter_critical (RectoTask *task)
{
  RectoTask *parent = recto_task_get_parent (task);

  if (parent != NULL && !recto_task_enter_critical (parent))
    return FALSE;
  if (recto_task_enter_critical (task))
    return TRUE;
  /* The parent may have been asked to stop in between: that is put off for nothing. */
  if (parent != NULL)
    recto_task_leave_critical (parent);
  return FALSE;
}

static GFile *
write_file (Writing *writing, GError **error)
{
  if (!check_claim (writing) || !copy_all (writing, error))
    return NULL;
  tell (writing, TRUE);
  if (!recto_part_file_sync (writing->file, writing->cancellable, error) ||
      !enter_critical (writing->task))
    return NULL;
  return recto_part_file_finish (writing->file, &writing->writer->number, error);
}

static GFile *
make_file (Writing *writing, GError **error)
{
  RectoFileWriter *writer = writing->writer;
  const gboolean replace = (writer->flags & RECTO_FILE_WRITER_REPLACE) != 0;
  GFile *file;

  writing->file = recto_part_file_new (writer->destination, replace, writer->unfinished,
                                       writing->cancellable, error);
  if (writing->file == NULL)
    return NULL;
  writing->chunk = g_malloc (CHUNK);
  if (!g_cancellable_make_pollfd (writing->cancellable, &writing->cancelled))
    writing->cancelled.fd = -1;
  file = write_file (writing, error);
  if (writing->cancelled.fd >= 0)
    g_cancellable_release_fd (writing->cancellable);
  g_clear_pointer (&writing->chunk, g_free);
  return file;
}

/* NULL without an error: the task has ended. */
static gpointer
write_in_thread (RectoTask *task, gpointer data, GCancellable *cancellable, GError **error)
{
  RectoFileWriter *self = data;
  Writing writing = {
    .writer = self, .task = task, .cancellable = cancellable, .next_look = ROOM_STEP
  };
  GFile *file = NULL;

  /* In this order: whoever cancels and then waits either waits for this or finds nothing made. */
  recto_unfinished_begin (self->unfinished);
  if (!g_cancellable_is_cancelled (cancellable))
    file = make_file (&writing, error);
  /* Whoever still writes hears that nobody reads. */
  g_clear_fd (&self->pipe, NULL);
  g_clear_pointer (&writing.file, recto_part_file_free);
  recto_unfinished_end (self->unfinished);
  if (recto_task_is_done (task))
    recto_task_log_stopped (task);
  return file;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = recto_task_run_finish (RECTO_TASK (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, file, g_object_unref);
}

void
recto_file_writer_run_async (RectoFileWriter *self,
                             RectoTask *task,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *answer;

  g_return_if_fail (self != NULL);
  g_return_if_fail (RECTO_IS_TASK (task));

  answer = g_task_new (task, NULL, callback, user_data);
  g_task_set_source_tag (answer, recto_file_writer_run_async);
  recto_task_run_async (task, write_in_thread, recto_file_writer_ref (self),
                        (GDestroyNotify) recto_file_writer_unref, g_object_unref, written_cb,
                        answer);
}

GFile *
recto_file_writer_run_finish (RectoTask *task, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, task), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
