/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* What the C library keeps of memory that is not used, for the whole process. */

/* Drawing with Cairo, the toolkit copies every texture in each frame. Has the room for the copies
 * (up to 64 MiB) kept from frame to frame: given back and taken anew, it would be a third of the
 * time that a frame takes. Before there are threads. */
void recto_heap_keep_room (void);
