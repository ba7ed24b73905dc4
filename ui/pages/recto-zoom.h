/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Zoom factors: 1 shows 96 pixels of the application for an inch of the page. */
#define RECTO_ZOOM_MIN 0.05
#define RECTO_ZOOM_MAX 64.0
#define RECTO_PIXELS_PER_POINT (96.0 / 72.0)

typedef enum
{
  RECTO_FIT_NONE,
  RECTO_FIT_PAGE,
  RECTO_FIT_WIDTH,
  RECTO_FIT_AUTOMATIC, /* width, but no larger than 100 % */
} RectoFitMode;

double recto_zoom_clamp (double zoom);
/* The next step of the usual percentages above or below; the end of the range at its end. */
double recto_zoom_step_in (double zoom);
double recto_zoom_step_out (double zoom);
/* The zoom at which a page of so many points just fits into a room of so many pixels. With NONE,
 * or where there is no room, `zoom` stays as it is. */
double recto_zoom_fit (RectoFitMode mode,
                       double page_width,
                       double page_height,
                       double room_width,
                       double room_height,
                       double zoom);
