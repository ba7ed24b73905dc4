/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-crew.h"

#include <glib/gstdio.h>

#define LITTLE_WORK_US (500 * 1000)

struct _RectoCrew
{
  RectoWorkerLimits *limits;
  const RectoWorkerCallbacks *callbacks;
  gpointer data;
  RectoHost *host;    /* not owned; NULL while there is none */
  GPtrArray *workers; /* RectoWorker */
  guint n_numbers;
  gboolean asleep;
  gboolean more_memory;
};

RectoCrew *
recto_crew_new (RectoWorkerLimits *limits, const RectoWorkerCallbacks *callbacks, gpointer data)
{
  RectoCrew *self = g_new0 (RectoCrew, 1);

  self->limits = recto_worker_limits_ref (limits);
  self->callbacks = callbacks;
  self->data = data;
  self->workers = g_ptr_array_new_with_free_func ((GDestroyNotify) recto_worker_free);
  return self;
}

void
recto_crew_free (RectoCrew *self)
{
  recto_crew_drop_all (self);
  g_ptr_array_unref (self->workers);
  recto_worker_limits_unref (self->limits);
  g_free (self);
}

void
recto_crew_set_host (RectoCrew *self, RectoHost *host)
{
  self->host = host;
}

gboolean
recto_crew_has_host (RectoCrew *self)
{
  return self->host != NULL;
}

gboolean
recto_crew_lost_its_host (RectoCrew *self)
{
  return self->host == NULL || recto_host_is_gone (self->host);
}

guint
recto_crew_count (RectoCrew *self, RectoWorkerState state)
{
  guint n = 0;

  for (guint i = 0; i < self->workers->len; i++)
    n += recto_worker_get_state (self->workers->pdata[i]) == state;
  return n;
}

guint
recto_crew_get_length (RectoCrew *self)
{
  return self->workers->len;
}

void
recto_crew_ask (RectoCrew *self)
{
  g_autofd int theirs = -1;
  g_autoptr (RectoWorker) worker = NULL;

  if (self->host == NULL || recto_crew_count (self, RECTO_WORKER_STARTING) > 0)
    return;
  worker = recto_worker_new (++self->n_numbers, &theirs, self->callbacks, self->data, NULL);
  if (worker != NULL && recto_host_fork (self->host, self->n_numbers, theirs))
    g_ptr_array_add (self->workers, g_steal_pointer (&worker));
}

RectoWorker *
recto_crew_find_starting (RectoCrew *self, guint number)
{
  for (guint i = 0; i < self->workers->len; i++)
    if (recto_worker_get_number (self->workers->pdata[i]) == number &&
        recto_worker_get_state (self->workers->pdata[i]) == RECTO_WORKER_STARTING)
      return self->workers->pdata[i];
  return NULL;
}

static void
set_memory_limit (RectoCrew *self, RectoWorker *worker)
{
  recto_worker_set_memory_limit (worker, self->more_memory
                                             ? G_MAXINT64
                                             : recto_host_get_worker_limit (self->host));
}

void
recto_crew_begin (RectoCrew *self, RectoWorker *worker, int pidfd, int pid)
{
  recto_worker_set_process (worker, pidfd, pid);
  set_memory_limit (self, worker);
}

static gboolean
may_read (RectoWorker *worker, RectoLocation location)
{
  return recto_worker_get_state (worker) == RECTO_WORKER_IDLE &&
         (!recto_worker_is_tainted (worker) || recto_worker_knows (worker, location));
}

RectoWorker *
recto_crew_find_idle (RectoCrew *self, RectoLocation location, gboolean fast)
{
  RectoWorker *found = NULL;

  for (guint i = 0; i < self->workers->len; i++)
    {
      RectoWorker *worker = self->workers->pdata[i];

      if (!may_read (worker, location))
        continue;
      if (recto_worker_knows (worker, location))
        return worker;
      if (found == NULL ||
          (fast ? recto_worker_get_warmth (worker) > recto_worker_get_warmth (found)
                : recto_worker_get_warmth (worker) < recto_worker_get_warmth (found)))
        found = worker;
    }
  return found;
}

RectoWorker *
recto_crew_find_busy (RectoCrew *self, RectoJob *job)
{
  for (guint i = 0; i < self->workers->len; i++)
    if (recto_worker_get_job (self->workers->pdata[i]) == job)
      return self->workers->pdata[i];
  return NULL;
}

void
recto_crew_drop (RectoCrew *self, RectoWorker *worker)
{
  recto_worker_limits_ended (self->limits, worker);
  recto_worker_limits_pardoned (self->limits, worker);
  g_ptr_array_remove (self->workers, worker);
}

