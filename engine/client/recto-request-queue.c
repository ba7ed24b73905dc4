/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-request-queue.h"

struct _RectoRequestQueue
{
  GPtrArray *jobs; /* RectoJob, in the order they came */
};

RectoRequestQueue *
recto_request_queue_new (void)
{
  RectoRequestQueue *self = g_new0 (RectoRequestQueue, 1);

  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) recto_job_unref);
  return self;
}

void
recto_request_queue_free (RectoRequestQueue *self)
{
  g_ptr_array_unref (self->jobs);
  g_free (self);
}

void
recto_request_queue_add (RectoRequestQueue *self, RectoJob *job)
{
  g_ptr_array_add (self->jobs, recto_job_ref (job));
}

gboolean
recto_request_queue_remove (RectoRequestQueue *self, RectoJob *job)
{
  return g_ptr_array_remove (self->jobs, job);
}

RectoJob *
recto_request_queue_find (RectoRequestQueue *self, const RectoQuestion *question)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (recto_question_equal (recto_job_get_question (self->jobs->pdata[i]), question))
      return self->jobs->pdata[i];
  return NULL;
}

guint
recto_request_queue_get_length (RectoRequestQueue *self)
{
  return self->jobs->len;
}

gboolean
recto_request_queue_is_wanted (RectoRequestQueue *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (recto_job_is_wanted (self->jobs->pdata[i]))
      return TRUE;
  return FALSE;
}

GPtrArray *
recto_request_queue_list (RectoRequestQueue *self)
{
  GPtrArray *sorted = g_ptr_array_new_full (self->jobs->len, (GDestroyNotify) recto_job_unref);

  for (int priority = RECTO_PRIORITY_VISIBLE; priority >= RECTO_PRIORITY_THUMBNAIL; priority--)
    for (guint i = 0; i < self->jobs->len; i++)
      if ((int) recto_job_get_priority (self->jobs->pdata[i]) == priority)
        g_ptr_array_add (sorted, recto_job_ref (self->jobs->pdata[i]));
  return sorted;
}

/* Answering calls out, and what it calls may change the queue: so it works on a copy. */
void
recto_request_queue_sweep (RectoRequestQueue *self)
{
  g_autoptr (GPtrArray) jobs =
      g_ptr_array_copy (self->jobs, (GCopyFunc) (void (*) (void)) recto_job_ref, NULL);

  for (guint i = 0; i < jobs->len; i++)
    if (!recto_job_sweep (jobs->pdata[i]))
      recto_request_queue_remove (self, jobs->pdata[i]);
}
