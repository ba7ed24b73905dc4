/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-job.h"

#include <string.h>

struct _RectoJob
{
  grefcount refs;
  RectoQuestion question;
  char *address; /* (nullable): the question's */
  RectoJobAbandoned abandoned;
  gpointer data;
  GPtrArray *waiters;  /* Waiter */
  GPtrArray *departed; /* RectoTask: left while the job was running */
  gboolean started;
  guint n_starts;
  gint64 start_time;
};

typedef struct
{
  RectoJob *job; /* not owned: the job owns the waiter */
  RectoTask *task;
  GTask *result;
  RectoPriority priority;
  GSource *cancel_source;
} Waiter;

gboolean
recto_question_equal (const RectoQuestion *a, const RectoQuestion *b)
{
  if (a->kind != b->kind || !recto_location_equal (a->location, b->location))
    return FALSE;
  if (a->kind == RECTO_JOB_FACTS)
    return a->count == b->count;
  if (a->kind == RECTO_JOB_CHAPTER || a->kind == RECTO_JOB_TEXT || a->kind == RECTO_JOB_PROPERTIES)
    return TRUE;
  if (a->kind == RECTO_JOB_PLACE)
    return a->by_character == b->by_character && a->character == b->character &&
           a->fraction == b->fraction;
  if (a->kind == RECTO_JOB_ATTACHMENTS)
    return a->part == b->part && a->count == b->count && a->skip == b->skip;
  if (a->kind == RECTO_JOB_ANNOTATIONS)
    return a->count == b->count && a->skip == b->skip;
  if (a->kind == RECTO_JOB_OUTLINE || a->kind == RECTO_JOB_LINKS || a->kind == RECTO_JOB_LAYERS ||
      a->kind == RECTO_JOB_FONTS || a->kind == RECTO_JOB_SIGNATURES)
    return a->first == b->first;
  if (a->kind == RECTO_JOB_SEARCH)
    return a->count == b->count && a->skip == b->skip && strcmp (a->address, b->address) == 0;
  if (a->kind == RECTO_JOB_INSPECT)
    return a->memory == b->memory;
  if (a->kind == RECTO_JOB_RESOLVE)
    return strcmp (a->address, b->address) == 0;
  return a->page_width == b->page_width && a->page_height == b->page_height &&
         a->rotation == b->rotation && a->colors == b->colors && a->flags == b->flags &&
         a->rect.x == b->rect.x && a->rect.y == b->rect.y && a->rect.width == b->rect.width &&
         a->rect.height == b->rect.height;
}

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_clear_object (&self->task);
  g_clear_object (&self->result);
  g_free (self);
}

