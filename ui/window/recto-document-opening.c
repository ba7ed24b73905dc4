/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-opening.h"

typedef struct
{
  RectoEngine *engine;
  GFile *file;
  char *password; /* (nullable) */
  RectoTextStyle style;
  RectoTaskList *tasks;
  gboolean waits;           /* until it is known how it was read */
  RectoDocument *document;  /* (nullable): once it is open */
  RectoReadingState *state; /* (nullable) */
  char *fingerprint;        /* (nullable) */
  gboolean found;           /* what there was to find, if anything */
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->engine);
  g_clear_object (&opening->file);
  g_free (opening->password);
  g_clear_object (&opening->tasks);
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

static void
begin (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  GListModel *all = recto_engine_get_opening_tasks (opening->engine);
  const guint n_before = g_list_model_get_n_items (all);

  recto_document_open_styled_async (opening->engine, opening->file, opening->password,
                                    &opening->style, g_task_get_cancellable (task), opened_cb,
                                    g_object_ref (task));
  for (guint i = n_before; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (RectoTask) added = g_list_model_get_item (all, i);

      recto_task_list_add (opening->tasks, added);
    }
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);

  opening->state = recto_place_keeper_find_finish (result, &opening->fingerprint);
  opening->found = TRUE;
  if (opening->state != NULL)
    opening->style = opening->state->text;
  if (opening->waits)
    begin (task);
  else
    return_if_ready (task);
}

/* What is laid out as a whole, when it is opened: so that it is not done twice. */
static gboolean
is_laid_out_at_once (GFile *file)
{
  static const char *const endings[] = { ".txt",  ".html", ".htm",  ".xhtml", ".fb2",
                                         ".mobi", ".prc",  ".docx", ".xlsx",  ".pptx" };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (guint i = 0; lower != NULL && g_file_is_native (file) && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

void
recto_document_opening_async (RectoEngine *engine,
                              RectoPlaceKeeper *keeper,
                              GFile *file,
                              const char *password,
                              const RectoTextStyle *style,
                              RectoTaskList *tasks,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (RECTO_IS_ENGINE (engine));
  g_return_if_fail (keeper != NULL);
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (RECTO_IS_TASK_LIST (tasks));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_document_opening_async);
  opening = g_new0 (Opening, 1);
  opening->engine = g_object_ref (engine);
  opening->file = g_object_ref (file);
  opening->password = g_strdup (password);
  opening->style = *style;
  opening->tasks = g_object_ref (tasks);
  opening->waits = is_laid_out_at_once (file);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  /* Whether it was cancelled is looked at once, so that the document is closed where it was. */
  g_task_set_check_cancellable (task, FALSE);
  recto_place_keeper_find_async (keeper, file, cancellable, found_cb, g_object_ref (task));
  if (!opening->waits)
    begin (task);
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
