/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-opened-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define ENGINE_KEY "recto-opened-files"
#define LOCK_NAME "lock"

/* Each running program holds a shared lock on one file in `root`: whoever gets it alone knows that
 * all folders there are of programs that have ended. */
struct _RectoOpenedFiles
{
  GObject parent_instance;
  char *root;
  GMutex mutex; /* of what follows, which only the tasks' threads use, one at a time */
  int lock;     /* -1 until it is held */
  char *folder; /* (nullable): this program's own */
};

G_DEFINE_FINAL_TYPE (RectoOpenedFiles, recto_opened_files, G_TYPE_OBJECT)

static gboolean
fail (GError **error, const char *path)
{
  const int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

static void remove_tree (GFile *file);

static void
remove_children (GFile *folder)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child = NULL;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    remove_tree (child);
}

/* Looks only into what cannot be removed as it is: a link can, whatever it leads to. */
static void
remove_tree (GFile *file)
{
  g_autoptr (GError) error = NULL;

  if (g_file_delete (file, NULL, &error) ||
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY))
    return;
  remove_children (file);
  g_clear_error (&error);
  if (!g_file_delete (file, NULL, &error))
    g_debug ("left behind: %s", error->message);
}

static void
remove_folders_of_others (RectoOpenedFiles *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->root);
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info = NULL;
  GFile *child = NULL;

  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) &&
         child != NULL)
    if (!g_str_equal (g_file_info_get_name (info), LOCK_NAME) &&
        g_strcmp0 (g_file_peek_path (child), self->folder) != 0)
      remove_tree (child);
}

/* A file that was deleted keeps nobody out. */
static gboolean
is_there (int lock, const char *path)
{
  GStatBuf held;
  GStatBuf found;

  return fstat (lock, &held) == 0 && g_lstat (path, &found) == 0 && held.st_dev == found.st_dev &&
         held.st_ino == found.st_ino;
}

/* Removes what others left, when nobody else runs, and keeps the lock. */
static gboolean
hold_lock (RectoOpenedFiles *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->root, LOCK_NAME, NULL);
  g_autofd int lock = -1;

  if (self->lock >= 0 && is_there (self->lock, path))
    return TRUE;
  g_clear_fd (&self->lock, NULL);
  if (g_mkdir_with_parents (self->root, 0700) != 0 || g_chmod (self->root, 0700) != 0)
    return fail (error, self->root);
  lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock < 0)
    return fail (error, path);
  if (flock (lock, LOCK_EX | LOCK_NB) == 0)
    remove_folders_of_others (self);
  /* Another one that cleans at this moment is waited for. */
  while (flock (lock, LOCK_SH) != 0)
    if (errno != EINTR)
      return fail (error, path);
  self->lock = g_steal_fd (&lock);
  return TRUE;
}

static void
clean_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RectoOpenedFiles *self = source;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) error = NULL;

  /* Where nothing was ever opened there is nothing to make, either. */
  if (!g_file_test (self->root, G_FILE_TEST_IS_DIR) || hold_lock (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Whoever cleans caches may have deleted it meanwhile. */
static gboolean
ensure_own_folder (RectoOpenedFiles *self, GError **error)
{
  g_autofree char *folder = NULL;

  if (!hold_lock (self, error))
    return FALSE;
  if (self->folder != NULL && g_file_test (self->folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_clear_pointer (&self->folder, g_free);
  folder = g_build_filename (self->root, "XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    return fail (error, folder);
  self->folder = g_steal_pointer (&folder);
  return TRUE;
}

static void
make_folder_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RectoOpenedFiles *self = source;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *path = NULL;
  GError *error = NULL;

  if (ensure_own_folder (self, &error))
    {
      path = g_build_filename (self->folder, "XXXXXX", NULL);
      if (g_mkdtemp_full (path, 0700) == NULL)
        fail (&error, path);
    }
  if (error == NULL)
    g_task_return_pointer (task, g_file_new_for_path (path), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
recto_opened_files_clean_async (RectoOpenedFiles *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RECTO_IS_OPENED_FILES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_opened_files_clean_async);
  g_task_run_in_thread (task, clean_in_thread);
}

gboolean
recto_opened_files_clean_finish (RectoOpenedFiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
recto_opened_files_make_folder_async (RectoOpenedFiles *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RECTO_IS_OPENED_FILES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_opened_files_make_folder_async);
  g_task_run_in_thread (task, make_folder_in_thread);
}

GFile *
recto_opened_files_make_folder_finish (RectoOpenedFiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
remove_folder_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  remove_tree (data);
  g_task_return_boolean (task, TRUE);
}

void
recto_opened_files_remove_folder (RectoOpenedFiles *self, GFile *folder)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RECTO_IS_OPENED_FILES (self));
  g_return_if_fail (G_IS_FILE (folder));

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, recto_opened_files_remove_folder);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, remove_folder_in_thread);
}

void
recto_opened_files_remove (RectoOpenedFiles *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (RECTO_IS_OPENED_FILES (self));

  locker = g_mutex_locker_new (&self->mutex);
  path = g_steal_pointer (&self->folder);
  if (path != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      remove_tree (folder);
    }
}

RectoOpenedFiles *
recto_opened_files_new (const char *root)
{
  RectoOpenedFiles *self;

  g_return_val_if_fail (root != NULL, NULL);

  self = g_object_new (RECTO_TYPE_OPENED_FILES, NULL);
  self->root = g_strdup (root);
  return self;
}

RectoOpenedFiles *
recto_opened_files_of (RectoEngine *engine)
{
  RectoOpenedFiles *self;

  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);

  self = g_object_get_data (G_OBJECT (engine), ENGINE_KEY);
  if (self == NULL)
    {
      g_autofree char *root = g_build_filename (g_get_user_cache_dir (), "recto", "opened", NULL);

      self = recto_opened_files_new (root);
      g_object_set_data_full (G_OBJECT (engine), ENGINE_KEY, self, g_object_unref);
    }
  return self;
}

static void
recto_opened_files_finalize (GObject *object)
{
  RectoOpenedFiles *self = RECTO_OPENED_FILES (object);

  recto_opened_files_remove (self);
  g_clear_fd (&self->lock, NULL);
  g_mutex_clear (&self->mutex);
  g_free (self->root);

  G_OBJECT_CLASS (recto_opened_files_parent_class)->finalize (object);
}

static void
recto_opened_files_class_init (RectoOpenedFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_opened_files_finalize;
}

static void
recto_opened_files_init (RectoOpenedFiles *self)
{
  g_mutex_init (&self->mutex);
  self->lock = -1;
}
