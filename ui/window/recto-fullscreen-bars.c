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

/* In a bar, that is: it came to be typed into. */
static gboolean
is_typed_into (GtkWindow *window, AdwToolbarView *toolbar_view)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && GTK_IS_EDITABLE (focus) &&
         gtk_widget_is_ancestor (focus, GTK_WIDGET (toolbar_view)) &&
         !gtk_widget_is_ancestor (focus, adw_toolbar_view_get_content (toolbar_view));
}

static void
motion_cb (GtkEventController *controller, double x, double y, AdwToolbarView *toolbar_view)
{
  GtkWidget *window = gtk_event_controller_get_widget (controller);

  /* What comes under a resting pointer is told as motion, too: without a time. */
  if (!gtk_window_is_fullscreen (GTK_WINDOW (window)) ||
      gtk_event_controller_get_current_event_time (controller) == GDK_CURRENT_TIME)
    return;
  if (y < TOUCH)
    adw_toolbar_view_set_reveal_top_bars (toolbar_view, TRUE);
  else if (y > adw_toolbar_view_get_top_bar_height (toolbar_view) + LEAVE &&
           !is_typed_into (GTK_WINDOW (window), toolbar_view))
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
