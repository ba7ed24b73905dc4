/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-presentation.h"

#include <glib/gi18n.h>

#include "recto-page-link.h"
#include "recto-slow-page-dialog.h"
#include "recto-target-follower.h"

/* A pointer that rests so long is in the way. */
#define HIDE_POINTER_MS 2000
#define MAX_TYPED 100000000 /* pages: one more digit still fits */

typedef enum
{
  SHOWS_PAGES,
  SHOWS_BLACK,
  SHOWS_WHITE,
  SHOWS_END, /* one went on after the last page */
} Screen;

typedef enum
{
  DO_NOTHING,
  DO_NEXT,
  DO_PREVIOUS,
  DO_LEFT,
  DO_RIGHT,
  DO_FIRST,
  DO_LAST,
  DO_BLACK,
  DO_WHITE,
  DO_LEAVE,
  DO_STOP,
} Deed;

struct _RectoPresentation
{
  GtkWindow parent_instance;
  RectoDocumentView *view; /* (nullable): until it is gone */
  RectoPageView *page_view;
  RectoTargetFollower *follower;
  GtkWidget *blank; /* covers the pages where the screen does not show them */
  GtkWidget *end;   /* in it: says that there are no more */
  Screen screen;
  guint typed; /* the number of a page, so far */
  RectoClock clock;
  GSource *pointer_source; /* (nullable): until the pointer hides */
  double pointer_x;
  double pointer_y;
  guint inhibited; /* the screen's going dark; 0 where it cannot be */
};

G_DEFINE_FINAL_TYPE (RectoPresentation, recto_presentation, GTK_TYPE_WINDOW)

static const struct
{
  guint key;
  Deed deed;
} keys[] = {
  { GDK_KEY_n, DO_NEXT },
  { GDK_KEY_space, DO_NEXT },
  { GDK_KEY_KP_Space, DO_NEXT },
  { GDK_KEY_Return, DO_NEXT },
  { GDK_KEY_KP_Enter, DO_NEXT },
  { GDK_KEY_Down, DO_NEXT },
  { GDK_KEY_KP_Down, DO_NEXT },
  { GDK_KEY_Page_Down, DO_NEXT },
  { GDK_KEY_KP_Page_Down, DO_NEXT },
  { GDK_KEY_Forward, DO_NEXT },
  { GDK_KEY_p, DO_PREVIOUS },
  { GDK_KEY_BackSpace, DO_PREVIOUS },
  { GDK_KEY_Up, DO_PREVIOUS },
  { GDK_KEY_KP_Up, DO_PREVIOUS },
  { GDK_KEY_Page_Up, DO_PREVIOUS },
  { GDK_KEY_KP_Page_Up, DO_PREVIOUS },
  { GDK_KEY_Back, DO_PREVIOUS },
  { GDK_KEY_Left, DO_LEFT },
  { GDK_KEY_KP_Left, DO_LEFT },
  { GDK_KEY_Right, DO_RIGHT },
  { GDK_KEY_KP_Right, DO_RIGHT },
  { GDK_KEY_Home, DO_FIRST },
  { GDK_KEY_KP_Home, DO_FIRST },
  { GDK_KEY_End, DO_LAST },
  { GDK_KEY_KP_End, DO_LAST },
  { GDK_KEY_b, DO_BLACK },
  { GDK_KEY_period, DO_BLACK },
  { GDK_KEY_KP_Decimal, DO_BLACK },
  { GDK_KEY_w, DO_WHITE },
  { GDK_KEY_Escape, DO_LEAVE },
  { GDK_KEY_F5, DO_LEAVE },
  { GDK_KEY_F11, DO_LEAVE },
  { GDK_KEY_Stop, DO_STOP },
};

/* ---- What is on the screen ------------------------------------------------------------------- */

static void
set_screen (RectoPresentation *self, Screen screen)
{
  self->screen = screen;
  gtk_widget_set_visible (self->blank, screen != SHOWS_PAGES);
  gtk_widget_set_visible (self->end, screen == SHOWS_END);
  if (screen == SHOWS_WHITE)
    gtk_widget_add_css_class (self->blank, "white");
  else
    gtk_widget_remove_css_class (self->blank, "white");
}

static guint
get_number (RectoPresentation *self)
{
  guint number = 0;

  g_object_get (self->page_view, "number", &number, NULL);
  return number;
}

static void
go_to (RectoPresentation *self, guint number)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);

  if (document != NULL)
    recto_page_view_go_to (self->page_view, recto_document_get_location (document, number), FALSE);
  set_screen (self, SHOWS_PAGES);
}

static gboolean
has_foreground_work (RectoPresentation *self)
{
  RectoTaskList *tasks = recto_document_view_get_tasks (self->view);

  return tasks != NULL && recto_task_list_get_n_foreground (tasks) > 0;
}

static gboolean
stop (RectoPresentation *self)
{
  if (self->view == NULL || !has_foreground_work (self) || !recto_document_view_stop (self->view))
    return FALSE;
  recto_page_view_stop (self->page_view);
  return TRUE;
}

