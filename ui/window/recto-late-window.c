/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-late-window.h"

/* What takes longer than this comes into a window that is already there. */
#define WAIT_MS 40

struct _RectoLateWindow
{
  GtkWindow *window; /* (unowned) */
  guint source;      /* until it is presented */
  gboolean waiting;
};

static void
present (gpointer user_data)
{
  RectoLateWindow *self = user_data;

  self->source = 0;
  self->waiting = FALSE;
  gtk_window_present (self->window);
}

RectoLateWindow *
recto_late_window_new (GtkWindow *window)
{
  RectoLateWindow *self = g_new0 (RectoLateWindow, 1);

  self->window = window;
  return self;
}

void
recto_late_window_free (RectoLateWindow *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

void
recto_late_window_wait (RectoLateWindow *self)
{
  if (self->source != 0)
    return;
  self->waiting = TRUE;
  self->source = g_timeout_add_once (WAIT_MS, present, self);
}

static double
get_scale (GtkWindow *window)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);

  return monitor != NULL ? gdk_monitor_get_scale (monitor) : 1;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int least = 0;
  int height = 0;

  /* The bars of a narrow window are put together otherwise, once it is there. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, least), NULL, &height, NULL,
                      NULL);
  return height;
}

/* A wrong guess costs a tile that is given up as soon as it is known better. */
static void
expect_pages (RectoLateWindow *self, AdwToolbarView *bars, RectoPageView *pages)
{
  int width = 0;
  int height = 0;
  int bars_height;

  gtk_window_get_default_size (self->window, &width, &height);
  if (gtk_window_is_maximized (self->window) || gtk_window_is_fullscreen (self->window))
    return;
  bars_height = measure_height (GTK_WIDGET (bars), width) -
                measure_height (adw_toolbar_view_get_content (bars), width);
  recto_page_view_expect (pages, width, height - bars_height, get_scale (self->window));
}

void
recto_late_window_end_wait (RectoLateWindow *self, AdwToolbarView *bars, RectoPageView *pages)
{
  if (!self->waiting)
    return;
  self->waiting = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
  if (pages != NULL)
    expect_pages (self, bars, pages);
  /* The main loop comes to what was queued before this first: the tiles have been sent for. */
  self->source = g_timeout_add_once (0, present, self);
}
