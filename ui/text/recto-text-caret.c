/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-caret.h"

#include <math.h>

#include "recto-text-motion.h"

/* Application pixels. */
#define THICKNESS 2
#define MARGIN 24 /* around it, in the view, where the pages let it be */

static const struct
{
  guint key;
  guint pad_key;
  GdkModifierType modifiers;
  RectoTextMotion motion;
} keys[] = {
  { GDK_KEY_Left, GDK_KEY_KP_Left, 0, RECTO_TEXT_MOTION_LEFT },
  { GDK_KEY_Right, GDK_KEY_KP_Right, 0, RECTO_TEXT_MOTION_RIGHT },
  { GDK_KEY_Up, GDK_KEY_KP_Up, 0, RECTO_TEXT_MOTION_UP },
  { GDK_KEY_Down, GDK_KEY_KP_Down, 0, RECTO_TEXT_MOTION_DOWN },
  { GDK_KEY_Left, GDK_KEY_KP_Left, GDK_CONTROL_MASK, RECTO_TEXT_MOTION_WORD_LEFT },
  { GDK_KEY_Right, GDK_KEY_KP_Right, GDK_CONTROL_MASK, RECTO_TEXT_MOTION_WORD_RIGHT },
  { GDK_KEY_Home, GDK_KEY_KP_Home, 0, RECTO_TEXT_MOTION_LINE_START },
  { GDK_KEY_End, GDK_KEY_KP_End, 0, RECTO_TEXT_MOTION_LINE_END },
};

/* Where on a page, until its text is known. */
typedef enum
{
  PLACE_KNOWN,
  PLACE_AT_POINT,
  PLACE_AT_START,
  PLACE_AT_END,
  PLACE_ON_FIRST_LINE,
  PLACE_ON_LAST_LINE,
} Place;

struct _RectoTextCaret
{
  RectoPageView *view;           /* (unowned) */
  RectoPageTexts *texts;         /* (unowned) */
  RectoTextSelection *selection; /* (unowned) */
  RectoTextCaretFunc changed;
  gpointer data;
  gboolean active;
  RectoLocation location;
  Place place;
  guint gap; /* of the page's text, where that is known */
  double x;  /* the point that it is to be at, where it is not */
  double y;
  double goal;      /* where along a line one began to go up or down; NAN otherwise */
  gboolean selects; /* from `anchor` to the caret */
  RectoTextPoint anchor;
  gboolean shown; /* and not between two blinks */
  guint blink_source;
  gint64 moved_time;
};

/* ---- Blinking -------------------------------------------------------------------------------- */

static void
get_blinking (RectoTextCaret *self, gboolean *blinks, int *time, int *timeout)
{
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self->view)), "gtk-cursor-blink", blinks,
                "gtk-cursor-blink-time", time, "gtk-cursor-blink-timeout", timeout, NULL);
}

static gboolean
blink_cb (gpointer user_data)
{
  RectoTextCaret *self = user_data;
  gboolean blinks;
  int time;
  int timeout;

  get_blinking (self, &blinks, &time, &timeout);
  if (!blinks || g_get_monotonic_time () - self->moved_time > timeout * G_USEC_PER_SEC)
    {
      self->blink_source = 0;
      self->shown = TRUE;
      self->changed (FALSE, self->data);
      return G_SOURCE_REMOVE;
    }
  self->shown = !self->shown;
  self->changed (FALSE, self->data);
  return G_SOURCE_CONTINUE;
}

static void
blink_anew (RectoTextCaret *self)
{
  gboolean blinks;
  int time;
  int timeout;

  g_clear_handle_id (&self->blink_source, g_source_remove);
  get_blinking (self, &blinks, &time, &timeout);
  self->shown = TRUE;
  self->moved_time = g_get_monotonic_time ();
  if (blinks)
    self->blink_source = g_timeout_add ((guint) MAX (time / 2, 100), blink_cb, self);
}

/* ---- Where it is ----------------------------------------------------------------------------- */

/* (transfer none) (nullable): NULL where it is on a page that says nothing, as far as is known. */
static RectoPageText *
get_text (RectoTextCaret *self)
{
  RectoPageText *text = recto_page_texts_peek (self->texts, self->location);

  return text != NULL && recto_page_text_get_n_chars (text) > 0 ? text : NULL;
}

