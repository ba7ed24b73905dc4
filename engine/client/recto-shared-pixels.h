/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* RectoSharedPixels: memory made and sealed here, painted by one worker. It is used again for that
 * worker only, once nobody looks at what it holds; a worker keeps its own mapping of it for life,
 * so it never goes to another. */
typedef struct _RectoSharedPixels RectoSharedPixels;

/* Room for `n_bytes` of pixels or a little more; `number` is how the worker knows it. */
RectoSharedPixels *recto_shared_pixels_new (guint32 number, gsize n_bytes, GError **error);
void recto_shared_pixels_unref (RectoSharedPixels *self);
/* The bytes of all that there are, used or free, in this program. */
gsize recto_shared_pixels_measure_all (void);
guint32 recto_shared_pixels_get_number (RectoSharedPixels *self);
gsize recto_shared_pixels_get_size (RectoSharedPixels *self); /* of all, with the cookie's page */
gsize recto_shared_pixels_get_capacity (RectoSharedPixels *self); /* for pixels, bytes */
/* The descriptor to send to the worker; closed by the call after. -1 once sent. */
int recto_shared_pixels_get_fd (RectoSharedPixels *self);
void recto_shared_pixels_close_fd (RectoSharedPixels *self);
/* Gets the memory of a new buffer, while the worker is still reading the page. */
void recto_shared_pixels_reserve (RectoSharedPixels *self);
/* What the worker writes there is a claim. */
volatile RectoCookie *recto_shared_pixels_get_cookie (RectoSharedPixels *self);

/* In use from begin until the bytes of end (or a call to abandon) are gone; any thread may drop
 * those. */
gboolean recto_shared_pixels_is_used (RectoSharedPixels *self);
void recto_shared_pixels_begin (RectoSharedPixels *self);
/* The first `n_bytes` of pixels; the buffer is free again when they are. (transfer full) */
GBytes *recto_shared_pixels_end (RectoSharedPixels *self, gsize n_bytes);
void recto_shared_pixels_abandon (RectoSharedPixels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoSharedPixels, recto_shared_pixels_unref)
