/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-log.h"
#include "recto-task-private.h"

void
recto_task_stop_listening (RectoTask *self)
{
  gulong own;
  gulong outer;

  g_mutex_lock (&self->lock);
  own = self->cancellable_handler;
  outer = self->outer_handler;
  self->cancellable_handler = 0;
  self->outer_handler = 0;
  g_mutex_unlock (&self->lock);

  if (own != 0)
    g_signal_handler_disconnect (self->cancellable, own);
  if (outer != 0)
    g_signal_handler_disconnect (self->outer, outer);
}

static void
cancel_children (RectoTask *self)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->children->len; i++)
    {
      RectoTask *child = g_weak_ref_get (g_ptr_array_index (self->children, i));

      if (child != NULL)
        g_ptr_array_add (children, child);
    }
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < children->len; i++)
    {
      RectoTask *child = g_ptr_array_index (children, i);

      if (!child->detached)
        recto_task_cancel (child, RECTO_CANCEL_PARENT);
    }
}

static void
leave_parent (RectoTask *self)
{
  if (self->parent == NULL)
    return;
  g_mutex_lock (&self->parent->lock);
  g_ptr_array_remove (self->parent->children, self->entry);
  g_mutex_unlock (&self->parent->lock);
}

static void
run_cleanup (RectoTask *self, const RectoTaskCleanup *cleanup)
{
  g_autoptr (GError) error = NULL;

  if (!cleanup->func (self, cleanup->data, &error))
    g_log_structured ("Recto-task", G_LOG_LEVEL_MESSAGE, "MESSAGE",
                      "task %" G_GUINT64_FORMAT " could not clean up: %s", self->id,
                      error != NULL ? error->message : "no reason given");
}

static void
run_cleanups (RectoTask *self)
{
  g_autoptr (GArray) cleanups = NULL;

  g_mutex_lock (&self->lock);
  cleanups = g_steal_pointer (&self->cleanups);
  g_mutex_unlock (&self->lock);

  for (guint i = cleanups->len; i > 0; i--)
    run_cleanup (self, &g_array_index (cleanups, RectoTaskCleanup, i - 1));
}

typedef enum
{
  CLAIM_LOST,
  CLAIM_PUT_OFF,
  CLAIM_WON,
} Claim;

/* The one place where a task becomes final: the first who comes here wins. */
static Claim
claim_end (RectoTask *self, RectoTaskState state, RectoCancelReason reason, const GError *error)
{
  gint64 now = recto_task_now (self);
  Claim claim = CLAIM_LOST;

  g_mutex_lock (&self->lock);
  if (recto_task_put_off (self, state, reason))
    claim = CLAIM_PUT_OFF;
  else if (!recto_task_state_is_final (self->state))
    {
      claim = CLAIM_WON;
      self->critical = FALSE;
      self->ended = now;
      if (self->state == RECTO_TASK_PENDING)
        self->started = now;
      self->state = state;
      self->reason = reason;
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }
  g_mutex_unlock (&self->lock);
  return claim;
}

static void
tell_work_to_stop (RectoTask *self)
{
  cancel_children (self);
  g_cancellable_cancel (self->cancellable);
}

static Claim
end_or_put_off (RectoTask *self,
                RectoTaskState state,
                RectoCancelReason reason,
                const GError *error)
{
  Claim claim = claim_end (self, state, reason, error);

  if (claim == CLAIM_LOST)
    return claim;
  if (claim == CLAIM_WON)
    {
      recto_task_stop_timer (self);
      recto_task_stop_listening (self);
    }
  if (reason != RECTO_CANCEL_NONE)
    tell_work_to_stop (self);
  if (claim == CLAIM_WON)
    {
      run_cleanups (self);
      leave_parent (self);
      recto_task_log (self, "ended", recto_task_get_elapsed (self));
    }
  return claim;
}

void
recto_task_abandon (RectoTask *self)
{
  RectoCancelReason reason;

  recto_task_drop_critical (self, &reason);
  end_or_put_off (self, RECTO_TASK_CANCELLED, RECTO_CANCEL_CALLER, NULL);
}

