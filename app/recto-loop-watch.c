/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-loop-watch.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define LOG_DOMAIN "Recto-loop"
#define BLOCK_US (150 * 1000)

/* The poll function has no user data, and there is one main loop: this is the one place with state
 * of its own. */
static struct
{
  GPollFunc poll;
  int schedule;    /* what the system says of this thread */
  gint64 woken_at; /* monotonic; 0 before the first turn */
  gint64 delay_at_waking;
  gint64 longest;
  gint64 longest_raw;
} watch;

/* How long in sum this thread could have run, but others had the processors; microseconds. */
static gint64
get_delay (void)
{
  char text[128];
  const ssize_t length = pread (watch.schedule, text, sizeof text - 1, 0);
  char *delay;

  if (length <= 0)
    return 0;
  text[length] = '\0';
  strtoll (text, &delay, 10);
  return strtoll (delay, NULL, 10) / 1000;
}

static void
end_turn (void)
{
  const gint64 raw = g_get_monotonic_time () - watch.woken_at;
  const gint64 own = raw - (get_delay () - watch.delay_at_waking);

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
  watch.delay_at_waking = get_delay ();
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

  watch.schedule = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  watch.poll = g_main_context_get_poll_func (context);
  g_main_context_set_poll_func (context, poll_and_watch);
  g_unix_signal_add (SIGUSR1, tell_cb, NULL);
  if (can_block)
    g_unix_signal_add (SIGUSR2, block_cb, NULL);
}
