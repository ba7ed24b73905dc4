/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-fullscreen-bars.h"

/* In pixels: how near the edge brings the bars, and how far below them lets them go. */
#define TOUCH 2
#define LEAVE 12

static void
fullscreened_cb (GtkWindow *window, GParamSpec *pspec, AdwToolbarView *toolbar_view)
{
  const gboolean fullscreen = gtk_window_is_fullscreen (window);

  adw_toolbar_view_set_extend_content_to_top_edge (toolbar_view, fullscreen);
  adw_toolbar_view_set_reveal_top_bars (toolbar_view, !fullscreen);
}

static void
motion_cb (GtkEventController *controller, double x, double y, AdwToolbarView *toolbar_view)
{
  GtkWidget *window = gtk_event_controller_get_widget (controller);

  if (!gtk_window_is_fullscreen (GTK_WINDOW (window)))
    return;
  if (y < TOUCH)
    adw_toolbar_view_set_reveal_top_bars (toolbar_view, TRUE);
  else if (y > adw_toolbar_view_get_top_bar_height (toolbar_view) + LEAVE)
    adw_toolbar_view_set_reveal_top_bars (toolbar_view, FALSE);
}

void
recto_fullscreen_bars_install (GtkWindow *window, AdwToolbarView *toolbar_view)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), toolbar_view, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), motion);
  g_signal_connect_object (window, "notify::fullscreened", G_CALLBACK (fullscreened_cb),
                           toolbar_view, 0);
}