/* The view goes on with the page that was shown, unless that one was too much. */
static void
leave (RectoPresentation *self)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);

  if (!stop (self) && self->view != NULL && document != NULL)
    recto_page_view_go_to (recto_document_view_get_page_view (self->view),
                           recto_page_view_get_location (self->page_view), FALSE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
turn (RectoPresentation *self, int direction)
{
  const Screen before = self->screen;

  if (before == SHOWS_END && direction > 0)
    {
      leave (self);
      return;
    }
  set_screen (self, SHOWS_PAGES);
  /* Whoever looks at the blank screen has not seen the page yet. */
  if (before == SHOWS_PAGES && !recto_page_view_turn (self->page_view, direction) && direction > 0)
    set_screen (self, SHOWS_END);
}

/* ---- Keys ------------------------------------------------------------------------------------ */

static Deed
find_deed (guint key, GdkModifierType modifiers)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == gdk_keyval_to_lower (key))
      return keys[i].deed == DO_NEXT && (modifiers & GDK_SHIFT_MASK) != 0 ? DO_PREVIOUS
                                                                          : keys[i].deed;
  return DO_NOTHING;
}

static void
carry_out (RectoPresentation *self, Deed deed)
{
  const int right = recto_page_view_is_right_to_left (self->page_view) ? -1 : 1;

  switch (deed)
    {
    case DO_NEXT:
      turn (self, 1);
      break;
    case DO_PREVIOUS:
      turn (self, -1);
      break;
    case DO_LEFT:
      turn (self, -right);
      break;
    case DO_RIGHT:
      turn (self, right);
      break;
    case DO_FIRST:
      go_to (self, 0);
      break;
    case DO_LAST:
      go_to (self, G_MAXUINT);
      break;
    case DO_BLACK:
      set_screen (self, self->screen == SHOWS_BLACK ? SHOWS_PAGES : SHOWS_BLACK);
      break;
    case DO_WHITE:
      set_screen (self, self->screen == SHOWS_WHITE ? SHOWS_PAGES : SHOWS_WHITE);
      break;
    case DO_LEAVE:
      leave (self);
      break;
    case DO_STOP:
      stop (self);
      break;
    case DO_NOTHING:
    default:
      break;
    }
}

/* A number and Enter go to that page. TRUE for a key that is part of it. */
static gboolean
type_number (RectoPresentation *self, guint key)
{
  const guint32 digit = gdk_keyval_to_unicode (key);
  const guint typed = self->typed;

  if (digit >= '0' && digit <= '9')
    {
      self->typed = MIN (typed, MAX_TYPED) * 10 + digit - '0';
      return TRUE;
    }
  self->typed = 0;
  if (typed == 0 || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter))
    return FALSE;
  go_to (self, typed - 1);
  return TRUE;
}

/* Buttons and links on a page keep their keys. */
static gboolean
key_pressed_cb (RectoPresentation *self, guint key, guint keycode, GdkModifierType modifiers)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  const gboolean presses = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space;

  if (presses && (GTK_IS_BUTTON (focus) || RECTO_IS_PAGE_LINK (focus)))
    return GDK_EVENT_PROPAGATE;
  if (!type_number (self, key))
    carry_out (self, find_deed (key, modifiers));
  /* No other key does what it does elsewhere: the page keeps its size. */
  return key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab;
}

/* ---- The pointer ----------------------------------------------------------------------------- */

static void
end_pointer_source (RectoPresentation *self)
{
  if (self->pointer_source != NULL)
    g_source_destroy (self->pointer_source);
  g_clear_pointer (&self->pointer_source, g_source_unref);
}

static gboolean
hide_pointer_cb (gpointer user_data)
{
  RectoPresentation *self = user_data;

  end_pointer_source (self);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  return G_SOURCE_REMOVE;
}

static void
show_pointer (RectoPresentation *self)
{
  end_pointer_source (self);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  self->pointer_source = self->clock.timer (self->clock.data, HIDE_POINTER_MS);
  g_source_set_callback (self->pointer_source, hide_pointer_cb, self, NULL);
  g_source_attach (self->pointer_source, g_main_context_get_thread_default ());
}

/* What moves under a resting pointer also comes as motion. */
static void
motion_cb (RectoPresentation *self, double x, double y)
{
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  show_pointer (self);
}

static void
released_cb (RectoPresentation *self, int n_press, double x, double y, GtkGesture *gesture)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_PRIMARY)
    turn (self, 1);
  else if (button == GDK_BUTTON_SECONDARY)
    turn (self, -1);
}

