/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What keeps a document's parser from doing harm. All of it is in force before the first byte of
 * a document is read. */

/* Limits, no core, no tracing, first to be killed when memory runs out. */
gboolean recto_lockdown_limits (void);
/* Landlock: no file, no network, no signals outside; how much depends on the kernel. Returns the
 * kernel's ABI, or 0 where it has none. */
int recto_lockdown_landlock (void);
/* The host's list of system calls; also prepares the workers' shorter one. FALSE: not in force. */
gboolean recto_lockdown_host_calls (void);
/* In a forked worker: the shorter list on top of the host's. */
gboolean recto_lockdown_worker_calls (void);
