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
                recto_color_mode_from_name (colors), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    g_object_set (page_view, flags[i], g_settings_get_boolean (settings, flags[i]), NULL);
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
