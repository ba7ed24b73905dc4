/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-log.h"
#include "recto-task-private.h"

static void
answer_waiter (RectoTask *self, GTask *waiter)
{
  GSource *cancel_source = g_task_get_task_data (waiter);
  GError *error = recto_task_dup_error (self);

  if (cancel_source != NULL)
    g_source_destroy (cancel_source);
  if (error != NULL)
    g_task_return_error (waiter, error);
  else
    g_task_return_boolean (waiter, TRUE);
}

static void
announce_end (RectoTask *self, GPtrArray *waiters)
{
  if (recto_task_get_reason (self) != RECTO_CANCEL_NONE)
    recto_task_log (self, "detached", recto_task_now (self) - self->ended);
  for (guint i = 0; i < waiters->len; i++)
    answer_waiter (self, g_ptr_array_index (waiters, i));
}

/* What is to be told now; the waiters are NULL unless the end is. */
typedef struct
{
  gboolean progress;
  gboolean foreground;
  gboolean cancelling;
  gboolean state;
  GPtrArray *waiters;
} News;

static void
collect_news (RectoTask *self, News *news)
{
  gboolean cancelling =
      self->put_off != RECTO_TASK_PENDING && !recto_task_state_is_final (self->state);

  news->progress = self->told_progress != self->progress || self->told_amount != self->amount;
  self->told_progress = self->progress;
  self->told_amount = self->amount;
  news->cancelling = self->told_cancelling != cancelling;
  self->told_cancelling = cancelling;
  news->foreground = self->told_foreground != self->foreground;
  self->told_foreground = self->foreground;
  if (self->settled || !recto_task_state_is_final (self->state))
    {
      news->state = self->told_state != self->state;
      self->told_state = self->state;
    }
  if (self->settled && !self->announced)
    {
      self->announced = TRUE;
      news->waiters = g_steal_pointer (&self->waiters);
    }
}

static gboolean
announce_cb (gpointer user_data)
{
  RectoTask *self = user_data;
  GObject *object = user_data;
  g_autoptr (GPtrArray) waiters = NULL;
  News news = { FALSE };

  g_mutex_lock (&self->lock);
  /* One that was replaced while it was already under way leaves it all to the new one. */
  if (self->announcement == g_main_current_source ())
    {
      g_clear_pointer (&self->announcement, g_source_unref);
      collect_news (self, &news);
    }
  g_mutex_unlock (&self->lock);

  waiters = news.waiters;
  if (news.progress)
    g_object_notify (object, "progress");
  if (news.foreground)
    g_object_notify (object, "foreground");
  if (news.cancelling)
    g_object_notify (object, "cancelling");
  if (waiters != NULL && recto_task_get_reason (self) != RECTO_CANCEL_NONE)
    g_object_notify (object, "reason");
  if (news.state)
    g_object_notify (object, "state");
  if (waiters != NULL)
    announce_end (self, waiters);
  return G_SOURCE_REMOVE;
}

void
recto_task_announce_later (RectoTask *self, gboolean settled)
{
  g_autoptr (GSource) old = NULL;

  g_mutex_lock (&self->lock);
  if (settled)
    {
      self->settled = TRUE;
      old = g_steal_pointer (&self->announcement);
    }
  if (self->announcement == NULL)
    {
      self->announcement = g_idle_source_new ();
      g_source_set_static_name (self->announcement, "RectoTask announcement");
      g_source_set_priority (self->announcement, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->announcement, announce_cb, g_object_ref (self), g_object_unref);
      g_source_attach (self->announcement, self->context);
    }
  g_mutex_unlock (&self->lock);

  if (old != NULL)
    g_source_destroy (old);
}

/* Whoever takes a waiter out of the array answers it, so each is answered exactly once. */
static gboolean
take_waiter (RectoTask *self, GTask *waiter)
{
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = self->waiters != NULL && g_ptr_array_remove (self->waiters, waiter);
  g_mutex_unlock (&self->lock);
  return taken;
}

static gboolean
wait_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *waiter = user_data;

  if (take_waiter (g_task_get_source_object (waiter), waiter))
    g_task_return_error_if_cancelled (waiter);
  return G_SOURCE_REMOVE;
}

void
recto_task_wait_async (RectoTask *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) waiter = NULL;
  gboolean announced;

  g_return_if_fail (RECTO_IS_TASK (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  waiter = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (waiter, recto_task_wait_async);
  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_task_set_task_data (waiter, source, (GDestroyNotify) g_source_unref);
      g_task_attach_source (waiter, source, G_SOURCE_FUNC (wait_cancelled_cb));
    }
  g_mutex_lock (&self->lock);
  announced = self->announced;
  if (!announced)
    g_ptr_array_add (self->waiters, g_object_ref (waiter));
  g_mutex_unlock (&self->lock);
  if (announced)
    answer_waiter (self, waiter);
}

gboolean
recto_task_wait_finish (RectoTask *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
