/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the viewer does to a forked process that it has a pidfd of. */

/* `pidfd`: -1 is nobody. */
void recto_process_signal (int pidfd, int number);
/* Sets the soft limit of its memory, bytes, as far as the hard limit goes. `pid`: of a child that
 * its host has reported and not waited for, or 0 for nobody. */
void recto_process_limit_memory (int pid, guint64 bytes);
