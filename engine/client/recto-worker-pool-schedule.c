/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-pool-private.h"

#include "recto-worker-errors.h"

/* A job whose page another worker is just drawing waits so long for that one, which has the page's
 * display list; then the page counts as slow and a second worker takes its share. */
#define SHARE_AFTER_MS 40
/* A job that lost its worker through no fault of its own begins again so often. */
#define MAX_STARTS 3
/* After this much work a job that has to make room is not begun again by itself. */
#define COSTLY_US (200 * 1000)

/* ---- Ending running jobs early ---- */

void
recto_worker_pool_tell_rendered (RectoWorkerPool *self, RectoJob *job, gboolean complete)
{
  const RectoQuestion *question = recto_job_get_question (job);

  if (question->kind == RECTO_JOB_RENDER)
    self->callbacks->rendered (question->location, complete, recto_job_get_work (job), self->data);
}

RectoJob *
recto_worker_pool_condemn (RectoWorkerPool *self, RectoWorker *worker)
{
  RectoJob *job = recto_worker_condemn (worker);

  recto_worker_limits_ended (self->limits, worker);
  recto_running_jobs_remove (self->running, job);
  recto_worker_pool_tell_rendered (self, job, FALSE);
  recto_worker_limits_condemned (self->limits, worker);
  return job;
}

void
recto_worker_pool_begin_again_later (RectoWorkerPool *self, RectoJob *job)
{
  g_autoptr (GError) error = NULL;

  if (self->closed)
    {
      recto_job_give_up (job, RECTO_CANCEL_DOCUMENT_CLOSED);
      return;
    }
  if (recto_job_get_n_starts (job) < MAX_STARTS)
    {
      recto_job_requeued (job);
      recto_request_queue_add (self->queue, job);
      return;
    }
  error = recto_worker_error_died ();
  recto_job_fail (job, error);
}

static void
make_room (RectoWorkerPool *self, RectoWorker *worker)
{
  gint64 work = recto_job_get_work (recto_worker_get_job (worker));
  g_autoptr (RectoJob) job = recto_worker_pool_condemn (self, worker);

  /* A search asks again by itself: the time that its pieces may take is not to go by while they
   * wait. */
  if (work > COSTLY_US || recto_job_get_question (job)->kind == RECTO_JOB_SEARCH)
    recto_job_give_up (job, RECTO_CANCEL_SUPERSEDED);
  else
    {
      recto_job_excuse (job);
      recto_worker_pool_begin_again_later (self, job);
    }
}

/* Ends running jobs that nobody waits for any more, and drops such waiting ones. */
static void
sweep (RectoWorkerPool *self)
{
  g_autoptr (GPtrArray) running = recto_running_jobs_list (self->running);

  for (guint i = 0; i < running->len; i++)
    {
      RectoJob *job = running->pdata[i];
      RectoWorker *worker =
          recto_job_is_wanted (job) ? NULL : recto_crew_find_busy (self->crew, job);

      if (worker != NULL)
        recto_job_unref (recto_worker_pool_condemn (self, worker));
      recto_job_sweep (job);
    }
  recto_request_queue_sweep (self->queue);
}

/* ---- Which worker a job goes to ---- */

static void
share_cb (gpointer data)
{
  RectoWorkerPool *self = data;

  self->share_source = 0;
  recto_worker_pool_schedule (self);
}

/* Whether a part of a page had better wait for the worker that is on that page: so long as the page
 * may be a quick one, and while the worker is held up by what a second one could only do again. */
static gboolean
waits_for (RectoWorkerPool *self, RectoJob *other)
{
  RectoWorker *worker = recto_crew_find_busy (self->crew, other);

  if (recto_job_get_work (other) >= SHARE_AFTER_MS * 1000 &&
      (worker == NULL || !recto_worker_is_at_one_thing (worker)))
    return FALSE;
  if (self->share_source == 0)
    self->share_source = g_timeout_add_once (SHARE_AFTER_MS, share_cb, self);
  return TRUE;
}

