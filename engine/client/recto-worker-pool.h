/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-host.h"
#include "recto-job.h"
#include "recto-worker-limits.h"

/* RectoWorkerPool: one document's workers and the jobs that wait for them. It keeps a spare worker
 * ready, so that work that follows a cancel never waits for the old worker. */
typedef struct _RectoWorkerPool RectoWorkerPool;

typedef struct
{
  /* The first tile has come. */
  void (*first_tile) (gpointer data);
  /* A render of this page ended after `work` microseconds: FALSE when it was cancelled. */
  void (*rendered) (RectoLocation location, gboolean complete, gint64 work, gpointer data);
  /* The host does not give workers any more. */
  void (*starved) (gpointer data);
  /* Something is asked for, and there is no host. */
  void (*hostless) (gpointer data);
} RectoWorkerPoolCallbacks;

RectoWorkerPool *recto_worker_pool_new (RectoWorkerLimits *limits,
                                        const RectoWorkerPoolCallbacks *callbacks,
                                        gpointer data);
/* Kills all workers; jobs that still wait fail with G_IO_ERROR_CLOSED. */
void recto_worker_pool_free (RectoWorkerPool *self);

/* The host to ask for workers, or NULL while there is none: jobs wait then. */
void recto_worker_pool_set_host (RectoWorkerPool *self, RectoHost *host);
/* The host's answer to a fork. */
void recto_worker_pool_forked (RectoWorkerPool *self, guint number, int *pidfd, int pid);

/* Asks a question for `task`; `result` (transfer full) is returned with a RectoTile, a
 * RectoPageText, or the GBytes of the answering message. A question that is already waiting or
 * running is shared. */
void recto_worker_pool_ask (RectoWorkerPool *self,
                            const RectoQuestion *question,
                            RectoTask *task,
                            GTask *result,
                            RectoPriority priority);
/* Whether somebody waits for an answer. */
gboolean recto_worker_pool_is_wanted (RectoWorkerPool *self);

/* All workers are out of date: new ones answer `generation`. What is waiting or running ends
 * (SUPERSEDED); where the pages only look otherwise, this is only what is being drawn, and all else
 * begins again. */
void recto_worker_pool_renew (RectoWorkerPool *self, guint generation, gboolean only_looks);
/* Every job that waits or runs fails; workers stay. */
void recto_worker_pool_fail_all (RectoWorkerPool *self, const GError *error);
/* Kills the workers that were told to stop and have not answered; how many. */
guint recto_worker_pool_kill_condemned (RectoWorkerPool *self);
/* Workers that are told to stop, but have not answered yet. */
guint recto_worker_pool_get_n_condemned (RectoWorkerPool *self);
/* While asleep it keeps no worker that has nothing to do. */
void recto_worker_pool_set_asleep (RectoWorkerPool *self, gboolean asleep);
void recto_worker_pool_allow_more_memory (RectoWorkerPool *self);
/* What workers have ready for their next tiles. */
void recto_worker_pool_give_back_memory (RectoWorkerPool *self);
/* The host knows more than it did: workers that have not read a page yet are forked anew. */
void recto_worker_pool_refresh (RectoWorkerPool *self);

/* For tests and the log. */
guint recto_worker_pool_get_n_started (RectoWorkerPool *self); /* jobs given to workers so far */
guint recto_worker_pool_get_n_workers (RectoWorkerPool *self);
int recto_worker_pool_get_busy_pid (RectoWorkerPool *self); /* a busy worker's, or 0 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoWorkerPool, recto_worker_pool_free)