static gboolean
find_area (RectoTextCaret *self, RectoRect *area)
{
  RectoPageText *text = self->place == PLACE_KNOWN ? get_text (self) : NULL;

  return text != NULL && recto_text_get_caret (text, self->gap, area);
}

static gboolean
find_in_view (RectoTextCaret *self, GdkRectangle *where)
{
  RectoRect area;

  return find_area (self, &area) &&
         recto_page_view_find_area (self->view, self->location, &area, where);
}

/* How far pages must be scrolled for a length to be in the view. */
static int
measure_way (int from, int length, int view)
{
  if (from < MARGIN)
    return from - MARGIN;
  return MAX (from + length + MARGIN - view, 0);
}

static void
show (RectoTextCaret *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  const int height = gtk_widget_get_height (GTK_WIDGET (self->view));
  GdkRectangle where;
  RectoRect area;

  if (!find_area (self, &area))
    return;
  if (!recto_page_view_find_area (self->view, self->location, &area, &where))
    {
      recto_page_view_go_to_point (self->view, self->location, area.x,
                                   MAX (area.y - 2 * area.height, 0), FALSE);
      return;
    }
  if (where.x < 0 || where.x + where.width > width)
    recto_page_view_scroll (self->view, GTK_ORIENTATION_HORIZONTAL,
                            measure_way (where.x, where.width, width));
  if (where.y < 0 || where.y + where.height > height)
    recto_page_view_scroll (self->view, GTK_ORIENTATION_VERTICAL,
                            measure_way (where.y, where.height, height));
}

static RectoTextPoint
get_point (RectoTextCaret *self)
{
  RectoRect area = { 0 };

  find_area (self, &area);
  return (RectoTextPoint) { self->location, area.x, area.y, TRUE, self->gap };
}

/* It has got to where it was to go. */
static void
arrive (RectoTextCaret *self)
{
  show (self);
  blink_anew (self);
  if (self->selects)
    {
      const RectoTextSpan span = { .anchor = self->anchor, .head = get_point (self) };

      recto_text_selection_select (self->selection, &span);
    }
  self->changed (TRUE, self->data);
}

static guint
find_place (RectoTextCaret *self, RectoPageText *text)
{
  const guint n_lines = recto_page_text_get_n_lines (text);

  switch (self->place)
    {
    case PLACE_AT_POINT:
      return recto_text_find_gap (text, self->x, self->y);
    case PLACE_AT_END:
      return recto_page_text_get_n_chars (text);
    case PLACE_ON_FIRST_LINE:
      return n_lines > 0 ? recto_text_find_gap_in_line (text, 0, self->goal, self->goal) : 0;
    case PLACE_ON_LAST_LINE:
      return n_lines > 0 ? recto_text_find_gap_in_line (text, n_lines - 1, self->goal, self->goal)
                         : 0;
    case PLACE_KNOWN:
      return self->gap;
    case PLACE_AT_START:
    default:
      return 0;
    }
}

static void
settle (RectoTextCaret *self)
{
  RectoPageText *text;

  text = recto_page_texts_get (self->texts, self->location, RECTO_PRIORITY_WANTED);
  if (text == NULL || self->place == PLACE_KNOWN)
    return;
  self->gap = find_place (self, text);
  self->place = PLACE_KNOWN;
  arrive (self);
}

/* Whether any of its page is in view. */
static gboolean
is_page_in_view (RectoTextCaret *self)
{
  const RectoRect all = { 0 };
  GdkRectangle where;

  return recto_page_view_find_area (self->view, self->location, &all, &where);
}

void
recto_text_caret_update (RectoTextCaret *self)
{
  /* What one has turned away from is not asked for again. */
  if (self->active &&
      (recto_page_texts_peek (self->texts, self->location) != NULL || is_page_in_view (self)))
    settle (self);
}

gboolean
recto_text_caret_get_place (RectoTextCaret *self, RectoLocation *location, guint *gap)
{
  if (!self->active || self->place != PLACE_KNOWN)
    return FALSE;
  *location = self->location;
  *gap = self->gap;
  return TRUE;
}

