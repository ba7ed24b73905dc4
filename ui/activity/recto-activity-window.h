/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-engine.h"

/* RectoActivityWindow: the list of what runs, of all documents, to keep on the screen. */
#define RECTO_TYPE_ACTIVITY_WINDOW (recto_activity_window_get_type ())
G_DECLARE_FINAL_TYPE (RectoActivityWindow, recto_activity_window, RECTO, ACTIVITY_WINDOW, AdwWindow)

GtkWidget *recto_activity_window_new (GtkApplication *application, RectoEngine *engine);
