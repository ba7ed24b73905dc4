/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>
#include <sys/resource.h>

#include "recto-heap.h"

#define COPY ((gsize) 4 << 20) /* of all that a window of 1240 by 860 pixels shows */
#define N_COPIES 4
#define PAGE 4096

static glong
count_faults (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_minflt;
}

/* As Cairo's renderer does in each frame. */
static void
draw_a_frame (void)
{
  char *copies[N_COPIES];

  for (guint i = 0; i < N_COPIES; i++)
    {
      copies[i] = g_malloc (COPY);
      memset (copies[i], 1, COPY);
    }
  for (guint i = 0; i < N_COPIES; i++)
    g_free (copies[i]);
}

static void
test_frames_take_no_new_memory (void)
{
  glong before;

  if (RECTO_SANITIZED)
    {
      g_test_skip ("the sanitizers' heap is another one");
      return;
    }
  draw_a_frame ();
  before = count_faults ();
  draw_a_frame ();
  g_assert_cmpint (count_faults () - before, <, N_COPIES * (glong) COPY / PAGE / 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  recto_heap_keep_room ();

  g_test_add_func ("/heap/frames-take-no-new-memory", test_frames_take_no_new_memory);
  return g_test_run ();
}
