/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* RECTO_DEBUG=tasks,pages,loop lets the messages of these parts through, to standard error; "loop"
 * watches the main loop, "block" lets a test hold it up (see recto-loop-watch.h). To be called
 * before anything logs and before there are threads. */
void recto_debug_set_up (void);
