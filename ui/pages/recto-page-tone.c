/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-tone.h"

#include <adwaita.h>

struct _RectoPageTone
{
  GtkWidget *widget; /* (unowned) */
  RectoColorMode mode;
  RectoPageColors colors;
  gulong dark_changed; /* while the desktop is followed */
  RectoPageToneFunc changed;
  gpointer data;
};

/* In the style sheet: what is around pages of these colors. */
static const char *const classes[] = {
  [RECTO_COLORS_ORIGINAL] = NULL,
  [RECTO_COLORS_NIGHT] = "night",
  [RECTO_COLORS_SEPIA] = "sepia",
};

static void
update (RectoPageTone *self)
{
  const gboolean follows = self->mode == RECTO_COLOR_MODE_DESKTOP;
  const gboolean dark = follows && adw_style_manager_get_dark (adw_style_manager_get_default ());
  const RectoPageColors before = self->colors;

  self->colors = recto_color_mode_get_colors (self->mode, dark);
  if (self->colors == before)
    return;
  if (classes[before] != NULL)
    gtk_widget_remove_css_class (self->widget, classes[before]);
  if (classes[self->colors] != NULL)
    gtk_widget_add_css_class (self->widget, classes[self->colors]);
  self->changed (self->colors, self->data);
}

static void
follow (RectoPageTone *self, gboolean follows)
{
  if (follows == (self->dark_changed != 0))
    return;
  if (follows)
    self->dark_changed = g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark",
                                                   G_CALLBACK (update), self);
  else
    g_clear_signal_handler (&self->dark_changed, adw_style_manager_get_default ());
}

RectoPageTone *
recto_page_tone_new (GtkWidget *widget, RectoPageToneFunc changed, gpointer data)
{
  RectoPageTone *self = g_new0 (RectoPageTone, 1);

  self->widget = widget;
  self->changed = changed;
  self->data = data;
  /* The ends of pages are drawn otherwise then. */
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), widget, G_CONNECT_SWAPPED);
  return self;
}

void
recto_page_tone_free (RectoPageTone *self)
{
  follow (self, FALSE);
  g_free (self);
}

RectoColorMode
recto_page_tone_get_mode (RectoPageTone *self)
{
  return self->mode;
}

void
recto_page_tone_set_mode (RectoPageTone *self, RectoColorMode mode)
{
  self->mode = mode;
  follow (self, mode == RECTO_COLOR_MODE_DESKTOP);
  update (self);
}

RectoPageColors
recto_page_tone_get_colors (RectoPageTone *self)
{
  return self->colors;
}
