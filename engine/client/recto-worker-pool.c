/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-pool.h"

#include <glib/gstdio.h>

#include "recto-answer.h"
#include "recto-worker-errors.h"
#include "recto-worker-pool-private.h"

/* Idle workers that end by themselves, in a row, before the host counts as broken. */
#define MAX_EARLY_DEATHS 5

void
recto_worker_pool_unref (RectoWorkerPool *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  recto_running_jobs_free (self->running);
  recto_crew_free (self->crew);
  recto_request_queue_free (self->queue);
  recto_worker_limits_unref (self->limits);
  g_free (self);
}

static void answered_cb (RectoWorker *worker,
                         RectoJob *job,
                         const RectoMessage *message,
                         RectoTile *tile,
                         GBytes *body,
                         gpointer data);
static void died_cb (RectoWorker *worker, RectoJob *job, gpointer data);
static void killed_cb (RectoWorker *worker, gpointer data);

static const RectoWorkerCallbacks worker_callbacks = { answered_cb, died_cb, killed_cb };

static void
abandoned_cb (RectoJob *job, gpointer data)
{
  RectoWorkerPool *self = data;
  RectoWorker *worker = recto_crew_find_busy (self->crew, job);

  if (worker != NULL)
    recto_job_unref (recto_worker_pool_condemn (self, worker));
  else
    recto_request_queue_remove (self->queue, job);
  recto_worker_pool_schedule_soon (self);
}

/* ---- What workers say ---- */

static void
deliver (RectoWorkerPool *self,
         RectoJob *job,
         const RectoMessage *message,
         RectoTile *tile,
         GBytes *body)
{
  if (!recto_answer_job (job, message, tile, body))
    recto_worker_pool_begin_again_later (self, job);
  else if (tile != NULL && !self->had_tile && !self->closed)
    {
      self->had_tile = TRUE;
      /* The host may be busy for a while after this: a spare is asked for before. */
      recto_crew_ask (self->crew);
      self->callbacks->first_tile (self->data);
    }
}

static void
answered_cb (RectoWorker *worker,
             RectoJob *job,
             const RectoMessage *message,
             RectoTile *tile,
             GBytes *body,
             gpointer data)
{
  RectoWorkerPool *self = data;

  recto_worker_limits_pardoned (self->limits, worker);
  recto_worker_limits_ended (self->limits, worker);
  self->n_early_deaths = 0;
  if (job == NULL)
    {
      recto_worker_pool_schedule (self);
      return;
    }
  g_ref_count_inc (&self->refs);
  if (tile != NULL)
    recto_worker_pool_tell_rendered (self, job, TRUE);
  recto_running_jobs_remove (self->running, job);
  /* The next job begins before anybody looks at this answer. */
  recto_worker_pool_schedule (self);
  deliver (self, job, message, tile, body);
  if (!self->closed)
    recto_worker_pool_schedule (self);
  recto_worker_pool_unref (self);
}

static void
died_cb (RectoWorker *worker, RectoJob *job, gpointer data)
{
  RectoWorkerPool *self = data;
  g_autoptr (RectoJob) its_job = job != NULL ? recto_job_ref (job) : NULL;
  g_autoptr (GError) error = NULL;

  g_ref_count_inc (&self->refs);
  if (its_job != NULL)
    recto_running_jobs_remove (self->running, its_job);
  recto_crew_drop (self->crew, worker);
  if (its_job != NULL && recto_crew_lost_its_host (self->crew))
    recto_worker_pool_begin_again_later (self, its_job);
  else if (its_job != NULL)
    {
      error = recto_worker_error_crashed ();
      recto_job_fail (its_job, error);
    }
  else if (++self->n_early_deaths >= MAX_EARLY_DEATHS)
    self->callbacks->starved (self->data);
  if (!self->closed)
    recto_worker_pool_schedule (self);
  recto_worker_pool_unref (self);
}

