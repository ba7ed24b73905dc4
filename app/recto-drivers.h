/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* What the toolkit loads to draw with, before it is known to be needed. */

/* Told to draw with Cairo (GSK_RENDERER), the toolkit would load the drivers for GL and Vulkan all
 * the same when it connects to the display, which is a fifth of the time to the first page: tells
 * it not to. Before it is set up, and before there are threads. */
void recto_drivers_leave_out (void);
/* Once the toolkit is set up: what is launched from here may need them. */
void recto_drivers_allow_again (void);
