/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Watches the main loop from now until the program ends: the longest turn, from the moment it had
 * something to do until it waited again, less the time in which it could have run but others had
 * the processors, which is what the machine, not the program, is to blame for. SIGUSR1 tells it in
 * the log's domain "Recto-loop" and begins anew. With `can_block`, SIGUSR2 holds the loop up on
 * purpose, so that a test can see that the watch notices. */
void recto_loop_watch_start (gboolean can_block);
