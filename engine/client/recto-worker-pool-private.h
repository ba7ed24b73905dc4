/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-crew.h"
#include "recto-request-queue.h"
#include "recto-running-jobs.h"
#include "recto-worker-pool.h"

/* What the recto-worker-pool*.c files share: recto-worker-pool.c has the pool, and hears of its
 * workers; recto-worker-pool-schedule.c gives waiting jobs to workers, and ends running ones. */

struct _RectoWorkerPool
{
  grefcount refs; /* held while calling out: what is called may close the document */
  gboolean closed;
  RectoWorkerLimits *limits;
  const RectoWorkerPoolCallbacks *callbacks;
  gpointer data;
  RectoCrew *crew;
  RectoRequestQueue *queue;
  RectoRunningJobs *running;
  guint generation;
  guint n_started;
  gboolean had_tile;
  gboolean scheduling;
  gboolean schedule_again;
  guint share_source;
  guint endless_source;
  guint schedule_source;
  guint n_early_deaths; /* of idle workers in a row */
};

/* Begins what can begin, and ends what nobody waits for. It calls out; the pool may be gone after
 * that. */
void recto_worker_pool_schedule (RectoWorkerPool *self);
/* The same in the next turn of the main loop. */
void recto_worker_pool_schedule_soon (RectoWorkerPool *self);
/* The worker is told to stop and its place is free at once. (transfer full): its job. */
RectoJob *recto_worker_pool_condemn (RectoWorkerPool *self, RectoWorker *worker);
/* A job that has lost its worker goes back to the queue, unless it has had its share. */
void recto_worker_pool_begin_again_later (RectoWorkerPool *self, RectoJob *job);
/* A job ended: whoever counts renders hears of it. */
void recto_worker_pool_tell_rendered (RectoWorkerPool *self, RectoJob *job, gboolean complete);
void recto_worker_pool_unref (RectoWorkerPool *self);
