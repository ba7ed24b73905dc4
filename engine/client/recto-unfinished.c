/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-unfinished.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_PREFIX ".recto-"
#define NAME_SUFFIX ".part"
#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define N_LETTERS 6

/* A note is the address of a file; longer ones are none of ours. */
#define MAX_NOTE (16 * 1024)
/* The medium that a file is on may be away; after this long nobody expects it back. Seconds. */
#define MAX_AGE (60 * 24 * 60 * 60)

struct _RectoUnfinished
{
  gatomicrefcount ref_count;
  char *folder;
  GMutex lock; /* guards what follows */
  GCond changed;
  guint n_at_work;
};

struct _RectoUnfinishedNote
{
  char *path;
  int fd; /* locked */
};

RectoUnfinished *
recto_unfinished_new (const char *folder)
{
  RectoUnfinished *self = g_new0 (RectoUnfinished, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->folder = g_strdup (folder);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

RectoUnfinished *
recto_unfinished_ref (RectoUnfinished *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
recto_unfinished_unref (RectoUnfinished *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->folder, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* ---- Notes ---- */

char *
recto_unfinished_make_name (void)
{
  GString *name = g_string_new (NAME_PREFIX);

  for (guint i = 0; i < N_LETTERS; i++)
    g_string_append_c (name, NAME_LETTERS[g_random_int_range (0, strlen (NAME_LETTERS))]);
  g_string_append (name, NAME_SUFFIX);
  return g_string_free_and_steal (name);
}

static gboolean
is_name_of_ours (const char *name)
{
  const char *letters = name + strlen (NAME_PREFIX);

  return g_str_has_prefix (name, NAME_PREFIX) && strspn (letters, NAME_LETTERS) == N_LETTERS &&
         g_str_equal (letters + N_LETTERS, NAME_SUFFIX);
}

/* A file that is locked, and still there: another viewer may have taken it, while it was not
 * locked yet, for one of a viewer that is no more. */
static RectoUnfinishedNote *
make_note (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "XXXXXX", NULL);
  g_autofd int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  RectoUnfinishedNote *note;
  struct stat facts;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0 || fstat (fd, &facts) != 0 ||
      facts.st_nlink == 0)
    return NULL;
  note = g_new0 (RectoUnfinishedNote, 1);
  note->path = g_steal_pointer (&path);
  note->fd = g_steal_fd (&fd);
  return note;
}

RectoUnfinishedNote *
recto_unfinished_note (RectoUnfinished *self, GFile *temporary)
{
  g_autofree char *address = g_file_get_uri (temporary);
  g_autoptr (RectoUnfinishedNote) note = NULL;
  size_t length = strlen (address);

  g_mkdir_with_parents (self->folder, 0700);
  for (guint i = 0; i < 10 && note == NULL; i++)
    note = make_note (self->folder);
  if (note == NULL)
    return NULL;
  if (write (note->fd, address, length) != (ssize_t) length)
    {
      recto_unfinished_note_remove (g_steal_pointer (&note));
      return NULL;
    }
  return g_steal_pointer (&note);
}

void
recto_unfinished_note_remove (RectoUnfinishedNote *note)
{
  g_unlink (note->path);
  recto_unfinished_note_free (note);
}

void
recto_unfinished_note_free (RectoUnfinishedNote *note)
{
  g_clear_fd (&note->fd, NULL);
  g_clear_pointer (&note->path, g_free);
  g_free (note);
}

/* ---- Cleaning ---- */

static GFile *
read_note (int fd)
{
  g_autofree char *address = g_malloc0 (MAX_NOTE + 1);
  ssize_t length = read (fd, address, MAX_NOTE);
  g_autoptr (GFile) file = NULL;
  g_autofree char *name = NULL;

  if (length <= 0 || memchr (address, '\0', length) != NULL || !g_uri_is_valid (address, 0, NULL))
    return NULL;
  file = g_file_new_for_uri (address);
  name = g_file_get_basename (file);
  return name != NULL && is_name_of_ours (name) ? g_steal_pointer (&file) : NULL;
}

static gboolean
is_regular (GFile *file, GCancellable *cancellable)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable) ==
         G_FILE_TYPE_REGULAR;
}

/* FALSE: it may be there another time. */
static gboolean
delete_temporary (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (is_regular (file, cancellable))
    return g_file_delete (file, cancellable, NULL);
  return folder == NULL || g_file_query_exists (folder, cancellable);
}

static void
clean_note (const char *path, GCancellable *cancellable)
{
  g_autofd int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autoptr (GFile) temporary = NULL;
  struct stat facts;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0 || fstat (fd, &facts) != 0 ||
      !S_ISREG (facts.st_mode))
    return;
  temporary = read_note (fd);
  if (temporary == NULL || delete_temporary (temporary, cancellable) ||
      facts.st_mtime + MAX_AGE < g_get_real_time () / G_USEC_PER_SEC)
    g_unlink (path);
}

static void
clean_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RectoUnfinished *self = data;
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (folder != NULL && !g_cancellable_is_cancelled (cancellable) &&
         (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      clean_note (path, cancellable);
    }
  g_task_return_boolean (task, TRUE);
}

void
recto_unfinished_clean_async (RectoUnfinished *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_unfinished_clean_async);
  g_task_set_task_data (task, recto_unfinished_ref (self), (GDestroyNotify) recto_unfinished_unref);
  g_task_run_in_thread (task, clean_cb);
}

gboolean
recto_unfinished_clean_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Work ---- */

void
recto_unfinished_begin (RectoUnfinished *self)
{
  g_mutex_lock (&self->lock);
  self->n_at_work++;
  g_mutex_unlock (&self->lock);
}

void
recto_unfinished_end (RectoUnfinished *self)
{
  g_mutex_lock (&self->lock);
  self->n_at_work--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

gboolean
recto_unfinished_wait (RectoUnfinished *self, guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  gboolean ended;

  g_mutex_lock (&self->lock);
  while (self->n_at_work > 0 && g_cond_wait_until (&self->changed, &self->lock, until))
    continue;
  ended = self->n_at_work == 0;
  g_mutex_unlock (&self->lock);
  return ended;
}
