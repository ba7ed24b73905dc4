/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task.h"

/* One function of one task, from recto_task_run_async () until its thread is done with it; the
 * caller may have been answered long before that. */
typedef struct
{
  gatomicrefcount ref_count;
  RectoTask *task;
  RectoTaskFunc func;
  gpointer data;
  GDestroyNotify data_free;
  gpointer value; /* belongs to the thread until the task has succeeded, then to the answer */
  GDestroyNotify destroy;
} Run;

static GPrivate current_task;

static void
run_unref (Run *run)
{
  if (!g_atomic_ref_count_dec (&run->ref_count))
    return;
  if (run->value != NULL && run->destroy != NULL)
    run->destroy (run->value);
  /* Its clock may be part of the data. */
  g_object_unref (run->task);
  if (run->data_free != NULL)
    run->data_free (run->data);
  g_free (run);
}

static Run *
run_ref (Run *run)
{
  g_atomic_ref_count_inc (&run->ref_count);
  return run;
}

static void
run_func (Run *run)
{
  g_autoptr (GError) error = NULL;

  g_private_set (&current_task, run->task);
  run->value = run->func (run->task, run->data, recto_task_get_cancellable (run->task), &error);
  g_private_set (&current_task, NULL);
  if (error != NULL)
    recto_task_fail (run->task, error);
  else
    recto_task_succeed (run->task);
}

static void
run_cb (GTask *job, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;

  if (recto_task_start (run->task))
    run_func (run);
  g_task_return_boolean (job, TRUE);
}

/* The state decides, not what the function returned. */
static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) answer = user_data;
  Run *run = g_task_get_task_data (answer);
  GError *error = NULL;

  if (recto_task_wait_finish (RECTO_TASK (object), result, &error))
    g_task_return_pointer (answer, g_steal_pointer (&run->value), run->destroy);
  else
    g_task_return_error (answer, error);
}

void
recto_task_run_async (RectoTask *self,
                      RectoTaskFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify destroy,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) job = NULL;
  GTask *answer;
  Run *run;

  g_return_if_fail (RECTO_IS_TASK (self));
  g_return_if_fail (func != NULL);

  run = g_new0 (Run, 1);
  g_atomic_ref_count_init (&run->ref_count);
  run->task = g_object_ref (self);
  run->func = func;
  run->data = data;
  run->data_free = data_free;
  run->destroy = destroy;

  /* Neither has a cancellable: one that is cancelled after the task has succeeded must not take
   * the value away. */
  answer = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (answer, recto_task_run_async);
  g_task_set_task_data (answer, run, (GDestroyNotify) run_unref);
  recto_task_wait_async (self, NULL, ended_cb, answer);
  if (recto_task_is_done (self))
    return;
  job = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (job, recto_task_run_async);
  g_task_set_task_data (job, run_ref (run), (GDestroyNotify) run_unref);
  g_task_run_in_thread (job, run_cb);
}

gpointer
recto_task_run_finish (RectoTask *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

RectoTask *
recto_task_current (void)
{
  return g_private_get (&current_task);
}
