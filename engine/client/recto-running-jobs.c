/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-running-jobs.h"

/* How often progress is looked at. */
#define PROGRESS_MS 100

struct _RectoRunningJobs
{
  RectoCrew *crew; /* (unowned) */
  GPtrArray *jobs; /* of RectoJob */
  guint progress_source;
};

static gboolean
progress_cb (gpointer data)
{
  RectoRunningJobs *self = data;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      RectoWorker *worker = recto_crew_find_busy (self->crew, self->jobs->pdata[i]);
      double progress = worker != NULL ? recto_worker_get_progress (worker) : -1;

      if (progress >= 0)
        recto_job_set_progress (self->jobs->pdata[i], progress);
    }
  if (self->jobs->len > 0)
    return G_SOURCE_CONTINUE;
  self->progress_source = 0;
  return G_SOURCE_REMOVE;
}

RectoRunningJobs *
recto_running_jobs_new (RectoCrew *crew)
{
  RectoRunningJobs *self = g_new0 (RectoRunningJobs, 1);

  self->crew = crew;
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) recto_job_unref);
  return self;
}

void
recto_running_jobs_free (RectoRunningJobs *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_ptr_array_unref (self->jobs);
  g_free (self);
}

void
recto_running_jobs_add (RectoRunningJobs *self, RectoJob *job)
{
  g_ptr_array_add (self->jobs, recto_job_ref (job));
  if (self->progress_source == 0)
    self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
}

void
recto_running_jobs_remove (RectoRunningJobs *self, RectoJob *job)
{
  g_ptr_array_remove (self->jobs, job);
}

RectoJob *
recto_running_jobs_find (RectoRunningJobs *self, const RectoQuestion *question)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (recto_question_equal (recto_job_get_question (self->jobs->pdata[i]), question))
      return self->jobs->pdata[i];
  return NULL;
}

RectoJob *
recto_running_jobs_find_on_page (RectoRunningJobs *self, const RectoQuestion *question)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      const RectoQuestion *its = recto_job_get_question (self->jobs->pdata[i]);

      if (question->kind == RECTO_JOB_RENDER && its->kind == RECTO_JOB_RENDER &&
          recto_location_equal (its->location, question->location))
        return self->jobs->pdata[i];
    }
  return NULL;
}

RectoJob *
recto_running_jobs_get_first (RectoRunningJobs *self)
{
  return self->jobs->len > 0 ? self->jobs->pdata[0] : NULL;
}

GPtrArray *
recto_running_jobs_list (RectoRunningJobs *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) recto_job_unref);

  for (guint i = 0; i < self->jobs->len; i++)
    g_ptr_array_add (list, recto_job_ref (self->jobs->pdata[i]));
  return list;
}
