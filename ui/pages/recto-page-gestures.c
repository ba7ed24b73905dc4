/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-gestures.h"

#include <math.h>

#define ZOOM_PER_NOTCH 1.15
#define TURN_DISTANCE 1.0 /* notches of the wheel past the end of a page that turn it */
#define TOUCHPAD_NOTCH 40 /* pixels of a touchpad that count as a notch */

typedef struct
{
  RectoPageView *view; /* (unowned) */
  double pointer_x;
  double pointer_y;
  double past_end;
  double dragged_x;
  double dragged_y;
} Gestures;

/* In notches, whatever the device counts in. */
static double
get_notches (GtkEventControllerScroll *controller, double distance)
{
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE)
    return distance / TOUCHPAD_NOTCH;
  return distance;
}

static gboolean
can_scroll (RectoPageView *view, double distance)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double value = gtk_adjustment_get_value (adjustment);
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return distance < 0 ? value >= 1 : value <= most - 1;
}

/* Pages shown one at a time are turned by going on past their end. */
static gboolean
turn_past_end (Gestures *self, double notches)
{
  if (recto_page_view_get_continuous (self->view) || notches == 0 ||
      can_scroll (self->view, notches))
    {
      self->past_end = 0;
      return GDK_EVENT_PROPAGATE;
    }
  if (self->past_end * notches < 0)
    self->past_end = 0;
  self->past_end += notches;
  if (fabs (self->past_end) < TURN_DISTANCE)
    return GDK_EVENT_STOP;

  recto_page_view_scroll_past (self->view, self->past_end > 0 ? 1 : -1);
  self->past_end = 0;
  return GDK_EVENT_STOP;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  Gestures *self = user_data;
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double notches = get_notches (controller, dy);

  if ((modifiers & GDK_CONTROL_MASK) == 0)
    return turn_past_end (self, (modifiers & GDK_SHIFT_MASK) == 0 ? notches : 0);

  /* Fingers on the page at the pointer do the same. */
  recto_page_view_begin_pinch (self->view, self->pointer_x, self->pointer_y);
  recto_page_view_pinch (self->view, pow (ZOOM_PER_NOTCH, -notches), self->pointer_x,
                         self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  Gestures *self = user_data;

  self->pointer_x = x;
  self->pointer_y = y;
}

/* A touchpad's gesture happens at the pointer. */
static void
get_middle (Gestures *self, GtkGesture *gesture, double *x, double *y)
{
  *x = self->pointer_x;
  *y = self->pointer_y;
  gtk_gesture_get_bounding_box_center (gesture, x, y);
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, gpointer user_data)
{
  Gestures *self = user_data;
  double x;
  double y;

  get_middle (self, gesture, &x, &y);
  recto_page_view_begin_pinch (self->view, x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Also while the fingers move and stay as far apart. */
static void
pinch_cb (GtkGesture *gesture, GdkEventSequence *sequence, gpointer user_data)
{
  Gestures *self = user_data;
  double x;
  double y;

  if (!gtk_gesture_is_recognized (gesture))
    return;
  get_middle (self, gesture, &x, &y);
  recto_page_view_pinch (self->view, gtk_gesture_zoom_get_scale_delta (GTK_GESTURE_ZOOM (gesture)),
                         x, y);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  Gestures *self = user_data;

  self->dragged_x = self->dragged_y = 0;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  recto_page_view_set_cursor (self->view, RECTO_PAGE_CURSOR_DRAG, "grabbing");
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  Gestures *self = user_data;

  recto_page_view_scroll (self->view, GTK_ORIENTATION_HORIZONTAL, self->dragged_x - x);
  recto_page_view_scroll (self->view, GTK_ORIENTATION_VERTICAL, self->dragged_y - y);
  self->dragged_x = x;
  self->dragged_y = y;
}

static void
drag_end_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  Gestures *self = user_data;

  recto_page_view_set_cursor (self->view, RECTO_PAGE_CURSOR_DRAG, NULL);
}

/* Pressing anywhere on the pages gives them the keys. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  Gestures *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
attach (Gestures *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (controller));
}

void
recto_page_gestures_attach (RectoPageView *view)
{
  Gestures *self = g_new0 (Gestures, 1);
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = view;
  g_object_set_data_full (G_OBJECT (view), "recto-page-gestures", self, g_free);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  attach (self, scroll);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  attach (self, motion);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "update", G_CALLBACK (pinch_cb), self);
  attach (self, pinch);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_MIDDLE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  attach (self, drag);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  attach (self, click);
}
