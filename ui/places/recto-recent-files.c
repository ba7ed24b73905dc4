/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-recent-files.h"

#include <glib/gstdio.h>

#include "recto-desktop-thumbnail.h"
#include "recto-formats.h"

/* Files that are no longer there are left out, so more are looked for than are shown. */
#define SPARE_FACTOR 3

struct _RectoRecentFile
{
  GObject parent_instance;
  GFile *file;
  GDateTime *time;
  GdkTexture *thumbnail; /* (nullable) */
};

typedef struct
{
  GFile *list;
  GListStore *files;
  guint n_files;
  guint n_waiting; /* files being looked for */
} Loading;

G_DEFINE_FINAL_TYPE (RectoRecentFile, recto_recent_file, G_TYPE_OBJECT)

typedef enum
{
  PROP_THUMBNAIL = 1,
} RectoRecentFileProperty;

static GParamSpec *properties[PROP_THUMBNAIL + 1];

GFile *
recto_recent_file_get_file (RectoRecentFile *self)
{
  g_return_val_if_fail (RECTO_IS_RECENT_FILE (self), NULL);

  return self->file;
}

GDateTime *
recto_recent_file_get_time (RectoRecentFile *self)
{
  g_return_val_if_fail (RECTO_IS_RECENT_FILE (self), NULL);

  return self->time;
}

char *
recto_recent_file_dup_name (RectoRecentFile *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (RECTO_IS_RECENT_FILE (self), NULL);

  name = g_file_get_basename (self->file);
  return g_filename_display_name (name);
}

char *
recto_recent_file_dup_folder (RectoRecentFile *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) home = NULL;
  g_autofree char *below = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (RECTO_IS_RECENT_FILE (self), NULL);

  folder = g_file_get_parent (self->file);
  if (folder == NULL)
    return g_strdup ("");
  home = g_file_new_for_path (g_get_home_dir ());
  if (g_file_equal (folder, home))
    return g_strdup ("~");
  below = g_file_get_relative_path (home, folder);
  if (below == NULL)
    return g_file_get_parse_name (folder);
  name = g_filename_display_name (below);
  return g_strconcat ("~/", name, NULL);
}

GdkTexture *
recto_recent_file_get_thumbnail (RectoRecentFile *self)
{
  g_return_val_if_fail (RECTO_IS_RECENT_FILE (self), NULL);

  return self->thumbnail;
}

static void
thumbnail_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoRecentFile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) thumbnail = recto_desktop_thumbnail_load_finish (result, &error);

  if (error == NULL && g_set_object (&self->thumbnail, thumbnail))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THUMBNAIL]);
}

void
recto_recent_file_load_thumbnail (RectoRecentFile *self, GCancellable *cancellable)
{
  g_return_if_fail (RECTO_IS_RECENT_FILE (self));

  recto_desktop_thumbnail_load_async (self->file, cancellable, thumbnail_cb, g_object_ref (self));
}

static int
compare_latest_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RectoRecentFile *first = a;
  const RectoRecentFile *second = b;

  return -g_date_time_compare (first->time, second->time);
}

static int
compare_elements (gconstpointer a, gconstpointer b)
{
  return compare_latest_first (*(gconstpointer *) a, *(gconstpointer *) b, NULL);
}

static void
loading_free (Loading *self)
{
  g_clear_object (&self->list);
  g_clear_object (&self->files);
  g_free (self);
}

/* NULL where the entry is private, or of a kind that cannot be opened. */
static RectoRecentFile *
recent_file_from_entry (GBookmarkFile *entries, const char *uri)
{
  g_autofree char *content_type = g_bookmark_file_get_mime_type (entries, uri, NULL);
  GDateTime *time = g_bookmark_file_get_modified_date_time (entries, uri, NULL);
  RectoRecentFile *self;

  if (content_type == NULL || time == NULL || !recto_formats_can_open (content_type) ||
      g_bookmark_file_get_is_private (entries, uri, NULL))
    return NULL;
  self = g_object_new (RECTO_TYPE_RECENT_FILE, NULL);
  self->file = g_file_new_for_uri (uri);
  self->time = g_date_time_ref (time);
  return self;
}

static void
read_list (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Loading *loading = task_data;
  g_autoptr (GBookmarkFile) entries = g_bookmark_file_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = g_file_get_path (loading->list);
  g_auto (GStrv) uris = NULL;
  GError *error = NULL;

  if (!g_bookmark_file_load_from_file (entries, path, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  uris = g_bookmark_file_get_uris (entries, NULL);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      RectoRecentFile *file = recent_file_from_entry (entries, uris[i]);

      if (file != NULL)
        g_ptr_array_add (found, file);
    }
  g_ptr_array_sort (found, compare_elements);
  g_ptr_array_set_size (found, (int) MIN (found->len, loading->n_files * SPARE_FACTOR));
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

/* One file that is looked for. */
typedef struct
{
  GTask *task;
  RectoRecentFile *file;
} Question;

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  g_autoptr (RectoRecentFile) file = question->file;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, NULL);
  Loading *loading = g_task_get_task_data (task);

  if (info != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_list_store_insert_sorted (loading->files, file, compare_latest_first, NULL);
      if (g_list_model_get_n_items (G_LIST_MODEL (loading->files)) > loading->n_files)
        g_list_store_remove (loading->files, loading->n_files);
    }
  loading->n_waiting--;
  if (loading->n_waiting == 0)
    g_task_return_boolean (task, TRUE);
}

