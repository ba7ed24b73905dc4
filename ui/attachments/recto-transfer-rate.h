/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* RectoTransferRate: how fast bytes come, from readings taken now and then. Zeroed memory is one
 * without readings. */
typedef struct
{
  gint64 read_at; /* monotonic, microseconds; 0 before the first reading */
  guint64 done;   /* bytes, then */
  double speed;   /* bytes a second, of the last seconds; 0 while nothing is known */
} RectoTransferRate;

/* A reading; those that follow the last one too closely tell nothing and are passed over. */
void recto_transfer_rate_read (RectoTransferRate *self, gint64 now, guint64 done);
/* Seconds until all of `total` bytes have come; below 0 where nobody can tell. */
double recto_transfer_rate_get_seconds_left (const RectoTransferRate *self,
                                             guint64 done,
                                             guint64 total);
/* For people: "12.1 MB of 40.0 MB · 8.0 MB/s · 4 s left", as far as it is known. `total` is a claim
 * and 0 when there is none. (transfer full) */
char *recto_transfer_rate_describe (const RectoTransferRate *self, guint64 done, guint64 total);
