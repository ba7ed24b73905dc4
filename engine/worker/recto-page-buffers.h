/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The shared buffers a worker has been given, by the viewer's numbers. They stay mapped, so that a
 * buffer used again costs no page faults. */
typedef struct _RectoPageBuffers RectoPageBuffers;

RectoPageBuffers *recto_page_buffers_new (void);
/* Maps `size` bytes of `fd` as buffer `number` and closes `fd`. NULL when that fails. */
guint8 *recto_page_buffers_add (RectoPageBuffers *self, guint32 number, int fd, gsize size);
/* The buffer, or NULL where there is none of that number and at least that size. */
guint8 *recto_page_buffers_get (RectoPageBuffers *self, guint32 number, gsize size);
void recto_page_buffers_drop (RectoPageBuffers *self, guint32 number);
