/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-path-fragment.h"

#define WAIT_MS 2000

/* The data of a task, which is kept by each look that is under way, however late its answer is. */
typedef struct
{
  GFile *before;
  guint limit; /* a source; 0 once it is answered */
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_object (&self->before);
  g_free (self);
}

static void
answer (GTask *task, gboolean meant)
{
  Question *self = g_task_get_task_data (task);

  if (self->limit == 0)
    return;
  g_clear_handle_id (&self->limit, g_source_remove);
  g_task_return_boolean (task, meant);
}

static gboolean
limit_cb (gpointer user_data)
{
  answer (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

static void
look_for (GFile *file, GAsyncReadyCallback callback, GTask *task)
{
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, callback, g_object_ref (task));
}

static gboolean
is_there (GObject *file, GAsyncResult *result)
{
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, NULL);

  return info != NULL;
}

static void
before_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  answer (task, is_there (object, result));
}

static void
path_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *self = g_task_get_task_data (task);

  if (is_there (object, result))
    answer (task, FALSE);
  else
    look_for (self->before, before_cb, task);
}

void
recto_path_fragment_is_meant_async (GFile *path,
                                    GFile *before,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *self;

  g_return_if_fail (G_IS_FILE (path));
  g_return_if_fail (G_IS_FILE (before));

  task = g_task_new (path, NULL, callback, user_data);
  g_task_set_source_tag (task, recto_path_fragment_is_meant_async);
  self = g_new0 (Question, 1);
  self->before = g_object_ref (before);
  g_task_set_task_data (task, self, question_free);
  self->limit = g_timeout_add_full (G_PRIORITY_DEFAULT, WAIT_MS, limit_cb, g_object_ref (task),
                                    g_object_unref);
  look_for (path, path_cb, task);
}

gboolean
recto_path_fragment_is_meant_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
