/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-kept-focus.h"

#define N_FRAMES 10 /* whatever is not back by then has gone for good */

typedef struct
{
  GWeakRef focus;
  guint n_frames;
  gboolean was_hidden;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_weak_ref_clear (&kept->focus);
  g_free (kept);
}

static gboolean
tick_cb (GtkWidget *window, GdkFrameClock *clock, gpointer user_data)
{
  Kept *kept = user_data;
  g_autoptr (GtkWidget) focus = g_weak_ref_get (&kept->focus);

  if (focus == NULL || gtk_widget_get_root (focus) != GTK_ROOT (window) ||
      kept->n_frames++ == N_FRAMES)
    return G_SOURCE_REMOVE;
  if (!gtk_widget_get_mapped (focus))
    kept->was_hidden = TRUE;
  else if (gtk_window_get_focus (GTK_WINDOW (window)) != focus)
    {
      gtk_widget_grab_focus (focus);
      return G_SOURCE_REMOVE;
    }
  else if (kept->was_hidden)
    return G_SOURCE_REMOVE;
  return G_SOURCE_CONTINUE;
}

void
recto_kept_focus_keep (GtkWindow *window)
{
  GtkWidget *focus;
  Kept *kept;

  g_return_if_fail (GTK_IS_WINDOW (window));

  focus = gtk_window_get_focus (window);
  if (focus == NULL)
    return;
  kept = g_new0 (Kept, 1);
  g_weak_ref_init (&kept->focus, focus);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, kept, kept_free);
}
