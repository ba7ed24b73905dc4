/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-limits.h"

/* Cancelled workers that may still be given time to answer, in the whole program: each may burn a
 * processor for as long. */
#define MAX_CONDEMNED 2

/* Work on what is in view that has taken so long, microseconds, is slow. */
#define SLOW_US (60 * 1000)
/* Work on what is not in view that has taken so long may go on until its limit: what waits behind
 * it, which may be what the page in view says, does not wait for that. */
#define ENDLESS_US (500 * 1000)

typedef struct
{
  RectoPlaceFree place_free;
  gpointer data;
} Pool;

struct _RectoWorkerLimits
{
  grefcount refs;
  guint max_running;
  GPtrArray *running;   /* RectoWorker, not owned */
  GPtrArray *condemned; /* RectoWorker, not owned, oldest first */
  GArray *pools;        /* Pool */
  guint tell_source;
};

RectoWorkerLimits *
recto_worker_limits_new (guint max_running)
{
  RectoWorkerLimits *self = g_new0 (RectoWorkerLimits, 1);

  g_ref_count_init (&self->refs);
  /* One processor is left to the window, but never fewer than two pages at once. */
  self->max_running = max_running > 0 ? max_running : CLAMP (g_get_num_processors () - 1, 2, 4);
  self->running = g_ptr_array_new ();
  self->condemned = g_ptr_array_new ();
  self->pools = g_array_new (FALSE, FALSE, sizeof (Pool));
  return self;
}

RectoWorkerLimits *
recto_worker_limits_ref (RectoWorkerLimits *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
recto_worker_limits_unref (RectoWorkerLimits *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_ptr_array_unref (self->running);
  g_ptr_array_unref (self->condemned);
  g_array_unref (self->pools);
  g_free (self);
}

guint
recto_worker_limits_get_max (RectoWorkerLimits *self)
{
  return self->max_running;
}

void
recto_worker_limits_add_pool (RectoWorkerLimits *self, RectoPlaceFree place_free, gpointer pool)
{
  Pool entry = { place_free, pool };

  g_array_append_val (self->pools, entry);
}

void
recto_worker_limits_remove_pool (RectoWorkerLimits *self, gpointer pool)
{
  for (guint i = 0; i < self->pools->len; i++)
    if (g_array_index (self->pools, Pool, i).data == pool)
      {
        g_array_remove_index (self->pools, i);
        return;
      }
}

static gboolean
all_are_slow (RectoWorkerLimits *self)
{
  for (guint i = 0; i < self->running->len; i++)
    {
      RectoWorker *worker = self->running->pdata[i];

      if (recto_worker_get_priority (worker) < RECTO_PRIORITY_VISIBLE ||
          recto_job_get_work (recto_worker_get_job (worker)) < SLOW_US)
        return FALSE;
    }
  return TRUE;
}

static guint
count_unseen (RectoWorkerLimits *self)
{
  guint n = 0;

  for (guint i = 0; i < self->running->len; i++)
    n += recto_worker_get_priority (self->running->pdata[i]) < RECTO_PRIORITY_VISIBLE;
  return n;
}

gint64
recto_worker_limits_get_wait (RectoWorkerLimits *self)
{
  gint64 wait = 0;

  if (self->running->len >= self->max_running)
    return -1;
  for (guint i = 0; i < self->running->len; i++)
    wait = MAX (wait,
                ENDLESS_US - recto_job_get_work (recto_worker_get_job (self->running->pdata[i])));
  return wait;
}

gboolean
recto_worker_limits_may_run (RectoWorkerLimits *self, RectoPriority priority, gboolean again)
{
  /* While a slow page holds all places, the page after it is drawn by the spare, so that turning
   * on from there takes no longer than any other turn. */
  if (self->running->len >= self->max_running)
    return priority == RECTO_PRIORITY_NEAR && !again && self->running->len == self->max_running &&
           all_are_slow (self);
  if (priority >= RECTO_PRIORITY_WANTED)
    return TRUE;
  return count_unseen (self) + 1 < self->max_running ||
         (!again && recto_worker_limits_get_wait (self) == 0);
}

static gboolean
has_pool (RectoWorkerLimits *self, gpointer pool)
{
  for (guint i = 0; i < self->pools->len; i++)
    if (g_array_index (self->pools, Pool, i).data == pool)
      return TRUE;
  return FALSE;
}

/* Whoever is told may close documents, its own or others, and drop the last of these limits. */
static void
tell_pools_once (gpointer data)
{
  g_autoptr (RectoWorkerLimits) self = recto_worker_limits_ref (data);
  g_autoptr (GArray) pools = g_array_copy (self->pools);

  self->tell_source = 0;
  for (guint i = 0; i < pools->len; i++)
    {
      const Pool *pool = &g_array_index (pools, Pool, i);

      if (has_pool (self, pool->data))
        pool->place_free (pool->data);
    }
}

void
recto_worker_limits_began (RectoWorkerLimits *self, RectoWorker *worker)
{
  g_ptr_array_add (self->running, worker);
}

/* The pool that ended a job looks for its next by itself; the others are told in the next turn. */
void
recto_worker_limits_ended (RectoWorkerLimits *self, RectoWorker *worker)
{
  if (g_ptr_array_remove (self->running, worker) && self->pools->len > 1 && self->tell_source == 0)
    self->tell_source = g_idle_add_once (tell_pools_once, self);
}

RectoWorker *
recto_worker_limits_least_urgent (RectoWorkerLimits *self, RectoPriority priority, gboolean again)
{
  RectoWorker *least = NULL;

  /* Neither a place that was given away nor the spare's is for more of a slow page. */
  if (again && (self->running->len > self->max_running ||
                (priority < RECTO_PRIORITY_WANTED && count_unseen (self) >= self->max_running)))
    return NULL;
  for (guint i = 0; i < self->running->len; i++)
    {
      RectoWorker *worker = self->running->pdata[i];

      if (recto_worker_get_priority (worker) < priority &&
          (least == NULL || recto_worker_get_priority (worker) < recto_worker_get_priority (least)))
        least = worker;
    }
  return least;
}

void
recto_worker_limits_condemned (RectoWorkerLimits *self, RectoWorker *worker)
{
  g_ptr_array_add (self->condemned, worker);
  if (self->condemned->len > MAX_CONDEMNED)
    recto_worker_kill (self->condemned->pdata[0]);
}

void
recto_worker_limits_pardoned (RectoWorkerLimits *self, RectoWorker *worker)
{
  g_ptr_array_remove (self->condemned, worker);
}
