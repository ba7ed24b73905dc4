/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-zoom.h"

static const double steps[] = {
  RECTO_ZOOM_MIN,
  0.1,
  0.15,
  0.2,
  0.25,
  1.0 / 3,
  0.5,
  2.0 / 3,
  0.75,
  0.9,
  1,
  1.1,
  1.25,
  1.5,
  1.75,
  2,
  2.5,
  3,
  4,
  5,
  6,
  8,
  12,
  16,
  24,
  32,
  48,
  RECTO_ZOOM_MAX,
};

/* Two zooms nearer to each other than this are the same step. */
#define SAME_STEP 1.001

double
recto_zoom_clamp (double zoom)
{
  return CLAMP (zoom, RECTO_ZOOM_MIN, RECTO_ZOOM_MAX);
}

double
recto_zoom_step_in (double zoom)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] > zoom * SAME_STEP)
      return steps[i];
  return RECTO_ZOOM_MAX;
}

double
recto_zoom_step_out (double zoom)
{
  for (gsize i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] * SAME_STEP < zoom)
      return steps[i - 1];
  return RECTO_ZOOM_MIN;
}

double
recto_zoom_fit (RectoFitMode mode,
                double page_width,
                double page_height,
                double room_width,
                double room_height,
                double zoom)
{
  double across;
  double down;

  if (room_width <= 0 || room_height <= 0 || page_width <= 0 || page_height <= 0)
    return zoom;
  across = room_width / (page_width * RECTO_PIXELS_PER_POINT);
  down = room_height / (page_height * RECTO_PIXELS_PER_POINT);
  switch (mode)
    {
    case RECTO_FIT_PAGE:
      return recto_zoom_clamp (MIN (across, down));
    case RECTO_FIT_WIDTH:
      return recto_zoom_clamp (across);
    case RECTO_FIT_AUTOMATIC:
      return recto_zoom_clamp (MIN (across, 1));
    case RECTO_FIT_NONE:
    default:
      return zoom;
    }
}
