/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How long turns of the main loop take: from when it stops waiting until it waits again. Of the
 * default context, from this call on, for good. */
void recto_bench_turns_begin (void);
/* The longest one since this was last asked, milliseconds. */
double recto_bench_turns_take_longest (void);
