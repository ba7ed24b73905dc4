/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-selection.h"

#include <adwaita.h>

#include "recto-text-gather.h"

/* Drawn on beyond the view's edge the pages scroll so fast, pixels a second for each pixel. */
#define SCROLL_SPEED 12.0

struct _RectoTextSelection
{
  RectoPageView *view;   /* (unowned) */
  RectoPageTexts *texts; /* (unowned) */
  RectoTextSelectionFunc changed;
  gpointer data;
  RectoTextSpan span;
  gboolean empty;   /* there is no span */
  gboolean drawing; /* the button is down */
  double x;         /* the pointer, meanwhile */
  double y;
  guint tick;
  gint64 tick_time;
  GCancellable *gathering; /* (nullable): what is on its way into a clipboard */
};

typedef struct
{
  GdkClipboard *clipboard;
  GCancellable *cancellable;
} Destination;

/* ---- Clipboards ---------------------------------------------------------------------------- */

static void
destination_free (Destination *self)
{
  g_object_unref (self->clipboard);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Destination, destination_free)

/* Another selection may have been made meanwhile, or the view be gone. */
static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Destination) destination = user_data;
  g_autofree char *text = recto_text_gather_finish (RECTO_DOCUMENT (source), result, NULL);

  if (text != NULL && text[0] != '\0' && !g_cancellable_is_cancelled (destination->cancellable))
    gdk_clipboard_set_text (destination->clipboard, text);
}

static void
cancel_gathering (RectoTextSelection *self)
{
  if (self->gathering != NULL)
    recto_cancellable_cancel (self->gathering, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->gathering);
}

/* Something else is put into a clipboard from now on. */
static Destination *
begin (RectoTextSelection *self, GdkClipboard *clipboard)
{
  Destination *destination = g_new0 (Destination, 1);

  cancel_gathering (self);
  self->gathering = g_cancellable_new ();
  destination->clipboard = g_object_ref (clipboard);
  destination->cancellable = g_object_ref (self->gathering);
  return destination;
}

static void
gather_into (RectoTextSelection *self, GdkClipboard *clipboard)
{
  RectoDocument *document = recto_page_view_get_document (self->view);
  Destination *destination;

  cancel_gathering (self);
  if (self->empty || document == NULL)
    return;
  destination = begin (self, clipboard);
  recto_text_gather_async (document, &self->span, self->gathering, gathered_cb, destination);
}

void
recto_text_selection_copy (RectoTextSelection *self)
{
  gather_into (self, gtk_widget_get_clipboard (GTK_WIDGET (self->view)));
}

/* ---- Pictures ------------------------------------------------------------------------------- */

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Destination) destination = user_data;
  g_autoptr (GdkTexture) texture =
      recto_page_picture_render_finish (RECTO_DOCUMENT (source), result, NULL);

  if (texture != NULL && !g_cancellable_is_cancelled (destination->cancellable))
    gdk_clipboard_set_texture (destination->clipboard, texture);
}

void
recto_text_selection_copy_picture (RectoTextSelection *self,
                                   RectoDocument *document,
                                   const RectoPagePicture *picture)
{
  Destination *destination = begin (self, gtk_widget_get_clipboard (GTK_WIDGET (self->view)));

  recto_page_picture_render_async (document, picture, self->gathering, rendered_cb, destination);
}

static void
unite (RectoRect *area, const RectoRect *other)
{
  const double right = MAX (area->x + area->width, other->x + other->width);
  const double bottom = MAX (area->y + area->height, other->y + other->height);

  area->x = MIN (area->x, other->x);
  area->y = MIN (area->y, other->y);
  area->width = right - area->x;
  area->height = bottom - area->y;
}

static gboolean
find_area_of_text (RectoTextSelection *self, RectoPageText *text, RectoRect *area)
{
  g_autoptr (GArray) ranges = recto_text_span_get_ranges (&self->span, text);
  gboolean any = FALSE;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RectoTextRange range = g_array_index (ranges, RectoTextRange, i);
      g_autoptr (GArray) areas = recto_text_get_areas (text, range.start, range.end);

      for (guint k = 0; k < areas->len; k++)
        {
          if (any)
            unite (area, &g_array_index (areas, RectoRect, k));
          else
            *area = g_array_index (areas, RectoRect, k);
          any = TRUE;
        }
    }
  return any;
}

gboolean
recto_text_selection_get_area (RectoTextSelection *self, RectoLocation *location, RectoRect *area)
{
  RectoPageText *text;
  RectoLocation last;

  if (self->empty)
    return FALSE;
  recto_text_span_get_pages (&self->span, location, &last);
  if (self->span.rectangle)
    {
      *area = recto_text_span_get_rectangle (&self->span);
      return TRUE;
    }
  text = recto_page_texts_peek (self->texts, *location);
  return recto_location_equal (*location, last) && text != NULL &&
         find_area_of_text (self, text, area);
}

