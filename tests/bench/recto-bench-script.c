/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-script.h"

#include <math.h>

#define REFRESH_US 16667
/* Timers have some play: of two frames that begin further apart, one was left out. */
#define APART_US (REFRESH_US + REFRESH_US / 4)
/* Nothing can be there at once. */
#define GRACE_US (100 * 1000)
/* How fast the toolkit's flings slow down, in a second, and how slow they are when they end. */
#define FRICTION 4.0
#define REST 60.0

typedef struct
{
  const RectoBenchScript *script;
  RectoBenchRun run;
  gint64 began;      /* frame time; 0: not yet */
  gint64 last_begun; /* frame time */
  gint64 last_painted;
  gint64 first_painted;
  gboolean done;
} Running;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Running *self = user_data;
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds;

  if (self->began == 0)
    self->began = now;
  seconds = MIN ((double) (now - self->began) / G_USEC_PER_SEC, self->script->duration);
  self->script->move (self->script->get (seconds, self->script->data), self->script->data);
  self->run.last_moved = g_get_monotonic_time ();
  self->done = seconds >= self->script->duration;
  return self->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Running *self = user_data;
  const gint64 now = g_get_monotonic_time ();
  const gint64 begun = gdk_frame_clock_get_frame_time (clock);
  const gint64 interval = now - self->last_painted;

  if (self->began == 0)
    return;
  if (self->first_painted == 0)
    self->first_painted = now;
  else
    {
      self->run.n_frames++;
      /* Frames begin when the screen is refreshed, and are to be ready for the next time. */
      self->run.n_late += now - begun > REFRESH_US || begun - self->last_begun > APART_US;
      if (now - self->first_painted > GRACE_US && self->script->is_blank != NULL &&
          self->script->is_blank (self->script->data))
        self->run.blank += (double) interval / G_USEC_PER_SEC;
    }
  self->last_begun = begun;
  self->last_painted = now;
  if (self->script->painted != NULL)
    self->script->painted (self->script->data);
}

RectoBenchRun
recto_bench_script_run (const RectoBenchScript *self, GtkWidget *widget)
{
  Running running = { .script = self };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  const gulong handler =
      g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &running);

  gtk_widget_add_tick_callback (widget, tick_cb, &running, NULL);
  while (!running.done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return running.run;
}

double
recto_bench_fling_get (double seconds, double distance, double speed)
{
  const double slowing = speed / FRICTION;
  const double steady = (distance - slowing) / speed;

  if (seconds < steady)
    return speed * seconds;
  return distance - slowing * exp (-FRICTION * (seconds - steady));
}

double
recto_bench_fling_get_duration (double distance, double speed)
{
  return (distance - speed / FRICTION) / speed + log (speed / REST) / FRICTION;
}
