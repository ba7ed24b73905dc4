/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-host.h"
#include "recto-worker-limits.h"

/* RectoCrew: the workers of one document: those that are busy, those that were told to stop, and
 * at least one that is ready. It knows nothing of what waits for them. */
typedef struct _RectoCrew RectoCrew;

/* `callbacks` and `data`: given to every worker. */
RectoCrew *recto_crew_new (RectoWorkerLimits *limits,
                           const RectoWorkerCallbacks *callbacks,
                           gpointer data);
/* Kills them all. */
void recto_crew_free (RectoCrew *self);
/* Whom to ask for workers, or NULL. */
void recto_crew_set_host (RectoCrew *self, RectoHost *host);

gboolean recto_crew_has_host (RectoCrew *self);
/* Whether workers end for no fault of their own: with their host. */
gboolean recto_crew_lost_its_host (RectoCrew *self);

/* Asks for one more worker, unless one is on its way. */
void recto_crew_ask (RectoCrew *self);
/* The worker that was asked for by this number, or NULL. */
RectoWorker *recto_crew_find_starting (RectoCrew *self, guint number);
/* It is there. Takes `pidfd`. */
void recto_crew_begin (RectoCrew *self, RectoWorker *worker, int pidfd, int pid);
/* An idle worker that may read this page: one that knows it; else the one that has read most pages,
 * or, where it need not be fast, the one that has read fewest, so that the other stays ready for
 * what the user turns to. NULL: none is idle. */
RectoWorker *recto_crew_find_idle (RectoCrew *self, RectoLocation location, gboolean fast);
/* The worker that does this job, or NULL. */
RectoWorker *recto_crew_find_busy (RectoCrew *self, RectoJob *job);
guint recto_crew_count (RectoCrew *self, RectoWorkerState state);
guint recto_crew_get_length (RectoCrew *self);

/* The host has read the page tree, which takes each worker that was forked before some time and
 * memory to read for itself. Those that have done nothing yet are forked anew, and later those that
 * had little to do, once they are idle and another is ready. */
void recto_crew_refresh (RectoCrew *self);
/* Asks for a spare where there is none, and lets surplus and tainted idle workers go. `had_tile`: a
 * page has been shown, so more than the one spare may be made. */
void recto_crew_tidy (RectoCrew *self, gboolean had_tile);
void recto_crew_drop (RectoCrew *self, RectoWorker *worker);
void recto_crew_drop_all (RectoCrew *self);
/* Kills those that were told to stop; how many. */
guint recto_crew_kill_condemned (RectoCrew *self);
/* While asleep it keeps no idle worker. */
void recto_crew_set_asleep (RectoCrew *self, gboolean asleep);
/* All workers, and those to come, may use what the hard limit allows. */
void recto_crew_allow_more_memory (RectoCrew *self);
/* What its workers have ready for their next tiles. */
void recto_crew_give_back_memory (RectoCrew *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoCrew, recto_crew_free)
