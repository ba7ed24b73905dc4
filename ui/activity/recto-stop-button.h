/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-engine.h"

/* RectoStopButton: Stop, and beside it the list of what is running. It can be pressed as soon as
 * the tasks hold foreground work; it looks so only once that has lasted 100 ms, so that it does not
 * flicker. Its size never changes.
 *
 * Properties: "tasks" (RectoTaskList, nullable: what it stops), "active" (boolean, read-only: how
 * it looks). Signal "stop" (): pressed. */
#define RECTO_TYPE_STOP_BUTTON (recto_stop_button_get_type ())
G_DECLARE_FINAL_TYPE (RectoStopButton, recto_stop_button, RECTO, STOP_BUTTON, GtkWidget)

GtkWidget *recto_stop_button_new (void);
gboolean recto_stop_button_get_active (RectoStopButton *self);
/* Whose tasks the list beside it shows. */
void recto_stop_button_set_engine (RectoStopButton *self, RectoEngine *engine);
/* Tests make the 100 ms pass with a clock of their own. */
void recto_stop_button_set_clock (RectoStopButton *self, const RectoClock *clock);
