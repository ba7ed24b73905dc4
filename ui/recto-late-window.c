/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-late-window.h"

/* What takes longer than this comes into a window that is already there. */
#define WAIT_MS 40

struct _RectoLateWindow
{
  GtkWindow *window; /* (unowned) */
  guint source;      /* while it waits */
};

static void
present (gpointer user_data)
{
  RectoLateWindow *self = user_data;

  self->source = 0;
  gtk_window_present (self->window);
}

RectoLateWindow *
recto_late_window_new (GtkWindow *window)
{
  RectoLateWindow *self = g_new0 (RectoLateWindow, 1);

  self->window = window;
  return self;
}

void
recto_late_window_free (RectoLateWindow *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

void
recto_late_window_wait (RectoLateWindow *self)
{
  if (self->source == 0)
    self->source = g_timeout_add_once (WAIT_MS, present, self);
}

void
recto_late_window_end_wait (RectoLateWindow *self)
{
  if (self->source == 0)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  present (self);
}
