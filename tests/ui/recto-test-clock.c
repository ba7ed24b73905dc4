/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-clock.h"

typedef struct
{
  GSource source;
  RectoTestClock *clock;
  gint64 due;
} Timer;

static gboolean
timer_check (GSource *source)
{
  Timer *timer = (Timer *) source;

  return timer->clock->now >= timer->due;
}

static gboolean
timer_prepare (GSource *source, int *timeout)
{
  *timeout = -1;
  return timer_check (source);
}

static gboolean
timer_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs timer_funcs = { .prepare = timer_prepare,
                                    .check = timer_check,
                                    .dispatch = timer_dispatch };

static gint64
read_now (gpointer data)
{
  return ((RectoTestClock *) data)->now;
}

static GSource *
make_timer (gpointer data, guint milliseconds)
{
  RectoTestClock *self = data;
  GSource *source = g_source_new (&timer_funcs, sizeof (Timer));
  Timer *timer = (Timer *) source;

  timer->clock = self;
  timer->due = self->now + (gint64) milliseconds * 1000;
  return source;
}

void
recto_test_clock_init (RectoTestClock *self)
{
  self->now = G_USEC_PER_SEC;
  self->clock.now = read_now;
  self->clock.timer = make_timer;
  self->clock.data = self;
}

void
recto_test_clock_advance_ms (RectoTestClock *self, guint milliseconds)
{
  const gint64 guard = g_get_monotonic_time () + 180 * G_USEC_PER_SEC;

  self->now += (gint64) milliseconds * 1000;
  while (g_main_context_iteration (NULL, FALSE))
    if (g_get_monotonic_time () > guard)
      g_error ("what became due did not end in three minutes");
}