/* ---- Moving it ------------------------------------------------------------------------------- */

static void
put_at_point (RectoTextCaret *self, RectoLocation location, double x, double y)
{
  self->location = location;
  self->x = x;
  self->y = y;
  self->place = PLACE_AT_POINT;
  self->goal = NAN;
  settle (self);
}

/* The first that is read of what is in view. */
static void
put_in_view (RectoTextCaret *self)
{
  RectoLocation location;
  double x;
  double y;

  if (recto_page_view_find_nearest (self->view, 0, MARGIN, &location, &x, &y))
    put_at_point (self, location, x, y);
}

static void
go_to_page (RectoTextCaret *self, guint number, Place place)
{
  const RectoRect all = { 0 };
  GdkRectangle where;

  self->location = recto_document_get_location (recto_page_view_get_document (self->view), number);
  self->place = place;
  /* Only of what is in view the text is read to its end. */
  if (!recto_page_view_find_area (self->view, self->location, &all, &where))
    recto_page_view_go_to (self->view, self->location, FALSE);
  settle (self);
}

static void
leave_page (RectoTextCaret *self, int direction)
{
  RectoDocument *document = recto_page_view_get_document (self->view);
  const guint number = recto_document_get_number (document, self->location);

  if (direction > 0 && number + 1 < recto_document_get_n_pages (document, NULL))
    go_to_page (self, number + 1, isnan (self->goal) ? PLACE_AT_START : PLACE_ON_FIRST_LINE);
  else if (direction < 0 && number > 0)
    go_to_page (self, number - 1, isnan (self->goal) ? PLACE_AT_END : PLACE_ON_LAST_LINE);
}

/* Over a page that says nothing. */
static void
pass_page (RectoTextCaret *self, RectoTextMotion motion)
{
  if (recto_page_texts_is_reading (self->texts, self->location))
    return;
  if (motion == RECTO_TEXT_MOTION_RIGHT || motion == RECTO_TEXT_MOTION_DOWN ||
      motion == RECTO_TEXT_MOTION_WORD_RIGHT)
    leave_page (self, 1);
  else if (motion == RECTO_TEXT_MOTION_LEFT || motion == RECTO_TEXT_MOTION_UP ||
           motion == RECTO_TEXT_MOTION_WORD_LEFT)
    leave_page (self, -1);
}

static gboolean
is_seen (RectoTextCaret *self)
{
  GdkRectangle where;

  return find_in_view (self, &where) && where.y + where.height > 0 &&
         where.y < gtk_widget_get_height (GTK_WIDGET (self->view));
}

static void
move_caret (RectoTextCaret *self, RectoTextMotion motion)
{
  RectoPageText *text = self->place == PLACE_KNOWN ? get_text (self) : NULL;
  int left;

  if (text == NULL)
    {
      pass_page (self, motion);
      return;
    }
  /* The pages have been scrolled away from it. */
  if (!is_seen (self) && !self->selects)
    {
      put_in_view (self);
      return;
    }
  left = recto_text_motion_move (text, motion, &self->gap, &self->goal);
  if (left != 0)
    leave_page (self, left);
  else
    arrive (self);
}

/* To the beginning of the first page, or the end of the last. */
static void
go_to_end (RectoTextCaret *self, gboolean last)
{
  RectoDocument *document = recto_page_view_get_document (self->view);

  self->goal = NAN;
  go_to_page (self, last ? recto_document_get_n_pages (document, NULL) - 1 : 0,
              last ? PLACE_AT_END : PLACE_AT_START);
}

static void
begin_selecting (RectoTextCaret *self)
{
  if (self->selects || self->place != PLACE_KNOWN)
    return;
  self->anchor = get_point (self);
  self->selects = TRUE;
}

static void
prepare (RectoTextCaret *self, GdkModifierType modifiers)
{
  if ((modifiers & GDK_SHIFT_MASK) != 0)
    begin_selecting (self);
  else
    {
      self->selects = FALSE;
      recto_text_selection_clear (self->selection);
    }
}

