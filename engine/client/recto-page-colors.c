/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-colors.h"

#include "recto-tint.h"

G_STATIC_ASSERT ((int) RECTO_COLORS_ORIGINAL == (int) RECTO_TINT_NONE);
G_STATIC_ASSERT ((int) RECTO_COLORS_NIGHT == (int) RECTO_TINT_NIGHT);
G_STATIC_ASSERT ((int) RECTO_COLORS_SEPIA == (int) RECTO_TINT_SEPIA);

guint
recto_page_colors_get_paper (RectoPageColors colors)
{
  guint8 pixel[] = { 255, 255, 255, 255 };

  recto_tint_apply ((RectoTint) colors, pixel, sizeof pixel, 1, 1, NULL, 0);
  return (guint) pixel[2] << 16 | (guint) pixel[1] << 8 | pixel[0];
}