gboolean
recto_task_end (RectoTask *self,
                RectoTaskState state,
                RectoCancelReason reason,
                const GError *error)
{
  /* A cleanup may drop the reference that the caller relies on. */
  g_autoptr (RectoTask) alive = g_object_ref (self);
  Claim claim = end_or_put_off (alive, state, reason, error);

  if (claim != CLAIM_LOST)
    recto_task_announce_later (alive, claim == CLAIM_WON);
  return claim != CLAIM_LOST;
}

void
recto_task_add_cleanup (RectoTask *self, RectoTaskCleanupFunc func, gpointer data)
{
  const RectoTaskCleanup cleanup = { func, data };
  gboolean too_late;

  g_return_if_fail (RECTO_IS_TASK (self));
  g_return_if_fail (func != NULL);

  g_mutex_lock (&self->lock);
  too_late = self->cleanups == NULL;
  if (!too_late)
    g_array_append_val (self->cleanups, cleanup);
  g_mutex_unlock (&self->lock);
  if (too_late)
    run_cleanup (self, &cleanup);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (RectoTask) self = g_weak_ref_get (user_data);

  if (self != NULL)
    recto_task_cancel (self, recto_cancellable_get_reason (cancellable));
}

/* Not g_cancellable_connect (): to disconnect that waits for handlers that run, for ever when it
 * is one of them that ends the task. A signal's closure lives for as long as it runs, so nothing
 * need be waited for; and a cancel before the connection is found by looking after it. */
gulong
recto_task_listen_to (RectoTask *self, GCancellable *cancellable)
{
  return g_signal_connect_data (cancellable, "cancelled", G_CALLBACK (cancelled_cb),
                                recto_task_weak_new (self),
                                (GClosureNotify) (GCallback) recto_task_weak_free,
                                G_CONNECT_DEFAULT);
}

/* A cancellable is marked before its handlers run, perhaps in another thread: nobody may succeed
 * in between. */
gboolean
recto_task_check_cancellables (RectoTask *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    recto_task_cancel (self, recto_cancellable_get_reason (self->cancellable));
  else if (self->outer != NULL && g_cancellable_is_cancelled (self->outer))
    recto_task_cancel (self, recto_cancellable_get_reason (self->outer));
  else
    return FALSE;
  return TRUE;
}

gboolean
recto_task_cancel (RectoTask *self, RectoCancelReason reason)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);
  g_return_val_if_fail (reason != RECTO_CANCEL_NONE, FALSE);

  return recto_task_end (self,
                         reason == RECTO_CANCEL_TIMEOUT ? RECTO_TASK_TIMED_OUT
                                                        : RECTO_TASK_CANCELLED,
                         reason, NULL);
}

gboolean
recto_task_start (RectoTask *self)
{
  gboolean started;
  gint64 now;

  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  if (recto_task_check_cancellables (self))
    return FALSE;
  now = recto_task_now (self);
  g_mutex_lock (&self->lock);
  started = self->state == RECTO_TASK_PENDING;
  if (started)
    {
      self->state = RECTO_TASK_RUNNING;
      self->started = now;
    }
  g_mutex_unlock (&self->lock);
  if (started)
    {
      recto_task_arm_timer (self);
      recto_task_announce_later (self, FALSE);
    }
  return started;
}

gboolean
recto_task_succeed (RectoTask *self)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  return (recto_task_is_critical (self) || !recto_task_check_cancellables (self)) &&
         recto_task_end (self, RECTO_TASK_SUCCEEDED, RECTO_CANCEL_NONE, NULL);
}

gboolean
recto_task_fail (RectoTask *self, const GError *error)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);
  g_return_val_if_fail (error != NULL, FALSE);

  if (!recto_task_leave_critical (self) || recto_task_check_cancellables (self))
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return recto_task_end (self, RECTO_TASK_CANCELLED, RECTO_CANCEL_CALLER, NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return recto_task_end (self, RECTO_TASK_TIMED_OUT, RECTO_CANCEL_TIMEOUT, NULL);
  return recto_task_end (self, RECTO_TASK_FAILED, RECTO_CANCEL_NONE, error);
}

void
recto_task_log_stopped (RectoTask *self)
{
  gint64 latency;

  g_return_if_fail (RECTO_IS_TASK (self));
  g_return_if_fail (recto_task_is_done (self));

  latency = recto_task_now (self) - self->ended;
  g_mutex_lock (&self->lock);
  self->latency = latency;
  g_mutex_unlock (&self->lock);
  recto_task_log (self, "stopped", latency);
}
