/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-view-defaults.h"

static RectoFitMode
get_fit_mode (GSettings *settings)
{
  g_autofree char *mode = g_settings_get_string (settings, "fit-mode");

  if (g_str_equal (mode, "page"))
    return RECTO_FIT_PAGE;
  return g_str_equal (mode, "width") ? RECTO_FIT_WIDTH : RECTO_FIT_AUTOMATIC;
}

void
recto_view_defaults_apply (GSettings *settings, RectoPageView *page_view)
{
  static const char *const flags[] = { "continuous", "dual", "odd-left", "right-to-left" };

  g_autofree char *colors = g_settings_get_string (settings, "colors");

  g_object_set (page_view, "fit-mode", get_fit_mode (settings), "rotation", 0, "colors",
                recto_color_mode_from_name (colors), "show-annotations", TRUE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    g_object_set (page_view, flags[i], g_settings_get_boolean (settings, flags[i]), NULL);
}

RectoTextStyle
recto_view_defaults_get_text_style (GSettings *settings)
{
  RectoTextStyle style = { .size = g_settings_get_double (settings, "text-size") };

  style.line_height = g_settings_get_double (settings, "line-height");
  style.family = (RectoTextFamily) g_settings_get_enum (settings, "text-family");
  style.margins = (RectoTextMargins) g_settings_get_enum (settings, "text-margins");
  style.alignment = (RectoTextAlignment) g_settings_get_enum (settings, "text-alignment");
  return recto_text_style_clamp (&style);
}

void
recto_view_defaults_set_text_style (GSettings *settings, const RectoTextStyle *style)
{
  g_settings_set_double (settings, "text-size", style->size);
  g_settings_set_double (settings, "line-height", style->line_height);
  g_settings_set_enum (settings, "text-family", (int) style->family);
  g_settings_set_enum (settings, "text-margins", (int) style->margins);
  g_settings_set_enum (settings, "text-alignment", (int) style->alignment);
}

/* The value of each choice is its number of seconds. */
static void
time_limit_changed_cb (GSettings *settings, const char *key, RectoPageView *page_view)
{
  g_object_set (page_view, "page-time-limit", (guint) g_settings_get_enum (settings, key), NULL);
}

static void
letter_keys_changed_cb (GSettings *settings, const char *key, RectoPageView *page_view)
{
  recto_page_view_set_letter_keys (page_view, g_settings_get_boolean (settings, key));
}

void
recto_view_defaults_follow (GSettings *settings, RectoPageView *page_view)
{
  g_signal_connect_object (settings, "changed::page-time-limit", G_CALLBACK (time_limit_changed_cb),
                           page_view, 0);
  time_limit_changed_cb (settings, "page-time-limit", page_view);
  g_signal_connect_object (settings, "changed::letter-keys", G_CALLBACK (letter_keys_changed_cb),
                           page_view, 0);
  letter_keys_changed_cb (settings, "letter-keys", page_view);
}
