/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "recto-job.h"
#include "recto-worker.h"

/* RectoWorkerLimits: what all documents of the program share: how many jobs may run at once, and
 * how many cancelled workers may be given time to answer. */
typedef struct _RectoWorkerLimits RectoWorkerLimits;

/* `max_running`: jobs at once; 0 chooses by the machine's processors. */
RectoWorkerLimits *recto_worker_limits_new (guint max_running);
RectoWorkerLimits *recto_worker_limits_ref (RectoWorkerLimits *self);
void recto_worker_limits_unref (RectoWorkerLimits *self);
guint recto_worker_limits_get_max (RectoWorkerLimits *self);

/* Somebody who has work waiting and is told when a place comes free. */
typedef void (*RectoPlaceFree) (gpointer data);
void recto_worker_limits_add_pool (RectoWorkerLimits *self,
                                   RectoPlaceFree place_free,
                                   gpointer pool);
void recto_worker_limits_remove_pool (RectoWorkerLimits *self, gpointer pool);

/* Whether a job of this urgency may begin now. The last place is kept for what is in view or
 * wanted, and the latter gives it up again; where all others are held by what is not in view and
 * takes very long, anything may have it but more of a page that is being drawn (`again`). One
 * neighbor may run beside slow pages that hold all places. */
gboolean recto_worker_limits_may_run (RectoWorkerLimits *self,
                                      RectoPriority priority,
                                      gboolean again);
/* How long, in microseconds, until what runs counts as taking very long, if it goes on; -1 while no
 * place is free. */
gint64 recto_worker_limits_get_wait (RectoWorkerLimits *self);
/* A worker began, or no longer counts as running. */
void recto_worker_limits_began (RectoWorkerLimits *self, RectoWorker *worker);
void recto_worker_limits_ended (RectoWorkerLimits *self, RectoWorker *worker);
/* The running worker whose job is the least urgent, if that is less urgent than `priority` and may
 * make room for it. */
RectoWorker *recto_worker_limits_least_urgent (RectoWorkerLimits *self,
                                               RectoPriority priority,
                                               gboolean again);

/* A worker was told to stop and has its grace. With it the oldest beyond two is killed at once. */
void recto_worker_limits_condemned (RectoWorkerLimits *self, RectoWorker *worker);
void recto_worker_limits_pardoned (RectoWorkerLimits *self, RectoWorker *worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoWorkerLimits, recto_worker_limits_unref)
