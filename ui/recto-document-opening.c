/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-opening.h"

typedef struct
{
  RectoDocument *document;  /* (nullable): once it is open */
  RectoReadingState *state; /* (nullable) */
  char *fingerprint;        /* (nullable) */
  gboolean found;           /* what there was to find, if anything */
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->document);
  g_free (opening->state);
  g_free (opening->fingerprint);
  g_free (opening);
}

/* A document that was cancelled last of all must not stay open. */
static void
return_if_ready (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  if (opening->document == NULL || !opening->found)
    return;
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    recto_document_close (opening->document);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_object_ref (opening->document), g_object_unref);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);

  opening->state = recto_place_keeper_find_finish (result, &opening->fingerprint);
  opening->found = TRUE;
  return_if_ready (task);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->document = recto_document_open_finish (result, &error);
  if (opening->document == NULL)
    g_task_return_error (task, error);
  else
    return_if_ready (task);
}

void
recto_document_opening_async (RectoEngine *engine,
                              RectoPlaceKeeper *keeper,
                              GFile *file,
                              const char *password,
                              RectoTaskList *tasks,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GListModel *all;
  guint n_before;

  g_return_if_fail (RECTO_IS_ENGINE (engine));
  g_return_if_fail (keeper != NULL);
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (RECTO_IS_TASK_LIST (tasks));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_document_opening_async);
  g_task_set_task_data (task, g_new0 (Opening, 1), (GDestroyNotify) opening_free);
  /* Whether it was cancelled is looked at once, so that the document is closed where it was. */
  g_task_set_check_cancellable (task, FALSE);
  recto_place_keeper_find_async (keeper, file, cancellable, found_cb, g_object_ref (task));

  all = recto_engine_get_opening_tasks (engine);
  n_before = g_list_model_get_n_items (all);
  recto_document_open_async (engine, file, password, cancellable, opened_cb, g_object_ref (task));
  for (guint i = n_before; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (RectoTask) added = g_list_model_get_item (all, i);

      recto_task_list_add (tasks, added);
    }
}

RectoDocument *
recto_document_opening_finish (GAsyncResult *result,
                               RectoReadingState **state,
                               char **fingerprint,
                               GError **error)
{
  RectoDocument *document;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  document = g_task_propagate_pointer (G_TASK (result), error);
  if (document != NULL)
    {
      Opening *opening = g_task_get_task_data (G_TASK (result));

      *state = g_steal_pointer (&opening->state);
      *fingerprint = g_steal_pointer (&opening->fingerprint);
    }
  return document;
}
