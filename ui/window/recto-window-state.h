/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The size of a window, kept for the next one. */
void recto_window_state_restore (GtkWindow *window, GSettings *settings);
void recto_window_state_save (GtkWindow *window, GSettings *settings);
