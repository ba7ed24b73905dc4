/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-color-mode.h"

static const GEnumValue values[] = {
  { RECTO_COLOR_MODE_ORIGINAL, "RECTO_COLOR_MODE_ORIGINAL", "original" },
  { RECTO_COLOR_MODE_NIGHT, "RECTO_COLOR_MODE_NIGHT", "night" },
  { RECTO_COLOR_MODE_SEPIA, "RECTO_COLOR_MODE_SEPIA", "sepia" },
  { RECTO_COLOR_MODE_DESKTOP, "RECTO_COLOR_MODE_DESKTOP", "desktop" },
  { 0, NULL, NULL },
};

GType
recto_color_mode_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RectoColorMode", values));
  return type;
}

RectoPageColors
recto_color_mode_get_colors (RectoColorMode mode, gboolean desktop_is_dark)
{
  switch (mode)
    {
    case RECTO_COLOR_MODE_NIGHT:
      return RECTO_COLORS_NIGHT;
    case RECTO_COLOR_MODE_SEPIA:
      return RECTO_COLORS_SEPIA;
    case RECTO_COLOR_MODE_DESKTOP:
      return desktop_is_dark ? RECTO_COLORS_NIGHT : RECTO_COLORS_ORIGINAL;
    case RECTO_COLOR_MODE_ORIGINAL:
    default:
      return RECTO_COLORS_ORIGINAL;
    }
}

const char *
recto_color_mode_to_name (RectoColorMode mode)
{
  g_return_val_if_fail (mode <= RECTO_COLOR_MODE_DESKTOP, values[0].value_nick);

  return values[mode].value_nick;
}

RectoColorMode
recto_color_mode_from_name (const char *name)
{
  for (guint i = 0; values[i].value_nick != NULL; i++)
    if (g_strcmp0 (values[i].value_nick, name) == 0)
      return (RectoColorMode) i;
  return RECTO_COLOR_MODE_ORIGINAL;
}