static gboolean
press_key (RectoTextCaret *self, guint key, GdkModifierType modifiers)
{
  const GdkModifierType others = modifiers & ~GDK_SHIFT_MASK;
  const gboolean last = key == GDK_KEY_End || key == GDK_KEY_KP_End;

  if (others == GDK_CONTROL_MASK && (last || key == GDK_KEY_Home || key == GDK_KEY_KP_Home))
    {
      prepare (self, modifiers);
      go_to_end (self, last);
      return GDK_EVENT_STOP;
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((keys[i].key == key || keys[i].pad_key == key) && keys[i].modifiers == others)
      {
        prepare (self, modifiers);
        move_caret (self, keys[i].motion);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (RectoTextCaret *self, guint key, guint keycode, GdkModifierType state)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (!self->active)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Escape && modifiers == 0)
    {
      /* The first one stops. */
      if (recto_page_texts_is_reading (self->texts, self->location))
        return GDK_EVENT_PROPAGATE;
      recto_text_caret_end (self);
      return GDK_EVENT_STOP;
    }
  /* A link on a page may have the keys. */
  return gtk_widget_is_focus (GTK_WIDGET (self->view)) && press_key (self, key, modifiers);
}

/* ---- By the pointer -------------------------------------------------------------------------- */

void
recto_text_caret_follow (RectoTextCaret *self)
{
  const RectoTextSpan *span = recto_text_selection_get_span (self->selection);

  if (!self->active || span == NULL || span->whole_page || span->rectangle || span->head.exact)
    return;
  self->selects = FALSE;
  put_at_point (self, span->head.location, span->head.x, span->head.y);
  self->anchor = span->anchor;
  self->selects = TRUE;
}

static void
pressed_cb (RectoTextCaret *self, int n_press, double x, double y, GtkGesture *gesture)
{
  const GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  RectoLocation location;
  double page_x;
  double page_y;

  if (!self->active || n_press != 1 || (state & GDK_SHIFT_MASK) != 0 ||
      !recto_page_view_find_nearest (self->view, x, y, &location, &page_x, &page_y))
    return;
  self->selects = FALSE;
  put_at_point (self, location, page_x, page_y);
}

/* ---- In the view ----------------------------------------------------------------------------- */

gboolean
recto_text_caret_is_active (RectoTextCaret *self)
{
  return self->active;
}

void
recto_text_caret_begin (RectoTextCaret *self)
{
  const RectoTextSpan *span = recto_text_selection_get_span (self->selection);

  if (recto_page_view_get_document (self->view) == NULL ||
      recto_page_view_is_presenting (self->view))
    return;
  self->active = TRUE;
  self->selects = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (span != NULL && !span->whole_page && !span->rectangle && !span->head.exact)
    recto_text_caret_follow (self);
  else
    put_in_view (self);
}

void
recto_text_caret_end (RectoTextCaret *self)
{
  if (!self->active)
    return;
  self->active = FALSE;
  self->selects = FALSE;
  g_clear_handle_id (&self->blink_source, g_source_remove);
  self->changed (TRUE, self->data);
}

void
recto_text_caret_snapshot (RectoTextCaret *self, GtkSnapshot *snapshot, RectoPageColors colors)
{
  const GdkRGBA color =
      colors == RECTO_COLORS_NIGHT ? (GdkRGBA) { 1, 1, 1, 1 } : (GdkRGBA) { 0, 0, 0, 1 };
  GdkRectangle where;

  if (!self->active || !self->shown || !find_in_view (self, &where))
    return;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) where.x, (float) where.y,
                                                  (float) MAX (where.width, THICKNESS),
                                                  (float) MAX (where.height, THICKNESS)));
}

RectoTextCaret *
recto_text_caret_new (RectoPageView *view,
                      RectoPageTexts *texts,
                      RectoTextSelection *selection,
                      RectoTextCaretFunc changed,
                      gpointer data)
{
  RectoTextCaret *self = g_new0 (RectoTextCaret, 1);
  GtkEventController *controller = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = view;
  self->texts = texts;
  self->selection = selection;
  self->changed = changed;
  self->data = data;
  self->goal = NAN;
  /* Before what these keys do otherwise. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  return self;
}

void
recto_text_caret_free (RectoTextCaret *self)
{
  g_clear_handle_id (&self->blink_source, g_source_remove);
  g_free (self);
}
