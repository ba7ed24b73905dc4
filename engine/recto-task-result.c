/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task.h"

static GQuark
task_quark (void)
{
  return g_quark_from_static_string ("recto-task");
}

RectoTask *
recto_task_of_result (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  return g_object_get_qdata (G_OBJECT (result), task_quark ());
}

void
recto_task_attach_to_result (RectoTask *self, GTask *result)
{
  g_return_if_fail (RECTO_IS_TASK (self));
  g_return_if_fail (G_IS_TASK (result));

  g_object_set_qdata_full (G_OBJECT (result), task_quark (), g_object_ref (self), g_object_unref);
}

void
recto_task_fail_result (RectoTask *self, GTask *result, const GError *error)
{
  g_return_if_fail (RECTO_IS_TASK (self));
  g_return_if_fail (G_IS_TASK (result));
  g_return_if_fail (error != NULL);

  recto_task_fail (self, error);
  g_task_return_error (result, recto_task_dup_error (self));
}
