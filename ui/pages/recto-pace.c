/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-pace.h"

/* The speed is that of the time just past; single steps of a wheel are none. */
#define WINDOW_US (100 * 1000)
#define N_SAMPLES 32 /* more than there are frames in that time */
/* A jump to somewhere else is no fling. */
#define MIN_MOVES 3
/* Heights of the view in a second, from which on nothing can be read, and below which it can. */
#define FAST 4.0
#define SLOW 2.0
/* Who has not moved for so long has stopped. */
#define REST_MS 40

typedef struct
{
  gint64 time;
  double travel;
} Sample;

struct _RectoPace
{
  RectoClock clock;
  RectoPaceFunc slowed;
  gpointer data;
  Sample samples[N_SAMPLES]; /* a ring */
  guint n_samples;           /* ever taken */
  gboolean is_fling;
  GSource *timer; /* (nullable): while it is a fling */
};

static void
clear_timer (RectoPace *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

RectoPace *
recto_pace_new (const RectoClock *clock, RectoPaceFunc slowed, gpointer data)
{
  RectoPace *self = g_new0 (RectoPace, 1);

  self->clock = *clock;
  self->slowed = slowed;
  self->data = data;
  return self;
}

void
recto_pace_free (RectoPace *self)
{
  clear_timer (self);
  g_free (self);
}

static const Sample *
get_latest (RectoPace *self)
{
  return &self->samples[(self->n_samples - 1) % N_SAMPLES];
}

/* Since the last one taken before the window began; and how often it moved in that time. */
static double
measure_speed (RectoPace *self, guint *n_moves)
{
  const gint64 now = self->clock.now (self->clock.data);
  const Sample *latest = get_latest (self);
  const Sample *earliest = latest;

  *n_moves = 0;
  for (guint i = 1; i < MIN (self->n_samples, N_SAMPLES) && now - earliest->time < WINDOW_US; i++)
    {
      const Sample *before = &self->samples[(self->n_samples - 1 - i) % N_SAMPLES];

      *n_moves += before->travel != earliest->travel;
      earliest = before;
    }
  return (latest->travel - earliest->travel) * G_USEC_PER_SEC /
         (double) MAX (now - earliest->time, WINDOW_US);
}

double
recto_pace_get_speed (RectoPace *self)
{
  guint n_moves;

  return self->n_samples > 0 ? measure_speed (self, &n_moves) : 0;
}

static gboolean
timer_cb (gpointer user_data)
{
  RectoPace *self = user_data;

  clear_timer (self);
  self->is_fling = FALSE;
  /* What comes next is another movement. */
  self->n_samples = 0;
  self->slowed (self->data);
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (RectoPace *self)
{
  clear_timer (self);
  self->timer = self->clock.timer (self->clock.data, REST_MS);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

void
recto_pace_tell (RectoPace *self, double travel)
{
  const gint64 now = self->clock.now (self->clock.data);
  const gboolean moved = self->n_samples > 0 && get_latest (self)->travel != travel;
  guint n_moves;
  double speed;

  self->samples[self->n_samples++ % N_SAMPLES] = (Sample) { now, travel };
  speed = measure_speed (self, &n_moves);
  if (self->is_fling)
    self->is_fling = speed >= SLOW;
  else
    self->is_fling = speed >= FAST && n_moves >= MIN_MOVES;
  if (!self->is_fling)
    clear_timer (self);
  else if (moved)
    wait_for_rest (self);
}

gboolean
recto_pace_is_fling (RectoPace *self)
{
  return self->is_fling;
}
