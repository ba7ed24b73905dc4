/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-job.h"

/* RectoRequestQueue: jobs that wait for a worker: the most urgent first, among equals the oldest.
 * Urgency may change while a job waits. */
typedef struct _RectoRequestQueue RectoRequestQueue;

RectoRequestQueue *recto_request_queue_new (void);
void recto_request_queue_free (RectoRequestQueue *self);
void recto_request_queue_add (RectoRequestQueue *self, RectoJob *job);
/* FALSE when it is not in the queue. */
gboolean recto_request_queue_remove (RectoRequestQueue *self, RectoJob *job);
/* The job that asks the same, or NULL. (transfer none) */
RectoJob *recto_request_queue_find (RectoRequestQueue *self, const RectoQuestion *question);
guint recto_request_queue_get_length (RectoRequestQueue *self);
/* Somebody waits for one of the jobs. */
gboolean recto_request_queue_is_wanted (RectoRequestQueue *self);
/* All jobs in their order. (transfer container) (element-type RectoJob): with a reference each */
GPtrArray *recto_request_queue_list (RectoRequestQueue *self);
/* Answers waiters whose tasks have ended and drops the jobs that nobody waits for. */
void recto_request_queue_sweep (RectoRequestQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoRequestQueue, recto_request_queue_free)
