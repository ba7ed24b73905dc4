/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-clock.h"

static gint64
monotonic_now (gpointer data)
{
  return g_get_monotonic_time ();
}

static GSource *
monotonic_timer (gpointer data, guint milliseconds)
{
  return g_timeout_source_new (milliseconds);
}

const RectoClock recto_clock_monotonic = { monotonic_now, monotonic_timer, NULL };
