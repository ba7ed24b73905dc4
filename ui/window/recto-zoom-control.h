/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoZoomControl: a button that shows the zoom, with the menu of sizes behind it. It acts through
 * the window's actions.
 *
 * Property "zoom" (double, 1 is natural size). */
#define RECTO_TYPE_ZOOM_CONTROL (recto_zoom_control_get_type ())
G_DECLARE_FINAL_TYPE (RectoZoomControl, recto_zoom_control, RECTO, ZOOM_CONTROL, GtkWidget)

GtkWidget *recto_zoom_control_new (void);
