/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page.h"

#include <math.h>

#include "recto-document.h"

/* Device pixels of a page's side: 6400 % of the largest sheets and then some; fits an int. */
#define MAX_PIXELS 1000000000

static int
pixel_side (double points, double scale)
{
  return (int) CLAMP (floor (points * scale + 0.5), 1, MAX_PIXELS);
}

void
recto_page_get_pixel_size (const RectoPage *page,
                           double scale,
                           int rotation,
                           int *width,
                           int *height)
{
  gboolean turned = rotation % 180 != 0;

  *width = pixel_side (turned ? page->height : page->width, scale);
  *height = pixel_side (turned ? page->width : page->height, scale);
}
