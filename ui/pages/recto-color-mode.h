/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "recto-page-colors.h"

/* RectoColorMode: what the reader chose about the colors of pages. */
typedef enum
{
  RECTO_COLOR_MODE_ORIGINAL,
  RECTO_COLOR_MODE_NIGHT,
  RECTO_COLOR_MODE_SEPIA,
  RECTO_COLOR_MODE_DESKTOP, /* night where the desktop is dark */
} RectoColorMode;

#define RECTO_TYPE_COLOR_MODE (recto_color_mode_get_type ())
GType recto_color_mode_get_type (void);

RectoPageColors recto_color_mode_get_colors (RectoColorMode mode, gboolean desktop_is_dark);
/* Its name in the settings and in actions, and back: ORIGINAL where there is no such name. */
const char *recto_color_mode_to_name (RectoColorMode mode);
RectoColorMode recto_color_mode_from_name (const char *name);
