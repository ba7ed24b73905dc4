/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Other colors for a page than its own. */
typedef enum
{
  RECTO_TINT_NONE,
  RECTO_TINT_NIGHT, /* light on dark: lightness turned round, hues kept */
  RECTO_TINT_SEPIA, /* brown on cream */
  RECTO_N_TINTS
} RectoTint;

/* Rows of pixels of 4 bytes: blue, green, red, and one that is left alone. `spared` (nullable, one
 * byte for each pixel): how much of a pixel stays as it is, 255 for all of it. */
void recto_tint_apply (RectoTint tint,
                       guint8 *pixels,
                       gsize stride,
                       int width,
                       int height,
                       const guint8 *spared,
                       gsize spared_stride);