static gboolean
scroll_cb (RectoPresentation *self, double dx, double dy)
{
  if (dy != 0)
    turn (self, dy > 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
attach (RectoPresentation *self,
        GtkEventController *controller,
        GtkPropagationPhase phase,
        const char *signal,
        GCallback callback)
{
  gtk_event_controller_set_propagation_phase (controller, phase);
  g_signal_connect_swapped (controller, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
attach_controllers (RectoPresentation *self)
{
  const GtkEventControllerScrollFlags wheel =
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE;
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  attach (self, gtk_event_controller_key_new (), GTK_PHASE_CAPTURE, "key-pressed",
          G_CALLBACK (key_pressed_cb));
  attach (self, gtk_event_controller_motion_new (), GTK_PHASE_CAPTURE, "motion",
          G_CALLBACK (motion_cb));
  attach (self, gtk_event_controller_scroll_new (wheel), GTK_PHASE_CAPTURE, "scroll",
          G_CALLBACK (scroll_cb));
  attach (self, GTK_EVENT_CONTROLLER (click), GTK_PHASE_BUBBLE, "released",
          G_CALLBACK (released_cb));
}

/* ---- The document ---------------------------------------------------------------------------- */

/* It was read anew, or closed. */
static void
document_changed_cb (RectoPresentation *self)
{
  RectoDocument *document = recto_document_view_get_document (self->view);
  const guint number = get_number (self);

  recto_page_view_set_document (self->page_view, document);
  if (document != NULL)
    go_to (self, number);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
copy_view (RectoPresentation *self)
{
  static const char *const copied[] = { "rotation", "colors", "right-to-left", "show-annotations",
                                        "page-time-limit" };
  RectoPageView *from = recto_document_view_get_page_view (self->view);

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    g_object_bind_property (from, copied[i], self->page_view, copied[i], G_BINDING_SYNC_CREATE);
  recto_page_view_set_document (self->page_view, recto_page_view_get_document (from));
  recto_page_view_go_to (self->page_view, recto_page_view_get_location (from), FALSE);
}

static GtkWidget *
make_blank (RectoPresentation *self)
{
  GtkWidget *blank = gtk_center_box_new ();

  self->end = gtk_label_new (_ ("End of the presentation"));
  gtk_widget_add_css_class (self->end, "title-2");
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (blank), self->end);
  gtk_widget_add_css_class (blank, "recto-blank");
  return blank;
}

static void
make_contents (RectoPresentation *self, const RectoClock *clock)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->page_view = RECTO_PAGE_VIEW (recto_page_view_new_with_clock (clock));
  recto_page_view_set_presenting (self->page_view);
  self->follower = recto_target_follower_new (self->page_view);
  recto_slow_page_dialog_serve (self->page_view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->page_view));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled);
  self->blank = make_blank (self);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->blank);
  gtk_window_set_child (GTK_WINDOW (self), overlay);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->page_view));
}

GtkWidget *
recto_presentation_new_with_clock (RectoDocumentView *view, const RectoClock *clock)
{
  RectoPresentation *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (view), NULL);
  g_return_val_if_fail (recto_document_view_get_document (view) != NULL, NULL);

  self = g_object_new (RECTO_TYPE_PRESENTATION, NULL);
  self->clock = *clock;
  make_contents (self, clock);
  set_screen (self, SHOWS_PAGES);
  g_set_weak_pointer (&self->view, view);
  copy_view (self);
  g_object_bind_property (view, "title", self, "title", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (view, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "destroy", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  show_pointer (self);
  return GTK_WIDGET (self);
}

GtkWidget *
recto_presentation_new (RectoDocumentView *view)
{
  return recto_presentation_new_with_clock (view, &recto_clock_monotonic);
}

RectoPageView *
recto_presentation_get_page_view (RectoPresentation *self)
{
  g_return_val_if_fail (RECTO_IS_PRESENTATION (self), NULL);

  return self->page_view;
}

/* ---- The widget ------------------------------------------------------------------------------ */

static void
recto_presentation_map (GtkWidget *widget)
{
  RectoPresentation *self = RECTO_PRESENTATION (widget);
  GApplication *application = g_application_get_default ();

  GTK_WIDGET_CLASS (recto_presentation_parent_class)->map (widget);

  if (GTK_IS_APPLICATION (application))
    /* Translators: why the screen does not go dark by itself. */
    self->inhibited = gtk_application_inhibit (GTK_APPLICATION (application), GTK_WINDOW (self),
                                               GTK_APPLICATION_INHIBIT_IDLE, _ ("Presentation"));
}

static void
recto_presentation_unmap (GtkWidget *widget)
{
  RectoPresentation *self = RECTO_PRESENTATION (widget);

  if (self->inhibited != 0)
    gtk_application_uninhibit (GTK_APPLICATION (g_application_get_default ()), self->inhibited);
  self->inhibited = 0;

  GTK_WIDGET_CLASS (recto_presentation_parent_class)->unmap (widget);
}

static void
recto_presentation_dispose (GObject *object)
{
  RectoPresentation *self = RECTO_PRESENTATION (object);

  end_pointer_source (self);
  if (self->follower != NULL)
    recto_target_follower_end (self->follower);
  g_clear_object (&self->follower);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (recto_presentation_parent_class)->dispose (object);
}

static void
recto_presentation_class_init (RectoPresentationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_presentation_dispose;
  widget_class->map = recto_presentation_map;
  widget_class->unmap = recto_presentation_unmap;
}

static void
recto_presentation_init (RectoPresentation *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "recto-presentation");
  gtk_window_fullscreen (GTK_WINDOW (self));
  attach_controllers (self);
}