static void
killed_cb (RectoWorker *worker, gpointer data)
{
  RectoWorkerPool *self = data;

  recto_crew_drop (self->crew, worker);
  recto_worker_pool_schedule_soon (self);
}

/* ---- Public ---- */

static void
place_free_cb (gpointer data)
{
  recto_worker_pool_schedule (data);
}

RectoWorkerPool *
recto_worker_pool_new (RectoWorkerLimits *limits,
                       const RectoWorkerPoolCallbacks *callbacks,
                       gpointer data)
{
  RectoWorkerPool *self = g_new0 (RectoWorkerPool, 1);

  g_ref_count_init (&self->refs);
  self->limits = recto_worker_limits_ref (limits);
  self->callbacks = callbacks;
  self->data = data;
  self->queue = recto_request_queue_new ();
  self->crew = recto_crew_new (limits, &worker_callbacks, self);
  self->running = recto_running_jobs_new (self->crew);
  recto_worker_limits_add_pool (limits, place_free_cb, self);
  return self;
}

void
recto_worker_pool_free (RectoWorkerPool *self)
{
  g_autoptr (GError) error = recto_worker_error_closed ();

  self->closed = TRUE;
  recto_crew_set_host (self->crew, NULL);
  recto_worker_limits_remove_pool (self->limits, self);
  g_clear_handle_id (&self->share_source, g_source_remove);
  g_clear_handle_id (&self->endless_source, g_source_remove);
  g_clear_handle_id (&self->schedule_source, g_source_remove);
  recto_crew_drop_all (self->crew);
  recto_worker_pool_fail_all (self, error);
  recto_worker_pool_unref (self);
}

static void
requeue_running (RectoWorkerPool *self)
{
  g_autoptr (GPtrArray) jobs = recto_running_jobs_list (self->running);

  for (guint i = 0; i < jobs->len; i++)
    recto_running_jobs_remove (self->running, jobs->pdata[i]);
  for (guint i = 0; i < jobs->len; i++)
    recto_worker_pool_begin_again_later (self, jobs->pdata[i]);
}

void
recto_worker_pool_set_host (RectoWorkerPool *self, RectoHost *host)
{
  recto_crew_set_host (self->crew, host);
  self->n_early_deaths = 0;
  g_ref_count_inc (&self->refs);
  if (host == NULL)
    {
      recto_crew_drop_all (self->crew);
      requeue_running (self);
    }
  if (!self->closed)
    recto_worker_pool_schedule (self);
  recto_worker_pool_unref (self);
}

void
recto_worker_pool_forked (RectoWorkerPool *self, guint number, int *pidfd, int pid)
{
  RectoWorker *worker = recto_crew_find_starting (self->crew, number);

  if (worker == NULL)
    return;
  if (*pidfd < 0)
    {
      died_cb (worker, NULL, self);
      return;
    }
  recto_crew_begin (self->crew, worker, g_steal_fd (pidfd), pid);
  recto_worker_pool_schedule (self);
}

void
recto_worker_pool_ask (RectoWorkerPool *self,
                       const RectoQuestion *question,
                       RectoTask *task,
                       GTask *result,
                       RectoPriority priority)
{
  RectoJob *job = recto_running_jobs_find (self->running, question);
  g_autoptr (RectoJob) made = NULL;

  if (job == NULL)
    job = recto_request_queue_find (self->queue, question);
  if (job == NULL)
    {
      job = made = recto_job_new (question, abandoned_cb, self);
      recto_request_queue_add (self->queue, job);
    }
  recto_job_add_waiter (job, task, result, priority);
  /* Begins in the next turn: first whoever was cancelled just before is told, while no worker has
   * been woken yet that might take this processor. */
  recto_worker_pool_schedule_soon (self);
  /* Last: it calls out, and the document may be closed there. */
  if (!recto_crew_has_host (self->crew))
    self->callbacks->hostless (self->data);
}

