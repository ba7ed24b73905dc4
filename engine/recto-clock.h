/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What reads the time and makes timers. Tests have clocks of their own. */
typedef struct
{
  gint64 (*now) (gpointer data); /* microseconds; never goes back */
  /* (transfer full): a source that is not attached yet and takes a GSourceFunc. */
  GSource *(*timer) (gpointer data, guint milliseconds);
  gpointer data;
} RectoClock;

extern const RectoClock recto_clock_monotonic;
