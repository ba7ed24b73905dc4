/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "recto-task-private.h"

double
recto_task_get_progress (RectoTask *self)
{
  double progress;

  g_return_val_if_fail (RECTO_IS_TASK (self), -1);

  g_mutex_lock (&self->lock);
  progress = self->progress;
  g_mutex_unlock (&self->lock);
  return progress;
}

void
recto_task_set_progress (RectoTask *self, double progress)
{
  double value = isnan (progress) || progress < 0 ? -1 : MIN (progress, 1);
  gboolean changed;

  g_return_if_fail (RECTO_IS_TASK (self));

  g_mutex_lock (&self->lock);
  changed = !recto_task_state_is_final (self->state) && self->progress != value;
  if (changed)
    self->progress = value;
  g_mutex_unlock (&self->lock);
  if (changed)
    recto_task_announce_later (self, FALSE);
}

gboolean
recto_task_get_amount (RectoTask *self, guint64 *done, guint64 *total)
{
  gboolean has_amount;

  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  g_mutex_lock (&self->lock);
  has_amount = self->has_amount;
  if (done != NULL)
    *done = self->amount;
  if (total != NULL)
    *total = self->total_amount;
  g_mutex_unlock (&self->lock);
  return has_amount;
}

void
recto_task_set_amount (RectoTask *self, guint64 done, guint64 total)
{
  gboolean changed;

  g_return_if_fail (RECTO_IS_TASK (self));

  g_mutex_lock (&self->lock);
  changed = !recto_task_state_is_final (self->state) &&
            (!self->has_amount || self->amount != done || self->total_amount != total);
  if (changed)
    {
      self->has_amount = TRUE;
      self->amount = done;
      self->total_amount = total;
      self->progress = total > 0 ? MIN ((double) done / total, 1) : -1;
    }
  g_mutex_unlock (&self->lock);
  if (changed)
    recto_task_announce_later (self, FALSE);
}
