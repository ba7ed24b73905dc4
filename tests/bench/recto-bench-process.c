/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-process.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Between two looks, and how long it must have rested to count as idle. */
#define LOOK_US 2000
#define REST_US 60000
/* A process that uses less than this share of the time between two looks rests. */
#define RESTING_SHARE 0.1

struct _RectoBenchProcess
{
  int pidfd;
  clockid_t clock; /* of its processor time, in nanoseconds, exact at any moment */
  gboolean has_clock;
  gint64 used; /* microseconds, at the last look */
  gint64 looked;
};

static gint64
get_used (RectoBenchProcess *self)
{
  struct timespec used;

  if (!self->has_clock || clock_gettime (self->clock, &used) != 0)
    return self->used;
  return (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static gboolean
has_ended (RectoBenchProcess *self)
{
  struct pollfd ended = { .fd = self->pidfd, .events = POLLIN };

  return self->pidfd < 0 || poll (&ended, 1, 0) == 1;
}

RectoBenchProcess *
recto_bench_process_new (int pid)
{
  RectoBenchProcess *self = g_new0 (RectoBenchProcess, 1);

  self->pidfd = syscall (SYS_pidfd_open, pid, 0);
  self->has_clock = clock_getcpuclockid (pid, &self->clock) == 0;
  self->used = get_used (self);
  self->looked = g_get_monotonic_time ();
  return self;
}

void
recto_bench_process_free (RectoBenchProcess *self)
{
  g_clear_fd (&self->pidfd, NULL);
  g_free (self);
}

gint64
recto_bench_process_wait_idle (RectoBenchProcess *self, gint64 deadline)
{
  gint64 rests_since = 0;

  for (;;)
    {
      gint64 used = get_used (self);
      gint64 now = g_get_monotonic_time ();
      gint64 span = MAX (now - self->looked, 1);

      if (has_ended (self))
        return rests_since != 0 ? rests_since : now;
      if (used - self->used > span * RESTING_SHARE)
        rests_since = 0;
      else if (rests_since == 0)
        rests_since = self->looked;
      self->used = used;
      self->looked = now;
      if (rests_since != 0 && now - rests_since >= REST_US)
        return rests_since;
      if (now >= deadline)
        return 0;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (LOOK_US);
    }
}

double
recto_bench_process_own_rss (void)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) ||
      (found = strstr (text, "\nVmRSS:")) == NULL)
    return 0;
  return strtol (found + strlen ("\nVmRSS:"), NULL, 10) / 1024.0;
}

typedef struct
{
  int pid;
  int parent;
  gint64 kilobytes;
} Entry;

static gboolean
read_entry (int pid, Entry *entry)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;
  const char *parent;
  const char *size;

  if (!g_file_get_contents (path, &text, NULL, NULL) ||
      (parent = strstr (text, "\nPPid:")) == NULL || (size = strstr (text, "\nVmRSS:")) == NULL)
    return FALSE;
  entry->pid = pid;
  entry->parent = atoi (parent + strlen ("\nPPid:"));
  entry->kilobytes = strtol (size + strlen ("\nVmRSS:"), NULL, 10);
  return TRUE;
}

static gint64
sum_of (GArray *all, int pid)
{
  gint64 sum = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const Entry *entry = &g_array_index (all, Entry, i);

      if (entry->pid == pid)
        sum += entry->kilobytes;
      else if (entry->parent == pid)
        sum += sum_of (all, entry->pid);
    }
  return sum;
}

gint64
recto_bench_process_tree_rss (void)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GDir) entries = g_dir_open ("/proc", 0, NULL);
  const char *name;
  Entry entry;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (g_ascii_isdigit (name[0]) && read_entry (atoi (name), &entry))
      g_array_append_val (all, entry);
  return sum_of (all, getpid ());
}

guint
recto_bench_process_own_fds (void)
{
  g_autoptr (GDir) entries = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (entries != NULL && g_dir_read_name (entries) != NULL)
    n++;
  return n;
}
