/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-private.h"

void
recto_task_stop_timer (RectoTask *self)
{
  g_autoptr (GSource) timer = NULL;

  g_mutex_lock (&self->lock);
  timer = g_steal_pointer (&self->timer);
  g_mutex_unlock (&self->lock);

  if (timer != NULL)
    g_source_destroy (timer);
}

static gboolean
timer_cb (gpointer user_data)
{
  g_autoptr (RectoTask) self = g_weak_ref_get (user_data);
  guint timeout_ms;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  timeout_ms = recto_task_get_timeout_ms (self);
  if (timeout_ms != 0 && recto_task_get_elapsed (self) >= timeout_ms * G_TIME_SPAN_MILLISECOND)
    recto_task_end (self, RECTO_TASK_TIMED_OUT, RECTO_CANCEL_TIMEOUT, NULL);
  else
    recto_task_arm_timer (self);
  return G_SOURCE_REMOVE;
}

void
recto_task_arm_timer (RectoTask *self)
{
  guint timeout_ms = recto_task_get_timeout_ms (self);
  gint64 left = timeout_ms * G_TIME_SPAN_MILLISECOND - recto_task_get_elapsed (self);
  g_autoptr (GSource) timer = NULL;

  recto_task_stop_timer (self);
  if (timeout_ms == 0 || recto_task_get_state (self) != RECTO_TASK_RUNNING)
    return;
  timer = self->clock.timer (self->clock.data, (MAX (left, 0) + 999) / G_TIME_SPAN_MILLISECOND);
  g_source_set_static_name (timer, "RectoTask time limit");
  g_source_set_callback (timer, timer_cb, recto_task_weak_new (self),
                         (GDestroyNotify) recto_task_weak_free);

  /* The task may have ended or got another limit meanwhile: then this timer is not wanted. */
  g_mutex_lock (&self->lock);
  if (self->state == RECTO_TASK_RUNNING && self->timeout_ms == timeout_ms && self->timer == NULL)
    {
      g_source_attach (timer, self->context);
      self->timer = g_steal_pointer (&timer);
    }
  g_mutex_unlock (&self->lock);
}

void
recto_task_set_timeout_ms (RectoTask *self, guint milliseconds)
{
  g_return_if_fail (RECTO_IS_TASK (self));

  g_mutex_lock (&self->lock);
  self->timeout_ms = milliseconds;
  g_mutex_unlock (&self->lock);
  recto_task_arm_timer (self);
}

guint
recto_task_get_timeout_ms (RectoTask *self)
{
  guint timeout_ms;

  g_return_val_if_fail (RECTO_IS_TASK (self), 0);

  g_mutex_lock (&self->lock);
  timeout_ms = self->timeout_ms;
  g_mutex_unlock (&self->lock);
  return timeout_ms;
}
