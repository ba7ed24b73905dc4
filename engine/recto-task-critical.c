/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-private.h"

gboolean
recto_task_put_off (RectoTask *self, RectoTaskState state, RectoCancelReason reason)
{
  if (!self->critical || (state != RECTO_TASK_CANCELLED && state != RECTO_TASK_TIMED_OUT))
    return FALSE;
  if (self->put_off == RECTO_TASK_PENDING)
    {
      self->put_off = state;
      self->put_off_reason = reason;
    }
  return TRUE;
}

gboolean
recto_task_is_critical (RectoTask *self)
{
  gboolean critical;

  g_mutex_lock (&self->lock);
  critical = self->critical;
  g_mutex_unlock (&self->lock);
  return critical;
}

RectoTaskState
recto_task_drop_critical (RectoTask *self, RectoCancelReason *reason)
{
  RectoTaskState state;

  g_mutex_lock (&self->lock);
  self->critical = FALSE;
  state = self->put_off;
  *reason = self->put_off_reason;
  g_mutex_unlock (&self->lock);
  return state;
}

gboolean
recto_task_enter_critical (RectoTask *self)
{
  gboolean entered;

  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  if (recto_task_check_cancellables (self))
    return FALSE;
  g_mutex_lock (&self->lock);
  entered = self->state == RECTO_TASK_RUNNING;
  if (entered)
    self->critical = TRUE;
  g_mutex_unlock (&self->lock);
  return entered;
}

gboolean
recto_task_leave_critical (RectoTask *self)
{
  RectoTaskState state;
  RectoCancelReason reason;

  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  state = recto_task_drop_critical (self, &reason);
  if (state != RECTO_TASK_PENDING)
    recto_task_end (self, state, reason, NULL);
  return !recto_task_is_done (self);
}

gboolean
recto_task_is_cancelling (RectoTask *self)
{
  gboolean cancelling;

  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  g_mutex_lock (&self->lock);
  cancelling = self->put_off != RECTO_TASK_PENDING && !recto_task_state_is_final (self->state);
  g_mutex_unlock (&self->lock);
  return cancelling;
}