/* ---- The span ------------------------------------------------------------------------------ */

gboolean
recto_text_selection_is_empty (RectoTextSelection *self)
{
  return self->empty;
}

void
recto_text_selection_clear (RectoTextSelection *self)
{
  if (self->empty)
    return;
  self->empty = TRUE;
  self->changed (self->data);
}

void
recto_text_selection_select (RectoTextSelection *self, const RectoTextSpan *span)
{
  self->span = *span;
  self->empty = FALSE;
  self->changed (self->data);
  gather_into (self, gtk_widget_get_primary_clipboard (GTK_WIDGET (self->view)));
}

const RectoTextSpan *
recto_text_selection_get_span (RectoTextSelection *self)
{
  return self->empty ? NULL : &self->span;
}

static gboolean
find_point (RectoTextSelection *self, double x, double y, RectoTextPoint *point)
{
  point->exact = FALSE;
  return recto_page_view_find_nearest (self->view, x, y, &point->location, &point->x, &point->y);
}

static void
extend (RectoTextSelection *self, double x, double y)
{
  if (self->empty || self->span.whole_page || self->span.rectangle ||
      !find_point (self, x, y, &self->span.head))
    return;
  self->changed (self->data);
}

GArray *
recto_text_selection_get_ranges (RectoTextSelection *self, RectoPageText *text)
{
  if (self->empty)
    return g_array_new (FALSE, FALSE, sizeof (RectoTextRange));
  return recto_text_span_get_ranges (&self->span, text);
}

/* ---- Drawing over text --------------------------------------------------------------------- */

static double
beyond (double value, double length)
{
  return value < 0 ? value : MAX (value - length, 0);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RectoTextSelection *self = user_data;
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  const double seconds = (double) (now - self->tick_time) / G_USEC_PER_SEC;
  const double across = beyond (self->x, gtk_widget_get_width (widget));
  const double down = beyond (self->y, gtk_widget_get_height (widget));

  self->tick_time = now;
  if (across == 0 && down == 0)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  recto_page_view_scroll (self->view, GTK_ORIENTATION_HORIZONTAL, across * SCROLL_SPEED * seconds);
  recto_page_view_scroll (self->view, GTK_ORIENTATION_VERTICAL, down * SCROLL_SPEED * seconds);
  extend (self, self->x, self->y);
  return G_SOURCE_CONTINUE;
}

static void
stop_scrolling (RectoTextSelection *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
}

static void
scroll_beyond (RectoTextSelection *self)
{
  GtkWidget *widget = GTK_WIDGET (self->view);

  if (self->tick != 0 || (beyond (self->x, gtk_widget_get_width (widget)) == 0 &&
                          beyond (self->y, gtk_widget_get_height (widget)) == 0))
    return;
  self->tick_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (widget));
  self->tick = gtk_widget_add_tick_callback (widget, tick_cb, self, NULL);
}

static RectoTextUnit
get_unit (int n_press)
{
  static const RectoTextUnit units[] = { RECTO_TEXT_CHARACTER, RECTO_TEXT_WORD, RECTO_TEXT_LINE,
                                         RECTO_TEXT_PARAGRAPH };

  return units[(n_press - 1) % (int) G_N_ELEMENTS (units)];
}

