/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-heap.h"

#include <malloc.h>

/* All of a screen of 3840 by 2160 is 32 MiB, which is also the most that the C library takes. */
#define LARGEST_COPY (32 << 20)
#define ROOM (64 << 20)

void
recto_heap_keep_room (void)
{
  mallopt (M_MMAP_THRESHOLD, LARGEST_COPY);
  mallopt (M_TRIM_THRESHOLD, ROOM);
}
