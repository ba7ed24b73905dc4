/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-line-heights.h"

#include <math.h>

static const double heights[] = { 0, 1, 1.2, 1.4, 1.6, 1.8, 2 };

double
recto_line_heights_get (guint choice)
{
  return heights[MIN (choice, G_N_ELEMENTS (heights) - 1)];
}

guint
recto_line_heights_find (double line_height)
{
  guint nearest = 1;

  if (line_height <= 0)
    return 0;
  for (guint i = 2; i < G_N_ELEMENTS (heights); i++)
    if (fabs (heights[i] - line_height) < fabs (heights[nearest] - line_height))
      nearest = i;
  return nearest;
}