gboolean
recto_worker_pool_is_wanted (RectoWorkerPool *self)
{
  return recto_request_queue_is_wanted (self->queue) ||
         recto_running_jobs_get_first (self->running) != NULL;
}

static void
renew_job (RectoWorkerPool *self, RectoJob *job, gboolean only_looks)
{
  if (!only_looks || recto_job_get_question (job)->kind == RECTO_JOB_RENDER)
    {
      recto_request_queue_remove (self->queue, job);
      recto_job_give_up (job, RECTO_CANCEL_SUPERSEDED);
    }
  else if (recto_job_is_started (job))
    {
      recto_job_excuse (job);
      recto_worker_pool_begin_again_later (self, job);
    }
}

void
recto_worker_pool_renew (RectoWorkerPool *self, guint generation, gboolean only_looks)
{
  g_autoptr (GPtrArray) jobs = recto_request_queue_list (self->queue);
  RectoJob *job;

  self->generation = generation;
  g_ref_count_inc (&self->refs);
  while ((job = recto_running_jobs_get_first (self->running)) != NULL)
    g_ptr_array_add (jobs,
                     recto_worker_pool_condemn (self, recto_crew_find_busy (self->crew, job)));
  recto_crew_drop_all (self->crew);
  for (guint i = 0; i < jobs->len; i++)
    renew_job (self, jobs->pdata[i], only_looks);
  if (!self->closed)
    recto_worker_pool_schedule (self);
  recto_worker_pool_unref (self);
}

void
recto_worker_pool_fail_all (RectoWorkerPool *self, const GError *error)
{
  g_autoptr (GPtrArray) jobs = recto_request_queue_list (self->queue);
  RectoJob *job;

  g_ref_count_inc (&self->refs);
  while ((job = recto_running_jobs_get_first (self->running)) != NULL)
    {
      RectoWorker *worker = recto_crew_find_busy (self->crew, job);

      g_ptr_array_add (jobs, recto_job_ref (job));
      if (worker != NULL)
        recto_job_unref (recto_worker_pool_condemn (self, worker));
      else
        recto_running_jobs_remove (self->running, job);
    }
  for (guint i = 0; i < jobs->len; i++)
    {
      recto_request_queue_remove (self->queue, jobs->pdata[i]);
      recto_job_fail (jobs->pdata[i], error);
    }
  recto_worker_pool_unref (self);
}

guint
recto_worker_pool_kill_condemned (RectoWorkerPool *self)
{
  return recto_crew_kill_condemned (self->crew);
}

guint
recto_worker_pool_get_n_condemned (RectoWorkerPool *self)
{
  return recto_crew_count (self->crew, RECTO_WORKER_CONDEMNED);
}

void
recto_worker_pool_set_asleep (RectoWorkerPool *self, gboolean asleep)
{
  recto_crew_set_asleep (self->crew, asleep);
  recto_worker_pool_schedule (self);
}

void
recto_worker_pool_allow_more_memory (RectoWorkerPool *self)
{
  recto_crew_allow_more_memory (self->crew);
}

void
recto_worker_pool_give_back_memory (RectoWorkerPool *self)
{
  recto_crew_give_back_memory (self->crew);
}

void
recto_worker_pool_refresh (RectoWorkerPool *self)
{
  recto_crew_refresh (self->crew);
  recto_worker_pool_schedule (self);
}

guint
recto_worker_pool_get_n_started (RectoWorkerPool *self)
{
  return self->n_started;
}

guint
recto_worker_pool_get_n_workers (RectoWorkerPool *self)
{
  return recto_crew_get_length (self->crew);
}

int
recto_worker_pool_get_busy_pid (RectoWorkerPool *self)
{
  RectoJob *job = recto_running_jobs_get_first (self->running);
  RectoWorker *worker = job != NULL ? recto_crew_find_busy (self->crew, job) : NULL;

  return worker != NULL ? recto_worker_get_pid (worker) : 0;
}
