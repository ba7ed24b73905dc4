/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-band.h"

#include <adwaita.h>
#include <math.h>

/* A smaller rectangle is a slip of the hand, in application pixels. */
#define SMALLEST 6

struct _RectoPageBand
{
  RectoPageView *view;    /* (unowned) */
  RectoPageBandFunc done; /* NULL: it does not wait for one to draw, nor is drawn */
  graphene_rect_t band;
};

static void
end (RectoPageBand *self)
{
  self->done = NULL;
  self->band = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  recto_page_view_set_cursor (self->view, RECTO_PAGE_CURSOR_TOOL, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

void
recto_page_band_begin (RectoPageBand *self, RectoPageBandFunc done)
{
  self->done = done;
  recto_page_view_set_cursor (self->view, RECTO_PAGE_CURSOR_TOOL, "crosshair");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
drag_begin_cb (RectoPageBand *self, double x, double y, GtkGesture *gesture)
{
  const GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->done == NULL && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_ALT_MASK &&
      !recto_page_view_is_presenting (self->view))
    recto_page_band_begin (self, recto_page_view_select_part);
  gtk_gesture_set_state (gesture, self->done != NULL ? GTK_EVENT_SEQUENCE_CLAIMED
                                                     : GTK_EVENT_SEQUENCE_DENIED);
  self->band = GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0);
}

static void
drag_update_cb (RectoPageBand *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x = 0;
  double y = 0;

  if (self->done == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  self->band = GRAPHENE_RECT_INIT ((float) MIN (x, x + dx), (float) MIN (y, y + dy),
                                   (float) fabs (dx), (float) fabs (dy));
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
drag_end_cb (RectoPageBand *self, double dx, double dy, GtkGestureDrag *gesture)
{
  const graphene_rect_t band = self->band;
  const RectoPageBandFunc done = self->done;

  if (done == NULL)
    return;
  end (self);
  if (band.size.width >= SMALLEST && band.size.height >= SMALLEST)
    done (self->view, &band);
}

static gboolean
key_pressed_cb (RectoPageBand *self, guint key, guint keycode, GdkModifierType modifiers)
{
  if (self->done == NULL || key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end (self);
  return GDK_EVENT_STOP;
}

RectoPageBand *
recto_page_band_new (RectoPageView *view)
{
  RectoPageBand *self = g_new0 (RectoPageBand, 1);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = view;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  return self;
}

void
recto_page_band_free (RectoPageBand *self)
{
  g_free (self);
}

void
recto_page_band_snapshot (RectoPageBand *self, GtkSnapshot *snapshot)
{
  g_autoptr (GdkRGBA) accent = NULL;
  GskRoundedRect outline;
  GdkRGBA inside;
  GdkRGBA border[4];

  if (self->band.size.width <= 0 || self->band.size.height <= 0)
    return;
  accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  inside = *accent;
  inside.alpha = 0.2f;
  gtk_snapshot_append_color (snapshot, &inside, &self->band);
  gsk_rounded_rect_init_from_rect (&outline, &self->band, 0);
  for (int i = 0; i < 4; i++)
    border[i] = *accent;
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { 1, 1, 1, 1 }, border);
}