static void
list_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) found = NULL;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  found = g_task_propagate_pointer (G_TASK (result), &error);
  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (found->len == 0)
    g_task_return_boolean (task, TRUE);
  loading->n_waiting = found->len;
  for (guint i = 0; i < found->len; i++)
    {
      Question *question = g_new0 (Question, 1);

      question->task = g_object_ref (task);
      question->file = g_object_ref (g_ptr_array_index (found, i));
      g_file_query_info_async (question->file->file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NONE, G_PRIORITY_LOW,
                               g_task_get_cancellable (task), found_cb, question);
    }
}

void
recto_recent_files_load_async (GFile *list,
                               GListStore *files,
                               guint n_files,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  g_autoptr (GTask) reading = NULL;
  Loading *loading;

  g_return_if_fail (G_IS_FILE (list));
  g_return_if_fail (G_IS_LIST_STORE (files));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_recent_files_load_async);
  loading = g_new0 (Loading, 1);
  loading->list = g_object_ref (list);
  loading->files = g_object_ref (files);
  loading->n_files = n_files;
  g_task_set_task_data (task, loading, (GDestroyNotify) loading_free);

  reading = g_task_new (NULL, cancellable, list_read_cb, task);
  g_task_set_source_tag (reading, recto_recent_files_load_async);
  g_task_set_task_data (reading, loading, NULL);
  g_task_run_in_thread (reading, read_list);
}

gboolean
recto_recent_files_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GFile *
recto_recent_files_get_list (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);

  return g_file_new_for_path (path);
}

typedef struct
{
  GFile *list;
  GFile *file;
} Addition;

static void
addition_free (Addition *self)
{
  g_clear_object (&self->list);
  g_clear_object (&self->file);
  g_free (self);
}

/* A list that is there but cannot be read is another program's: it is left alone. */
static gboolean
load_or_start_list (GBookmarkFile *entries, const char *path, GError **error)
{
  g_autoptr (GError) own_error = NULL;

  if (g_bookmark_file_load_from_file (entries, path, &own_error) ||
      g_error_matches (own_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

static gboolean
write_entry (const char *path, const char *uri, const char *content_type, GError **error)
{
  /* Only one thread at a time changes the list. */
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GBookmarkFile) entries = g_bookmark_file_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *folder = g_path_get_dirname (path);

  /* A new user has none yet; that it cannot be made is found out below. */
  g_mkdir_with_parents (folder, 0700);
  if (!load_or_start_list (entries, path, error))
    return FALSE;
  g_bookmark_file_set_mime_type (entries, uri, content_type);
  g_bookmark_file_add_application (entries, uri, g_get_application_name (), "recto %u");
  g_bookmark_file_set_modified_date_time (entries, uri, now);
  g_bookmark_file_set_visited_date_time (entries, uri, now);
  return g_bookmark_file_to_file (entries, path, error);
}

static void
add_to_list (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Addition *addition = task_data;
  g_autofree char *path = g_file_get_path (addition->list);
  g_autofree char *uri = g_file_get_uri (addition->file);
  g_autofree char *content_type = NULL;
  g_autoptr (GFileInfo) info = NULL;
  GError *error = NULL;

  info = g_file_query_info (addition->file, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &error);
  if (info != NULL)
    content_type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  if (info == NULL ||
      !write_entry (path, uri, content_type != NULL ? content_type : "application/octet-stream",
                    &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
recto_recent_files_add_async (GFile *list,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Addition *addition;

  g_return_if_fail (G_IS_FILE (list));
  g_return_if_fail (G_IS_FILE (file));

  addition = g_new0 (Addition, 1);
  addition->list = g_object_ref (list);
  addition->file = g_object_ref (file);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_recent_files_add_async);
  g_task_set_task_data (task, addition, (GDestroyNotify) addition_free);
  g_task_run_in_thread (task, add_to_list);
}

gboolean
recto_recent_files_add_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
recto_recent_file_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RectoRecentFileProperty) prop_id)
    {
    case PROP_THUMBNAIL:
      g_value_set_object (value, RECTO_RECENT_FILE (object)->thumbnail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_recent_file_finalize (GObject *object)
{
  RectoRecentFile *self = RECTO_RECENT_FILE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_object (&self->thumbnail);

  G_OBJECT_CLASS (recto_recent_file_parent_class)->finalize (object);
}

static void
recto_recent_file_class_init (RectoRecentFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = recto_recent_file_finalize;
  object_class->get_property = recto_recent_file_get_property;
  properties[PROP_THUMBNAIL] =
      g_param_spec_object ("thumbnail", NULL, NULL, GDK_TYPE_TEXTURE,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_recent_file_init (RectoRecentFile *self)
{
}
