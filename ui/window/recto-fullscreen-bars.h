/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* In fullscreen the bars at the top come when the pointer touches the edge, and go when it has left
 * them. */
void recto_fullscreen_bars_install (GtkWindow *window, AdwToolbarView *toolbar_view);
