/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-turns.h"

static GPollFunc poll_before;
static gint64 began; /* monotonic time, microseconds; 0 before the first turn */
static gint64 longest;

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  if (began != 0)
    longest = MAX (longest, g_get_monotonic_time () - began);
  n_ready = poll_before (fds, n_fds, timeout);
  began = g_get_monotonic_time ();
  return n_ready;
}

void
recto_bench_turns_begin (void)
{
  poll_before = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
}

double
recto_bench_turns_take_longest (void)
{
  const gint64 taken = longest;

  longest = 0;
  return (double) taken / 1000;
}
