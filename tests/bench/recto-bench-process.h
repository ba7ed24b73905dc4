/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* RectoBenchProcess: another process of this user, whose use of the processor is looked at. */
typedef struct _RectoBenchProcess RectoBenchProcess;

RectoBenchProcess *recto_bench_process_new (int pid);
void recto_bench_process_free (RectoBenchProcess *self);
/* Waits until it has ended, or rests. Returns the monotonic time (microseconds) from which on that
 * was so, as looks a few milliseconds apart can tell; 0: still busy at `deadline`. */
gint64 recto_bench_process_wait_idle (RectoBenchProcess *self, gint64 deadline);

/* How much of this process is in memory, MiB. */
double recto_bench_process_own_rss (void);
/* The same in KiB of this process and all that it or its children have started, summed up. */
gint64 recto_bench_process_tree_rss (void);
/* How many descriptors this process has open. */
guint recto_bench_process_own_fds (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoBenchProcess, recto_bench_process_free)
