/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-part-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recto-file-name.h"

#define MAX_NUMBER 1000000

struct _RectoPartFile
{
  GFile *folder;
  char *name; /* as it is to be called */
  gboolean replace;
  char *part_name;
  GFile *part;
  RectoUnfinishedNote *note; /* (nullable) */
  gboolean made;
  gboolean named;
  /* On the local file system: the folder stays the same, wherever it is moved to. Else -1. */
  int folder_fd;
  int fd;
  mode_t mode; /* of the file that is to be replaced, as far as it says who may read; else 0 */
  GOutputStream *stream; /* (nullable): elsewhere */
};

static void
set_errno_error (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
}

/* ---- Making ---- */

static gboolean
is_local (RectoPartFile *self)
{
  return self->folder_fd >= 0;
}

static gboolean
open_folder (RectoPartFile *self, const char *path, GError **error)
{
  struct stat facts;

  self->folder_fd = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (self->folder_fd < 0)
    {
      set_errno_error (error, errno);
      return FALSE;
    }
  if (fstatat (self->folder_fd, self->name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
    {
      if (errno == ENOENT)
        return TRUE;
      set_errno_error (error, errno);
      return FALSE;
    }
  if (self->replace && S_ISDIR (facts.st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                           _ ("There is a folder of this name."));
      return FALSE;
    }
  if (self->replace && S_ISREG (facts.st_mode))
    self->mode = facts.st_mode & 0666;
  return TRUE;
}

static void
choose_part_name (RectoPartFile *self, RectoUnfinished *unfinished)
{
  g_clear_pointer (&self->part_name, g_free);
  g_clear_object (&self->part);
  g_clear_pointer (&self->note, recto_unfinished_note_remove);
  self->part_name = recto_unfinished_make_name ();
  self->part = g_file_get_child (self->folder, self->part_name);
  self->note = recto_unfinished_note (unfinished, self->part);
}

static gboolean
make_part (RectoPartFile *self, GCancellable *cancellable, GError **error)
{
  if (is_local (self))
    {
      self->fd = openat (self->folder_fd, self->part_name,
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
      if (self->fd < 0)
        set_errno_error (error, errno);
      /* What was private stays so; where that cannot be had, the file system has no such rights. */
      else if (self->mode != 0 && fchmod (self->fd, self->mode) != 0)
        g_debug ("Cannot keep a file's permissions: %s", g_strerror (errno));
      return self->fd >= 0;
    }
  self->stream =
      G_OUTPUT_STREAM (g_file_create (self->part, G_FILE_CREATE_NONE, cancellable, error));
  return self->stream != NULL;
}

RectoPartFile *
recto_part_file_new (GFile *destination,
                     gboolean replace,
                     RectoUnfinished *unfinished,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (RectoPartFile) self = g_new0 (RectoPartFile, 1);
  g_autofree char *path = NULL;

  self->folder_fd = -1;
  self->fd = -1;
  self->replace = replace;
  self->folder = g_file_get_parent (destination);
  self->name = g_file_get_basename (destination);
  if (self->folder == NULL || self->name == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                           _ ("Nothing can be saved there."));
      return NULL;
    }
  path = g_file_is_native (self->folder) ? g_file_get_path (self->folder) : NULL;
  if (path != NULL && !open_folder (self, path, error))
    return NULL;
  for (guint i = 0; !self->made; i++)
    {
      g_autoptr (GError) local_error = NULL;

      choose_part_name (self, unfinished);
      self->made = make_part (self, cancellable, &local_error);
      if (!self->made && (i > 100 || !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS)))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

/* ---- Ending ---- */

static gboolean
delete_part (RectoPartFile *self)
{
  g_autoptr (GError) error = NULL;

  if (is_local (self))
    return unlinkat (self->folder_fd, self->part_name, 0) == 0 || errno == ENOENT;
  return g_file_delete (self->part, NULL, &error) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
close_part (RectoPartFile *self)
{
  g_clear_fd (&self->fd, NULL);
  if (self->stream != NULL)
    g_output_stream_close (self->stream, NULL, NULL);
  g_clear_object (&self->stream);
}

void
recto_part_file_free (RectoPartFile *self)
{
  gboolean gone;

  if (self->named)
    {
      close_part (self);
      gone = TRUE;
    }
  else
    {
      /* The name goes first: to free what was written may take a while. */
      gone = !self->made || (is_local (self) && delete_part (self));
      close_part (self);
      gone = gone || delete_part (self);
    }
  if (self->note != NULL && gone)
    recto_unfinished_note_remove (g_steal_pointer (&self->note));
  g_clear_pointer (&self->note, recto_unfinished_note_free);
  g_clear_fd (&self->folder_fd, NULL);
  g_clear_object (&self->folder);
  g_clear_object (&self->part);
  g_clear_pointer (&self->part_name, g_free);
  g_clear_pointer (&self->name, g_free);
  g_free (self);
}

/* ---- Writing ---- */

gboolean
recto_part_file_get_room (RectoPartFile *self, guint64 *room, guint64 *size)
{
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (self->folder,
                                                             G_FILE_ATTRIBUTE_FILESYSTEM_FREE
                                                             "," G_FILE_ATTRIBUTE_FILESYSTEM_SIZE,
                                                             NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return FALSE;
  *room = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
  *size = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_SIZE);
  return TRUE;
}

static gboolean
write_local (int fd, const guint8 *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      ssize_t written = write (fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          set_errno_error (error, errno);
          return FALSE;
        }
      bytes += written;
      length -= written;
    }
  return TRUE;
}

gboolean
recto_part_file_write (RectoPartFile *self,
                       const void *bytes,
                       gsize length,
                       GCancellable *cancellable,
                       GError **error)
{
  if (is_local (self))
    return write_local (self->fd, bytes, length, error);
  return g_output_stream_write_all (self->stream, bytes, length, NULL, cancellable, error);
}

gboolean
recto_part_file_sync (RectoPartFile *self, GCancellable *cancellable, GError **error)
{
  if (!is_local (self))
    return g_output_stream_close (self->stream, cancellable, error);
  if (fdatasync (self->fd) == 0 || errno == EINVAL || errno == ENOSYS)
    return TRUE;
  set_errno_error (error, errno);
  return FALSE;
}

/* ---- Naming ---- */

/* Where a file system cannot do that in one step, a second name for the file does as well; where
 * it has none of these either, the name is first taken by an empty file. */
static int
rename_without_replacing (int folder, const char *from, const char *to)
{
  g_autofd int taken = -1;
  int code;

  if (renameat2 (folder, from, folder, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
    return errno;
  if (linkat (folder, from, folder, to, 0) == 0)
    {
      unlinkat (folder, from, 0);
      return 0;
    }
  if (errno == EEXIST)
    return EEXIST;
  taken = openat (folder, to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (taken < 0)
    return errno;
  if (renameat (folder, from, folder, to) == 0)
    return 0;
  code = errno;
  unlinkat (folder, to, 0);
  return code;
}

/* Whoever looks at the folder's path finds what is saved there. */
static gboolean
check_folder (RectoPartFile *self, GError **error)
{
  g_autofree char *path = g_file_get_path (self->folder);
  struct stat opened;
  struct stat named;

  if (fstat (self->folder_fd, &opened) == 0 && stat (path, &named) == 0 &&
      opened.st_dev == named.st_dev && opened.st_ino == named.st_ino)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("The folder is no longer there."));
  return FALSE;
}

static gboolean
name_local (RectoPartFile *self, const char *name, GError **error)
{
  int code = 0;

  if (!check_folder (self, error))
    return FALSE;
  if (!self->replace)
    code = rename_without_replacing (self->folder_fd, self->part_name, name);
  else if (renameat (self->folder_fd, self->part_name, self->folder_fd, name) != 0)
    code = errno;
  if (code == 0)
    return TRUE;
  set_errno_error (error, code);
  return FALSE;
}

static gboolean
name_elsewhere (RectoPartFile *self, GFile *destination, const char *name, GError **error)
{
  const GFileCopyFlags flags = G_FILE_COPY_NO_FALLBACK_FOR_MOVE | G_FILE_COPY_NOFOLLOW_SYMLINKS;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFile) renamed = NULL;

  if (g_file_move (self->part, destination, self->replace ? flags | G_FILE_COPY_OVERWRITE : flags,
                   NULL, NULL, NULL, &local_error))
    return TRUE;
  /* Cameras and telephones know no moving, but renaming. */
  if (!self->replace && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_clear_error (&local_error);
      renamed = g_file_set_display_name (self->part, name, NULL, &local_error);
      if (renamed != NULL)
        return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The name lasts when the folder is on the medium; where that cannot be had, nothing is lost. */
static void
sync_folder (RectoPartFile *self)
{
  g_autofd int fd =
      is_local (self) ? openat (self->folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

  if (fd >= 0)
    fsync (fd);
}

static GFile *
finish_as (RectoPartFile *self, const char *name, GError **error)
{
  g_autoptr (GFile) destination = g_file_get_child (self->folder, name);

  self->named = is_local (self) ? name_local (self, name, error)
                                : name_elsewhere (self, destination, name, error);
  if (!self->named)
    return NULL;
  sync_folder (self);
  return g_steal_pointer (&destination);
}

GFile *
recto_part_file_finish (RectoPartFile *self, guint *number, GError **error)
{
  while (TRUE)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *name =
          *number > 1 ? recto_file_name_number (self->name, *number) : g_strdup (self->name);
      GFile *destination = finish_as (self, name, &local_error);

      if (destination != NULL)
        return destination;
      if (self->replace || *number >= MAX_NUMBER ||
          !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      ++*number;
    }
}
