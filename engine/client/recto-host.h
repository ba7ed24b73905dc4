/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-clock.h"
#include "recto-message.h"

/* RectoHost: the one process that has a document open, and forks its workers. Made in the main
 * thread only: the process dies with the thread that started it. Any callback may free the host. */
typedef struct _RectoHost RectoHost;

/* What a worker may allocate beyond what it begins with, bytes, unless the user asks for more. */
#define RECTO_WORKER_MEMORY ((guint64) 1 << 30)

typedef struct
{
  /* OPENED or REFUSED came. */
  void (*answered) (const RectoMessage *message, gpointer data);
  /* A worker was forked: its number, and its pidfd (to be kept by setting it to -1), or -1 when
   * that failed. `pid` has been found to be a child of this host. */
  void (*forked) (guint number, int *pidfd, int pid, gpointer data);
  void (*prewarmed) (gpointer data);
  /* The process is gone, or speaks nonsense and was killed. Comes once. */
  void (*died) (gpointer data);
  /* It lives, but has not answered for too long. Comes once, if it is not asked again. */
  void (*hung) (gpointer data);
} RectoHostCallbacks;

/* Starts `program`. It may be asked at once: questions wait until it has locked itself down. */
RectoHost *recto_host_new (const char *program, GError **error);
/* Kills it. The rest of its end happens in the background. */
void recto_host_free (RectoHost *self);
/* Who hears of it from now on; what came before is told at once in the next turn. */
void recto_host_set_callbacks (RectoHost *self, const RectoHostCallbacks *callbacks, gpointer data);
/* What measures how long it takes to answer, from now on. */
void recto_host_set_clock (RectoHost *self, const RectoClock *clock);
/* Whether there is any question that it has not answered. */
gboolean recto_host_is_owing (RectoHost *self);
/* Whether OPENED or REFUSED has come. */
gboolean recto_host_has_answered (RectoHost *self);

int recto_host_get_pid (RectoHost *self);
/* Whether its process has ended, before `died` can tell: its workers are killed for its end, and
 * may be heard of first. */
gboolean recto_host_is_gone (RectoHost *self);
/* Sends a question of any kind. FALSE: the host does not take it; it will be reported as died. */
gboolean recto_host_ask (RectoHost *self, gconstpointer message, int fd);
/* Asks for a worker; `socket` is its end. */
gboolean recto_host_fork (RectoHost *self, guint number, int socket);
/* Bytes of private memory that a worker which was forked just now may have in all: what it begins
 * with, as far as that is known, and RECTO_WORKER_MEMORY. `self` (nullable). */
guint64 recto_host_get_worker_limit (RectoHost *self);
/* What it locked down: RectoLockdownFlags, 0 before it said so. */
guint recto_host_get_lockdown (RectoHost *self);
/* Its process, what it locked down, and its limit on memory, for a report of something wrong.
 * (transfer full) */
char *recto_host_describe (RectoHost *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoHost, recto_host_free)
