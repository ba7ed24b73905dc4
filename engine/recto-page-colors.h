/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The colors a page is rendered in. Photographs keep their own in all of them. */
typedef enum
{
  RECTO_COLORS_ORIGINAL,
  RECTO_COLORS_NIGHT, /* light on dark */
  RECTO_COLORS_SEPIA,
} RectoPageColors;

/* What white paper looks like in these colors, as 0xrrggbb. */
guint recto_page_colors_get_paper (RectoPageColors colors);
