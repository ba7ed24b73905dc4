/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-loop-watch.h"

#include <glib-unix.h>
#include <signal.h>

#define LOG_DOMAIN "Recto-loop"
#define TICK_US (2 * 1000)
#define BLOCK_US (150 * 1000)

/* The poll function has no user data, and there is one main loop: this is the one place with state
 * of its own. All but `lateness` belongs to the main thread. */
static struct
{
  GPollFunc poll;
  gint64 woken_at; /* monotonic; 0 before the first turn */
  gint64 lateness_at_waking;
  gint64 longest;
  gint64 longest_raw;
  gint64 lateness; /* microseconds in sum; atomic: the control thread adds to it */
} watch;

static gint64
get_lateness (void)
{
  return __atomic_load_n (&watch.lateness, __ATOMIC_RELAXED);
}

/* A turn's lateness is counted when a tick ends, so the last one may be missing: that makes turns
 * look longer, never shorter. */
static gpointer
control_thread (gpointer user_data)
{
  while (TRUE)
    {
      const gint64 due = g_get_monotonic_time () + TICK_US;

      g_usleep (TICK_US);
      __atomic_add_fetch (&watch.lateness, MAX (g_get_monotonic_time () - due, 0),
                          __ATOMIC_RELAXED);
    }
  return NULL;
}

static void
end_turn (void)
{
  const gint64 raw = g_get_monotonic_time () - watch.woken_at;
  const gint64 own = raw - (get_lateness () - watch.lateness_at_waking);

  if (watch.woken_at == 0 || own <= watch.longest)
    return;
  watch.longest = own;
  watch.longest_raw = raw;
}

static int
poll_and_watch (GPollFD *fds, guint n_fds, int timeout)
{
  int result;

  end_turn ();
  result = watch.poll (fds, n_fds, timeout);
  watch.lateness_at_waking = get_lateness ();
  watch.woken_at = g_get_monotonic_time ();
  return result;
}

static gboolean
tell_cb (gpointer user_data)
{
  g_log (LOG_DOMAIN, G_LOG_LEVEL_DEBUG,
         "longest turn of the main loop: %.1f ms (%.1f ms by the clock)", watch.longest / 1000.0,
         watch.longest_raw / 1000.0);
  watch.longest = 0;
  watch.longest_raw = 0;
  return G_SOURCE_CONTINUE;
}

static gboolean
block_cb (gpointer user_data)
{
  g_usleep (BLOCK_US);
  return G_SOURCE_CONTINUE;
}

void
recto_loop_watch_start (gboolean can_block)
{
  GMainContext *context = g_main_context_default ();

  g_return_if_fail (watch.poll == NULL);

  watch.poll = g_main_context_get_poll_func (context);
  g_main_context_set_poll_func (context, poll_and_watch);
  g_thread_unref (g_thread_new ("control", control_thread, NULL));
  g_unix_signal_add (SIGUSR1, tell_cb, NULL);
  if (can_block)
    g_unix_signal_add (SIGUSR2, block_cb, NULL);
}
