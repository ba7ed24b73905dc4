/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-job.h"

/* RectoWorker: one forked process as the viewer sees it. It takes one job at a time. Told to stop,
 * it is condemned: it has 150 ms to answer, then it is killed. */
typedef struct _RectoWorker RectoWorker;

typedef enum
{
  RECTO_WORKER_STARTING,
  RECTO_WORKER_IDLE,
  RECTO_WORKER_BUSY,
  RECTO_WORKER_CONDEMNED,
  RECTO_WORKER_DEAD,
} RectoWorkerState;

typedef struct
{
  /* The job it was given is answered; `message` is of the kind that answers it. `tile` is what a
   * successful render painted, `body` a copy of what came in shared memory with a successful answer
   * of another kind; both are NULL otherwise (transfer none). `job` is NULL for a condemned worker,
   * which is idle again now. */
  void (*answered) (RectoWorker *self,
                    RectoJob *job,
                    const RectoMessage *message,
                    RectoTile *tile,
                    GBytes *body,
                    gpointer data);
  /* It ended by itself; `job` (nullable) is what it was doing. */
  void (*died) (RectoWorker *self, RectoJob *job, gpointer data);
  /* It was condemned and has been killed. */
  void (*killed) (RectoWorker *self, gpointer data);
} RectoWorkerCallbacks;

/* Makes both ends; `theirs` is for the host to give to the process. */
RectoWorker *recto_worker_new (guint number,
                               int *theirs,
                               const RectoWorkerCallbacks *callbacks,
                               gpointer data,
                               GError **error);
/* Kills the process, if there still is one. */
void recto_worker_free (RectoWorker *self);
/* The process is there: the worker is idle. Takes `pidfd`. */
void recto_worker_set_process (RectoWorker *self, int pidfd, int pid);

guint recto_worker_get_number (RectoWorker *self);
int recto_worker_get_pid (RectoWorker *self);
RectoWorkerState recto_worker_get_state (RectoWorker *self);
RectoJob *recto_worker_get_job (RectoWorker *self);          /* (transfer none) (nullable) */
RectoPriority recto_worker_get_priority (RectoWorker *self); /* of its job */
gpointer recto_worker_get_owner (RectoWorker *self);         /* the `data` of its callbacks */
/* Whether it has read this page lately, and so has its display list. */
gboolean recto_worker_knows (RectoWorker *self, RectoLocation location);
/* How many pages it has read so far: what it has cached makes the next page of the document faster.
 */
guint recto_worker_get_warmth (RectoWorker *self);
/* What all tiles so far took it, microseconds, as it says. */
guint64 recto_worker_get_work (RectoWorker *self);
/* Its host has read more since it was forked than it then had: a new one need not read that. */
void recto_worker_set_outdated (RectoWorker *self);
gboolean recto_worker_is_outdated (RectoWorker *self);
/* A page made its parser complain: it must not go on to another page. */
gboolean recto_worker_is_tainted (RectoWorker *self);
gint64 recto_worker_get_idle_since (RectoWorker *self); /* monotonic time of its last answer */

/* Gives an idle worker a job. FALSE: it does not take it. */
gboolean recto_worker_give (RectoWorker *self, RectoJob *job, guint generation);
/* Progress of its render, 0 to 1, or -1. */
double recto_worker_get_progress (RectoWorker *self);
/* It is, or has been for long, held up by a single part of its page, such as a picture that must be
 * decoded: a second worker could only do the same again. */
gboolean recto_worker_is_at_one_thing (RectoWorker *self);
/* Tells a busy worker to stop; its job is no longer its. (transfer full): the job. */
RectoJob *recto_worker_condemn (RectoWorker *self);
/* Kills a condemned worker now; `killed` follows before this returns. */
void recto_worker_kill (RectoWorker *self);
/* Sets the soft limit of its memory, bytes, as far as the hard limit goes. */
void recto_worker_set_memory_limit (RectoWorker *self, guint64 bytes);
/* The memory for its next tiles; it gets other when it needs some. */
void recto_worker_give_back_memory (RectoWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoWorker, recto_worker_free)
