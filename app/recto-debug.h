/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* RECTO_DEBUG=tasks,pages lets the messages of these parts through, to standard error. To be called
 * before anything logs and before there are threads. */
void recto_debug_set_up (void);