static void
begin (RectoWorkerPool *self, RectoJob *job, RectoWorker *worker)
{
  g_autoptr (RectoJob) alive = recto_job_ref (job);

  recto_request_queue_remove (self->queue, job);
  if (!recto_worker_give (worker, job, self->generation))
    {
      recto_request_queue_add (self->queue, job);
      recto_crew_drop (self->crew, worker);
      self->schedule_again = TRUE;
      return;
    }
  self->n_started++;
  recto_running_jobs_add (self->running, job);
  recto_worker_limits_began (self->limits, worker);
  recto_job_started (job);
}

/* ---- Giving jobs to workers ---- */

static void
endless_cb (gpointer data)
{
  RectoWorkerPool *self = data;

  self->endless_source = 0;
  recto_worker_pool_schedule (self);
}

/* The place that is free may be given away by then. */
static void
look_again (RectoWorkerPool *self)
{
  const gint64 wait = recto_worker_limits_get_wait (self->limits);

  if (self->endless_source == 0 && wait >= 0)
    self->endless_source = g_timeout_add_once (wait / 1000 + 1, endless_cb, self);
}

/* A place among the running jobs for one of this urgency, taken from a less urgent one if need be.
 * `again`: for more of a page that is being drawn. */
static gboolean
find_room (RectoWorkerPool *self, RectoPriority priority, gboolean again)
{
  RectoWorker *yielding;

  if (recto_worker_limits_may_run (self->limits, priority, again))
    return TRUE;
  yielding = recto_worker_limits_least_urgent (self->limits, priority, again);
  if (yielding != NULL)
    make_room (recto_worker_get_owner (yielding), yielding);
  else if (!again)
    look_again (self);
  return yielding != NULL;
}

/* FALSE: no other job could begin now either. */
static gboolean
try_to_begin (RectoWorkerPool *self, RectoJob *job)
{
  const RectoQuestion *question = recto_job_get_question (job);
  RectoPriority priority = recto_job_get_priority (job);
  RectoJob *on_page = recto_running_jobs_find_on_page (self->running, question);
  RectoWorker *idle = recto_crew_find_idle (self->crew, question->location,
                                            priority == RECTO_PRIORITY_VISIBLE && on_page == NULL);

  if (on_page != NULL && (idle == NULL || !recto_worker_knows (idle, question->location)) &&
      waits_for (self, on_page))
    return TRUE;
  if (!find_room (self, priority, on_page != NULL))
    return on_page != NULL || priority < RECTO_PRIORITY_VISIBLE;
  /* Making room calls out, which may have changed everything. */
  if (self->closed || !recto_job_is_wanted (job))
    return !self->closed;
  idle = recto_crew_find_idle (self->crew, question->location,
                               priority == RECTO_PRIORITY_VISIBLE && on_page == NULL);
  if (idle != NULL)
    begin (self, job, idle);
  else
    recto_crew_ask (self->crew);
  return idle != NULL;
}

static void
begin_jobs (RectoWorkerPool *self)
{
  g_autoptr (GPtrArray) jobs = recto_request_queue_list (self->queue);

  for (guint i = 0; i < jobs->len && !self->closed; i++)
    if (!try_to_begin (self, jobs->pdata[i]))
      break;
}

void
recto_worker_pool_schedule (RectoWorkerPool *self)
{
  if (self->scheduling || self->closed)
    {
      self->schedule_again = TRUE;
      return;
    }
  g_ref_count_inc (&self->refs);
  self->scheduling = TRUE;
  do
    {
      self->schedule_again = FALSE;
      sweep (self);
      if (!self->closed)
        begin_jobs (self);
    }
  while (self->schedule_again && !self->closed);
  self->scheduling = FALSE;
  if (!self->closed)
    recto_crew_tidy (self->crew, self->had_tile);
  recto_worker_pool_unref (self);
}

static void
schedule_cb (gpointer data)
{
  RectoWorkerPool *self = data;

  self->schedule_source = 0;
  recto_worker_pool_schedule (self);
}

void
recto_worker_pool_schedule_soon (RectoWorkerPool *self)
{
  if (self->schedule_source == 0)
    self->schedule_source = g_timeout_add_once (0, schedule_cb, self);
}