void
recto_crew_drop_all (RectoCrew *self)
{
  while (self->workers->len > 0)
    recto_crew_drop (self, self->workers->pdata[0]);
}

/* The idle worker that is missed least: a tainted one, or the one that has waited longest. */
static RectoWorker *
least_useful (RectoCrew *self)
{
  RectoWorker *least = NULL;

  for (guint i = 0; i < self->workers->len; i++)
    {
      RectoWorker *worker = self->workers->pdata[i];

      if (recto_worker_get_state (worker) != RECTO_WORKER_IDLE)
        continue;
      if (recto_worker_is_tainted (worker))
        return worker;
      if (least == NULL ||
          recto_worker_get_idle_since (worker) < recto_worker_get_idle_since (least))
        least = worker;
    }
  return least;
}

/* Workers that came back from a cancel may be more than are ever needed at once. A tainted worker
 * goes as soon as there is another: its heap may be damaged. */
static void
drop_surplus (RectoCrew *self)
{
  guint wanted = self->asleep ? 0 : recto_worker_limits_get_max (self->limits) + 1;
  guint n_live = self->workers->len - recto_crew_count (self, RECTO_WORKER_CONDEMNED);
  RectoWorker *surplus;

  while (n_live-- > wanted && (surplus = least_useful (self)) != NULL)
    recto_crew_drop (self, surplus);
}

static guint
count_clean_idle (RectoCrew *self)
{
  guint n = 0;

  for (guint i = 0; i < self->workers->len; i++)
    n += recto_worker_get_state (self->workers->pdata[i]) == RECTO_WORKER_IDLE &&
         !recto_worker_is_tainted (self->workers->pdata[i]);
  return n;
}

/* What they have cached is soon made again. */
static void
drop_outdated (RectoCrew *self)
{
  guint n_ready = count_clean_idle (self);

  for (guint i = self->workers->len; i-- > 0 && n_ready > 1;)
    {
      RectoWorker *worker = self->workers->pdata[i];

      if (recto_worker_get_state (worker) != RECTO_WORKER_IDLE ||
          recto_worker_is_tainted (worker) || !recto_worker_is_outdated (worker) ||
          recto_worker_get_work (worker) > LITTLE_WORK_US)
        continue;
      recto_crew_drop (self, worker);
      n_ready--;
    }
}

/* One must be ready at any time. While another is busy, there are as many as can be busy and one
 * more, so that a second worker on a slow page is not the one that is ready for the next page; but
 * the first page is not kept waiting by the making of these. */
void
recto_crew_tidy (RectoCrew *self, gboolean had_tile)
{
  guint max = recto_worker_limits_get_max (self->limits);
  guint n_busy = recto_crew_count (self, RECTO_WORKER_BUSY);
  guint n_ready;

  drop_surplus (self);
  drop_outdated (self);
  n_ready = count_clean_idle (self);
  if (!self->asleep && n_busy <= max &&
      (n_ready == 0 || (had_tile && n_busy > 0 && n_busy + n_ready <= max)))
    recto_crew_ask (self);
}

void
recto_crew_refresh (RectoCrew *self)
{
  for (guint i = self->workers->len; i-- > 0;)
    {
      RectoWorker *worker = self->workers->pdata[i];

      /* One that is on its way is forked after that. */
      if (recto_worker_get_state (worker) == RECTO_WORKER_STARTING)
        continue;
      recto_worker_set_outdated (worker);
      if (recto_worker_get_state (worker) == RECTO_WORKER_IDLE &&
          recto_worker_get_warmth (worker) == 0)
        recto_crew_drop (self, worker);
    }
}

guint
recto_crew_kill_condemned (RectoCrew *self)
{
  guint n = 0;

  for (guint i = self->workers->len; i-- > 0;)
    {
      RectoWorker *worker = self->workers->pdata[i];

      if (recto_worker_get_state (worker) != RECTO_WORKER_CONDEMNED)
        continue;
      recto_worker_kill (worker);
      n++;
    }
  return n;
}

void
recto_crew_set_asleep (RectoCrew *self, gboolean asleep)
{
  self->asleep = asleep;
}

void
recto_crew_allow_more_memory (RectoCrew *self)
{
  self->more_memory = TRUE;
  for (guint i = 0; i < self->workers->len; i++)
    set_memory_limit (self, self->workers->pdata[i]);
}

void
recto_crew_give_back_memory (RectoCrew *self)
{
  for (guint i = 0; i < self->workers->len; i++)
    recto_worker_give_back_memory (self->workers->pdata[i]);
}