RectoJob *
recto_job_new (const RectoQuestion *question, RectoJobAbandoned abandoned, gpointer data)
{
  RectoJob *self = g_new0 (RectoJob, 1);

  g_ref_count_init (&self->refs);
  self->question = *question;
  self->question.address = self->address = g_strdup (question->address);
  self->abandoned = abandoned;
  self->data = data;
  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
  self->departed = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

RectoJob *
recto_job_ref (RectoJob *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
recto_job_unref (RectoJob *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->waiters);
  g_ptr_array_unref (self->departed);
  g_free (self->address);
  g_free (self);
}

const RectoQuestion *
recto_job_get_question (RectoJob *self)
{
  return &self->question;
}

static void
return_task_error (Waiter *waiter)
{
  GError *error = recto_task_dup_error (waiter->task);

  if (error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_task_return_error (waiter->result, error);
}

/* The worker is told to stop before the caller hears that it was. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (RectoJob) job = recto_job_ref (waiter->job);
  guint place = 0;

  if (!g_ptr_array_find (job->waiters, waiter, &place))
    return G_SOURCE_REMOVE;
  waiter = g_ptr_array_steal_index (job->waiters, place);
  if (job->started)
    g_ptr_array_add (job->departed, g_object_ref (waiter->task));
  if (job->waiters->len == 0)
    job->abandoned (job, job->data);
  return_task_error (waiter);
  waiter_free (waiter);
  return G_SOURCE_REMOVE;
}

void
recto_job_add_waiter (RectoJob *self, RectoTask *task, GTask *result, RectoPriority priority)
{
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->job = self;
  waiter->task = g_object_ref (task);
  waiter->result = result;
  waiter->priority = priority;
  waiter->cancel_source = g_cancellable_source_new (recto_task_get_cancellable (task));
  g_source_set_callback (waiter->cancel_source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
  g_source_attach (waiter->cancel_source, g_main_context_get_thread_default ());
  g_ptr_array_add (self->waiters, waiter);
  if (self->started)
    recto_task_start (task);
}

RectoPriority
recto_job_get_priority (RectoJob *self)
{
  RectoPriority priority = RECTO_PRIORITY_THUMBNAIL;

  for (guint i = 0; i < self->waiters->len; i++)
    priority = MAX (priority, ((Waiter *) self->waiters->pdata[i])->priority);
  return priority;
}

gboolean
recto_job_is_wanted (RectoJob *self)
{
  for (guint i = 0; i < self->waiters->len; i++)
    if (!recto_task_is_done (((Waiter *) self->waiters->pdata[i])->task))
      return TRUE;
  return FALSE;
}

gboolean
recto_job_sweep (RectoJob *self)
{
  g_autoptr (GPtrArray) ended = g_ptr_array_new_with_free_func (waiter_free);

  for (guint i = self->waiters->len; i-- > 0;)
    if (recto_task_is_done (((Waiter *) self->waiters->pdata[i])->task))
      g_ptr_array_add (ended, g_ptr_array_steal_index (self->waiters, i));
  for (guint i = 0; i < ended->len; i++)
    {
      Waiter *waiter = ended->pdata[i];

      if (self->started)
        g_ptr_array_add (self->departed, g_object_ref (waiter->task));
      return_task_error (waiter);
    }
  return self->waiters->len > 0;
}

void
recto_job_started (RectoJob *self)
{
  self->started = TRUE;
  self->n_starts++;
  self->start_time = g_get_monotonic_time ();
  for (guint i = 0; i < self->waiters->len; i++)
    recto_task_start (((Waiter *) self->waiters->pdata[i])->task);
}

gboolean
recto_job_is_started (RectoJob *self)
{
  return self->started;
}

void
recto_job_requeued (RectoJob *self)
{
  self->started = FALSE;
}

guint
recto_job_get_n_starts (RectoJob *self)
{
  return self->n_starts;
}

void
recto_job_excuse (RectoJob *self)
{
  g_return_if_fail (self->n_starts > 0);

  self->n_starts--;
}

gint64
recto_job_get_work (RectoJob *self)
{
  return self->started ? g_get_monotonic_time () - self->start_time : 0;
}

void
recto_job_set_progress (RectoJob *self, double progress)
{
  for (guint i = 0; i < self->waiters->len; i++)
    recto_task_set_progress (((Waiter *) self->waiters->pdata[i])->task, progress);
}

/* Answers everybody through `end`, which moves a task on and returns its result. Callers may do
 * anything in their call-backs, so the job has no waiters by then. */
static void
answer_all (RectoJob *self, void (*end) (Waiter *waiter, gpointer data), gpointer data)
{
  g_autoptr (RectoJob) alive = recto_job_ref (self);
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
  for (guint i = 0; i < waiters->len; i++)
    {
      Waiter *waiter = waiters->pdata[i];

      g_source_destroy (waiter->cancel_source);
      end (waiter, data);
    }
}

typedef struct
{
  gpointer value;
  GBoxedCopyFunc copy;
  GDestroyNotify destroy;
} Success;

static void
end_with_success (Waiter *waiter, gpointer data)
{
  Success *success = data;

  if (recto_task_succeed (waiter->task))
    g_task_return_pointer (waiter->result, success->copy (success->value), success->destroy);
  else
    return_task_error (waiter);
}

void
recto_job_succeed (RectoJob *self, gpointer value, GBoxedCopyFunc copy, GDestroyNotify destroy)
{
  Success success = { value, copy, destroy };

  answer_all (self, end_with_success, &success);
}

static void
end_with_failure (Waiter *waiter, gpointer data)
{
  recto_task_fail (waiter->task, data);
  return_task_error (waiter);
}

void
recto_job_fail (RectoJob *self, const GError *error)
{
  g_autoptr (GError) copy = g_error_copy (error);

  answer_all (self, end_with_failure, copy);
}

static void
end_by_giving_up (Waiter *waiter, gpointer data)
{
  recto_task_cancel (waiter->task, GPOINTER_TO_INT (data));
  return_task_error (waiter);
}

void
recto_job_give_up (RectoJob *self, RectoCancelReason reason)
{
  answer_all (self, end_by_giving_up, GINT_TO_POINTER (reason));
}

void
recto_job_log_stopped (RectoJob *self)
{
  for (guint i = 0; i < self->departed->len; i++)
    recto_task_log_stopped (self->departed->pdata[i]);
  g_ptr_array_set_size (self->departed, 0);
}
