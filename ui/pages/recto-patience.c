/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-patience.h"

struct _RectoPatience
{
  RectoClock clock;
  guint milliseconds;
  RectoPatienceFunc ran_out;
  gpointer data;
  GSource *timer; /* (nullable) */
  gboolean out;
};

RectoPatience *
recto_patience_new (const RectoClock *clock,
                    guint milliseconds,
                    RectoPatienceFunc ran_out,
                    gpointer data)
{
  RectoPatience *self = g_new0 (RectoPatience, 1);

  self->clock = *clock;
  self->milliseconds = milliseconds;
  self->ran_out = ran_out;
  self->data = data;
  return self;
}

void
recto_patience_free (RectoPatience *self)
{
  recto_patience_renew (self);
  g_free (self);
}

void
recto_patience_renew (RectoPatience *self)
{
  self->out = FALSE;
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
timer_cb (gpointer user_data)
{
  RectoPatience *self = user_data;

  recto_patience_renew (self);
  self->out = TRUE;
  self->ran_out (self->data);
  return G_SOURCE_REMOVE;
}

void
recto_patience_begin (RectoPatience *self)
{
  if (self->out || self->timer != NULL)
    return;
  self->timer = self->clock.timer (self->clock.data, self->milliseconds);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

gboolean
recto_patience_is_out (RectoPatience *self)
{
  return self->out;
}