static gboolean
is_touched (GtkGesture *gesture)
{
  GdkDevice *device =
      gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/* A finger scrolls. With Shift what is selected grows, or shrinks, to the point. */
static void
pressed_cb (RectoTextSelection *self, int n_press, double x, double y, GtkGesture *gesture)
{
  const GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  RectoTextPoint point;

  self->drawing = !is_touched (gesture) && !recto_page_view_is_presenting (self->view) &&
                  find_point (self, x, y, &point);
  if (!self->drawing)
    return;
  /* Until it has come, nothing shows of what is selected; but a click on a page that was stopped is
   * no reason to read it. */
  if (recto_page_view_is_painted (self->view, point.location))
    recto_page_texts_get (self->texts, point.location, RECTO_PRIORITY_NEAR);
  if ((state & GDK_SHIFT_MASK) != 0 && !self->empty)
    {
      extend (self, x, y);
      return;
    }
  self->span = (RectoTextSpan) { point, point, get_unit (n_press), FALSE, FALSE };
  self->empty = n_press == 1;
  self->changed (self->data);
}

static void
drag_update_cb (RectoTextSelection *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x = 0;
  double y = 0;

  if (!self->drawing || !gtk_gesture_drag_get_start_point (gesture, &x, &y) ||
      (self->empty && !gtk_drag_check_threshold (GTK_WIDGET (self->view), (int) x, (int) y,
                                                 (int) (x + dx), (int) (y + dy))))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->empty = FALSE;
  self->x = x + dx;
  self->y = y + dy;
  extend (self, self->x, self->y);
  scroll_beyond (self);
}

static void
drag_end_cb (RectoTextSelection *self, double dx, double dy, GtkGestureDrag *gesture)
{
  stop_scrolling (self);
  if (self->drawing)
    gather_into (self, gtk_widget_get_primary_clipboard (GTK_WIDGET (self->view)));
  self->drawing = FALSE;
}

static void
attach (RectoTextSelection *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (click, drag);
}

RectoTextSelection *
recto_text_selection_new (RectoPageView *view,
                          RectoPageTexts *texts,
                          RectoTextSelectionFunc changed,
                          gpointer data)
{
  RectoTextSelection *self = g_new0 (RectoTextSelection, 1);

  self->view = view;
  self->texts = texts;
  self->changed = changed;
  self->data = data;
  self->empty = TRUE;
  attach (self);
  return self;
}

void
recto_text_selection_free (RectoTextSelection *self)
{
  cancel_gathering (self);
  g_free (self);
}

/* ---- In view ------------------------------------------------------------------------------- */

/* FALSE where none of it is on the page of this number. */
static gboolean
find_page (RectoTextSelection *self, guint number, RectoLocation *location)
{
  RectoLocation first;
  RectoLocation last;

  recto_text_span_get_pages (&self->span, &first, &last);
  *location = recto_document_get_location (recto_page_view_get_document (self->view), number);
  return recto_location_compare (*location, first) >= 0 &&
         recto_location_compare (*location, last) <= 0;
}

void
recto_text_selection_look_at (RectoTextSelection *self, guint first, guint last)
{
  RectoLocation location;

  for (guint i = first; i <= last && !self->empty; i++)
    if (find_page (self, i, &location))
      recto_page_texts_get (self->texts, location, RECTO_PRIORITY_NEAR);
}

static void
draw_area (RectoTextSelection *self,
           GtkSnapshot *snapshot,
           RectoLocation location,
           const RectoRect *area,
           const GdkRGBA *color)
{
  GdkRectangle where;

  if (recto_page_view_find_area (self->view, location, area, &where))
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT ((float) where.x, (float) where.y,
                                                    (float) where.width, (float) where.height));
}

static void
draw_range (RectoTextSelection *self,
            GtkSnapshot *snapshot,
            RectoPageText *text,
            RectoTextRange range,
            const GdkRGBA *color)
{
  g_autoptr (GArray) areas = recto_text_get_areas (text, range.start, range.end);

  for (guint i = 0; i < areas->len; i++)
    draw_area (self, snapshot, recto_page_text_get_location (text),
               &g_array_index (areas, RectoRect, i), color);
}

static void
draw (RectoTextSelection *self, GtkSnapshot *snapshot, RectoPageText *text, const GdkRGBA *color)
{
  g_autoptr (GArray) ranges = recto_text_span_get_ranges (&self->span, text);

  for (guint i = 0; i < ranges->len; i++)
    draw_range (self, snapshot, text, g_array_index (ranges, RectoTextRange, i), color);
}

/* Seen where nothing is written, too: it can be copied as a picture. */
static void
draw_rectangle (RectoTextSelection *self, GtkSnapshot *snapshot, GdkRGBA color)
{
  const RectoRect rectangle = recto_text_span_get_rectangle (&self->span);

  color.alpha /= 2;
  draw_area (self, snapshot, self->span.anchor.location, &rectangle, &color);
}

/* What is below stays readable. */
static GdkRGBA
choose_color (RectoPageColors colors)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  GdkRGBA color = *accent;

  color.alpha =
      colors == RECTO_COLORS_NIGHT || adw_style_manager_get_high_contrast (manager) ? 0.5f : 0.35f;
  return color;
}

void
recto_text_selection_snapshot (RectoTextSelection *self,
                               GtkSnapshot *snapshot,
                               guint first,
                               guint last,
                               RectoPageColors colors)
{
  const GdkRGBA color = choose_color (colors);

  if (!self->empty && self->span.rectangle)
    draw_rectangle (self, snapshot, color);
  for (guint i = first; i <= last && !self->empty; i++)
    {
      RectoPageText *text = NULL;
      RectoLocation location;

      if (find_page (self, i, &location))
        text = recto_page_texts_peek (self->texts, location);
      if (text != NULL)
        draw (self, snapshot, text, &color);
    }
}
