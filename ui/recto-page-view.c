/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include "recto-history.h"
#include "recto-page-actions.h"
#include "recto-page-gestures.h"
#include "recto-page-scene.h"
#include "recto-page-scroller.h"
#include "recto-page-tone.h"
#include "recto-zoom-band.h"

#define MAX_NATURAL_SIZE 4096 /* application pixels */

struct _RectoPageView
{
  GtkWidget parent_instance;
  RectoPageScene *scene;
  RectoViewport *viewport; /* (unowned): the scene's */
  RectoPageScroller *scroller;
  RectoHistory *history;
  RectoPageTone *tone;
  RectoZoomBand *band;
  gboolean presenting;

  guint notify_source;
  guint number; /* these three as last notified */
  double zoom;
  guint n_missing;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoPageView,
                               recto_page_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_FIT_MODE,
  PROP_ZOOM,
  PROP_CONTINUOUS,
  PROP_DUAL,
  PROP_ODD_LEFT,
  PROP_RIGHT_TO_LEFT,
  PROP_ROTATION,
  PROP_COLORS,
  PROP_NUMBER,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_FORWARD,
  PROP_PAGE_TIME_LIMIT,
  PROP_VISIBLE_MISSING,
  N_PROPERTIES,
  PROP_HADJUSTMENT = N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} RectoPageViewProperty;

static GParamSpec *properties[N_PROPERTIES];

enum
{
  NAVIGATED,
  FIRST_SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

GType
recto_fit_mode_get_type (void)
{
  static const GEnumValue values[] = {
    { RECTO_FIT_NONE, "RECTO_FIT_NONE", "none" },
    { RECTO_FIT_PAGE, "RECTO_FIT_PAGE", "page" },
    { RECTO_FIT_WIDTH, "RECTO_FIT_WIDTH", "width" },
    { RECTO_FIT_AUTOMATIC, "RECTO_FIT_AUTOMATIC", "automatic" },
    { 0, NULL, NULL },
  };
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RectoFitMode", values));
  return type;
}

static void
notify (RectoPageView *self, RectoPageViewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Everything that moves or comes is taken up once, in the next frame. */
static void
queue_update (RectoPageView *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
notify_number (RectoPageView *self)
{
  guint number = recto_page_scene_get_number (self->scene);

  if (self->number == number)
    return;
  self->number = number;
  notify (self, PROP_NUMBER);
}

static void
notify_zoom (RectoPageView *self)
{
  double zoom = recto_viewport_get_zoom (self->viewport);

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  notify (self, PROP_ZOOM);
}

static void
notify_n_missing (RectoPageView *self)
{
  guint n_missing = recto_page_scene_get_n_missing (self->scene);

  if (self->n_missing == n_missing)
    return;
  self->n_missing = n_missing;
  notify (self, PROP_VISIBLE_MISSING);
}

static gboolean
notify_cb (gpointer user_data)
{
  RectoPageView *self = user_data;

  self->notify_source = 0;
  notify_zoom (self);
  notify_number (self);
  notify_n_missing (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being allocated: labels that follow would want another size. */
static void
notify_later (RectoPageView *self)
{
  if (self->notify_source == 0 && (self->zoom != recto_viewport_get_zoom (self->viewport) ||
                                   self->number != recto_page_scene_get_number (self->scene) ||
                                   self->n_missing != recto_page_scene_get_n_missing (self->scene)))
    self->notify_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
notify_history (RectoPageView *self)
{
  notify (self, PROP_CAN_GO_BACK);
  notify (self, PROP_CAN_GO_FORWARD);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.back",
                                 recto_history_can_go_back (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.forward",
                                 recto_history_can_go_forward (self->history));
}

/* ---- The document -------------------------------------------------------------------------- */

static void
scene_changed_cb (gpointer user_data)
{
  notify_later (user_data);
  queue_update (user_data);
}

static void
first_shown_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[FIRST_SHOWN], 0);
}

RectoDocument *
recto_page_view_get_document (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), NULL);

  return recto_page_scene_get_document (self->scene);
}

void
recto_page_view_set_document (RectoPageView *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (recto_page_scene_get_document (self->scene) == document)
    return;
  recto_history_clear (self->history);
  recto_page_scene_set_document (self->scene, document);
  notify (self, PROP_DOCUMENT);
  notify_number (self);
  notify_n_missing (self);
  notify_history (self);
  queue_update (self);
}

/* ---- Going about --------------------------------------------------------------------------- */

RectoLocation
recto_page_view_get_location (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), RECTO_LOCATION_INIT (0, 0));

  return recto_viewport_get_location (self->viewport);
}

static void
moved (RectoPageView *self)
{
  notify_number (self);
  queue_update (self);
}

/* One goes somewhere: scrolling that still coasts would lead away from there at once. A scrolled
 * window has no other way to stop it. */
static void
went (RectoPageView *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (window != NULL && gtk_scrolled_window_get_kinetic_scrolling (GTK_SCROLLED_WINDOW (window)))
    {
      gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (window), FALSE);
      gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (window), TRUE);
    }
  moved (self);
}

/* As went (), by a command: it counts as navigation where it led to another page than `before`. */
static void
went_from (RectoPageView *self, guint before)
{
  went (self);
  if (recto_page_scene_get_number (self->scene) != before)
    g_signal_emit (self, signals[NAVIGATED], 0);
}

void
recto_page_view_go_to (RectoPageView *self, RectoLocation location, gboolean jump)
{
  RectoDocument *document;
  guint before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  document = recto_page_scene_get_document (self->scene);
  if (document == NULL)
    return;
  location = recto_document_get_location (document, recto_document_get_number (document, location));
  before = recto_page_scene_get_number (self->scene);
  if (jump)
    {
      recto_history_jump (self->history, recto_viewport_get_place (self->viewport),
                          (RectoPlace) { .location = location });
      notify_history (self);
    }
  recto_viewport_go_to (self->viewport, location, RECTO_PAGE_TOP);
  went_from (self, before);
}

RectoPlace
recto_page_view_get_place (RectoPageView *self, double *middle)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), (RectoPlace) { 0 });

  *middle = recto_viewport_get_middle (self->viewport);
  return recto_viewport_get_place (self->viewport);
}

void
recto_page_view_restore (RectoPageView *self, RectoPlace place, double middle)
{
  RectoDocument *document;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  document = recto_page_scene_get_document (self->scene);
  if (document == NULL)
    return;
  place.location =
      recto_document_get_location (document, recto_document_get_number (document, place.location));
  recto_viewport_restore (self->viewport, place, middle);
  went (self);
}

static gboolean
turn (RectoPageView *self, int n_pages, RectoPageEdge edge)
{
  RectoDocument *document = recto_page_scene_get_document (self->scene);
  guint present = recto_page_scene_get_number (self->scene);
  guint number;

  if (document == NULL)
    return FALSE;
  number = recto_viewport_turn (self->viewport, recto_document_get_n_pages (document, NULL),
                                present, n_pages);
  if (number == present)
    return FALSE;
  recto_viewport_go_to (self->viewport, recto_document_get_location (document, number), edge);
  return TRUE;
}

static gboolean
turn_by_command (RectoPageView *self, int n_pages, RectoPageEdge edge)
{
  const guint before = recto_page_scene_get_number (self->scene);

  if (!turn (self, n_pages, edge))
    return FALSE;
  went_from (self, before);
  return TRUE;
}

gboolean
recto_page_view_turn (RectoPageView *self, int n_pages)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return turn_by_command (self, n_pages, RECTO_PAGE_TOP);
}

gboolean
recto_page_view_turn_back_to_end (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return turn_by_command (self, -1, RECTO_PAGE_BOTTOM);
}

gboolean
recto_page_view_scroll_past (RectoPageView *self, int direction)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  if (!turn (self, direction, direction > 0 ? RECTO_PAGE_TOP : RECTO_PAGE_BOTTOM))
    return FALSE;
  went (self);
  return TRUE;
}

void
recto_page_view_go_to_edge (RectoPageView *self, GtkPositionType edge)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_viewport_go_to (self->viewport, recto_viewport_get_location (self->viewport),
                        edge == GTK_POS_BOTTOM ? RECTO_PAGE_BOTTOM : RECTO_PAGE_TOP);
  went (self);
}

static gboolean
go_in_history (RectoPageView *self,
               gboolean (*step) (RectoHistory *history, RectoPlace here, RectoPlace *place))
{
  const guint before = recto_page_scene_get_number (self->scene);
  RectoPlace place;

  if (!step (self->history, recto_viewport_get_place (self->viewport), &place))
    return FALSE;
  recto_viewport_go_to_place (self->viewport, place);
  notify_history (self);
  went_from (self, before);
  return TRUE;
}

gboolean
recto_page_view_go_back (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return go_in_history (self, recto_history_back);
}

gboolean
recto_page_view_go_forward (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return go_in_history (self, recto_history_forward);
}

gboolean
recto_page_view_find_point (RectoPageView *self,
                            double x,
                            double y,
                            RectoLocation *location,
                            double *page_x,
                            double *page_y)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);
  g_return_val_if_fail (location != NULL && page_x != NULL && page_y != NULL, FALSE);

  return recto_page_scene_find_point (self->scene, x, y, location, page_x, page_y);
}

gboolean
recto_page_view_find_area (RectoPageView *self,
                           RectoLocation location,
                           const RectoRect *area,
                           GdkRectangle *where)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);
  g_return_val_if_fail (area != NULL && where != NULL, FALSE);

  return recto_page_scene_find_area (self->scene, location, area, where);
}

/* ---- How it is shown ----------------------------------------------------------------------- */

static void
notify_fit_mode (RectoPageView *self, RectoFitMode before)
{
  if (recto_viewport_get_fit_mode (self->viewport) != before)
    notify (self, PROP_FIT_MODE);
}

void
recto_page_view_zoom_at (RectoPageView *self, double zoom, double x, double y)
{
  RectoFitMode before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (self->presenting)
    return;
  before = recto_viewport_get_fit_mode (self->viewport);
  recto_viewport_zoom_at (self->viewport, zoom, x, y);
  notify_fit_mode (self, before);
  notify_zoom (self);
  queue_update (self);
}

void
recto_page_view_zoom_to (RectoPageView *self, const graphene_rect_t *part)
{
  RectoFitMode before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (part != NULL);

  if (self->presenting)
    return;
  before = recto_viewport_get_fit_mode (self->viewport);
  recto_viewport_zoom_to (self->viewport, part->origin.x, part->origin.y, part->size.width,
                          part->size.height);
  notify_fit_mode (self, before);
  notify_zoom (self);
  queue_update (self);
}

void
recto_page_view_begin_zoom_to (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (!self->presenting && recto_page_scene_get_document (self->scene) != NULL)
    recto_zoom_band_begin (self->band);
}

double
recto_page_view_get_zoom (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), 1);

  return recto_viewport_get_zoom (self->viewport);
}

void
recto_page_view_set_fit_mode (RectoPageView *self, RectoFitMode fit_mode)
{
  RectoFitMode before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  before = recto_viewport_get_fit_mode (self->viewport);
  recto_viewport_set_fit_mode (self->viewport, fit_mode);
  notify_fit_mode (self, before);
  queue_update (self);
}

/* How pages stand beside and below each other. */
static const struct
{
  gboolean (*get) (RectoViewport *viewport);
  void (*set) (RectoViewport *viewport, gboolean value);
} page_flags[] = {
  [PROP_CONTINUOUS] = { recto_viewport_get_continuous, recto_viewport_set_continuous },
  [PROP_DUAL] = { recto_viewport_get_dual, recto_viewport_set_dual },
  [PROP_ODD_LEFT] = { recto_viewport_get_odd_left, recto_viewport_set_odd_left },
  [PROP_RIGHT_TO_LEFT] = { recto_viewport_get_right_to_left, recto_viewport_set_right_to_left },
};

static void
set_flag (RectoPageView *self, RectoPageViewProperty property, gboolean value)
{
  if (page_flags[property].get (self->viewport) == !!value)
    return;
  page_flags[property].set (self->viewport, !!value);
  notify (self, property);
  queue_update (self);
}

gboolean
recto_page_view_get_continuous (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_viewport_get_continuous (self->viewport);
}

void
recto_page_view_set_continuous (RectoPageView *self, gboolean continuous)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  set_flag (self, PROP_CONTINUOUS, continuous);
}

gboolean
recto_page_view_is_right_to_left (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_viewport_get_right_to_left (self->viewport);
}

int
recto_page_view_get_rotation (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), 0);

  return recto_viewport_get_rotation (self->viewport);
}

void
recto_page_view_set_rotation (RectoPageView *self, int rotation)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (rotation >= 0 && rotation < 360 && rotation % 90 == 0);

  if (recto_viewport_get_rotation (self->viewport) == rotation)
    return;
  recto_viewport_set_rotation (self->viewport, rotation);
  notify (self, PROP_ROTATION);
  queue_update (self);
}

void
recto_page_view_set_presenting (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  self->presenting = TRUE;
  recto_viewport_set_filling (self->viewport, TRUE);
  recto_page_view_set_continuous (self, FALSE);
  recto_page_view_set_fit_mode (self, RECTO_FIT_PAGE);
}

static void
colors_changed_cb (RectoPageColors colors, gpointer user_data)
{
  RectoPageView *self = user_data;

  recto_viewport_set_colors (self->viewport, colors);
  queue_update (self);
}

static void
set_color_mode (RectoPageView *self, RectoColorMode mode)
{
  if (recto_page_tone_get_mode (self->tone) == mode)
    return;
  recto_page_tone_set_mode (self->tone, mode);
  notify (self, PROP_COLORS);
}

void
recto_page_view_toggle_night (RectoPageView *self)
{
  gboolean night;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  night = recto_page_tone_get_colors (self->tone) == RECTO_COLORS_NIGHT;
  set_color_mode (self, night ? RECTO_COLOR_MODE_ORIGINAL : RECTO_COLOR_MODE_NIGHT);
}

static void
set_time_limit (RectoPageView *self, guint seconds)
{
  if (recto_page_scene_get_time_limit (self->scene) == seconds)
    return;
  recto_page_scene_set_time_limit (self->scene, seconds);
  notify (self, PROP_PAGE_TIME_LIMIT);
}

/* ---- Stop ---------------------------------------------------------------------------------- */

void
recto_page_view_stop (RectoPageView *self)
{
  RectoTileLoader *loader;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  loader = recto_page_scene_get_loader (self->scene);
  if (loader != NULL)
    recto_tile_loader_stop (loader);
}

void
recto_page_view_resume (RectoPageView *self)
{
  RectoTileLoader *loader;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  loader = recto_page_scene_get_loader (self->scene);
  if (loader != NULL)
    recto_tile_loader_resume_all (loader);
}

void
recto_page_view_reload (RectoPageView *self)
{
  RectoTileLoader *loader;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  loader = recto_page_scene_get_loader (self->scene);
  if (loader != NULL)
    recto_tile_loader_reload (loader);
}

/* ---- Scrolling ----------------------------------------------------------------------------- */

static void
scrolled_cb (RectoPageScroller *scroller, gpointer user_data)
{
  RectoPageView *self = user_data;

  recto_viewport_scroll_to (self->viewport,
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_HORIZONTAL),
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_VERTICAL));
  moved (self);
}

static void
configure_scroller (RectoPageView *self)
{
  recto_page_scroller_configure (self->scroller, GTK_ORIENTATION_HORIZONTAL,
                                 recto_viewport_get_x (self->viewport),
                                 recto_viewport_get_content_width (self->viewport),
                                 gtk_widget_get_width (GTK_WIDGET (self)));
  recto_page_scroller_configure (self->scroller, GTK_ORIENTATION_VERTICAL,
                                 recto_viewport_get_y (self->viewport),
                                 recto_viewport_get_content_height (self->viewport),
                                 gtk_widget_get_height (GTK_WIDGET (self)));
}

gboolean
recto_page_view_scroll (RectoPageView *self, GtkOrientation orientation, double pixels)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_page_scroller_scroll (self->scroller, orientation, pixels);
}

gboolean
recto_page_view_scroll_by_key (RectoPageView *self, double pixels)
{
  guint before;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  before = recto_page_scene_get_number (self->scene);
  if (!recto_page_view_scroll (self, GTK_ORIENTATION_VERTICAL, pixels))
    return FALSE;
  if (recto_page_scene_get_number (self->scene) != before)
    g_signal_emit (self, signals[NAVIGATED], 0);
  return TRUE;
}

/* ---- Frames -------------------------------------------------------------------------------- */

static void
recto_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  if (recto_page_scene_allocate (self->scene, width, height))
    configure_scroller (self);
  notify_later (self);
}

static void
recto_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  recto_page_scene_snapshot (RECTO_PAGE_VIEW (widget)->scene, snapshot);
  recto_zoom_band_snapshot (RECTO_PAGE_VIEW (widget)->band, snapshot);

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->snapshot (widget, snapshot);
}

/* ---- The widget ---------------------------------------------------------------------------- */

static void
recto_page_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);
  double content = orientation == GTK_ORIENTATION_HORIZONTAL
                       ? recto_viewport_get_content_width (self->viewport)
                       : recto_viewport_get_content_height (self->viewport);

  /* Pages are as large as the view lets them be, so the view does not ask for any size. */
  *minimum = 0;
  *natural = 0;
  if (recto_page_scroller_get_policy (self->scroller, orientation) == GTK_SCROLL_NATURAL)
    *natural = (int) MIN (content, MAX_NATURAL_SIZE);
}

static void
scale_cb (GdkSurface *surface, GParamSpec *pspec, gpointer user_data)
{
  queue_update (user_data);
}

static void
recto_page_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_page_view_parent_class)->realize (widget);

  g_signal_connect (gtk_native_get_surface (gtk_widget_get_native (widget)), "notify::scale",
                    G_CALLBACK (scale_cb), widget);
}

static void
recto_page_view_unrealize (GtkWidget *widget)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  g_signal_handlers_disconnect_by_data (gtk_native_get_surface (gtk_widget_get_native (widget)),
                                        self);
  recto_page_scene_unrealize (self->scene);

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->unrealize (widget);
}

static void
recto_page_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_page_view_parent_class)->map (widget);

  queue_update (RECTO_PAGE_VIEW (widget));
}

static void
recto_page_view_unmap (GtkWidget *widget)
{
  recto_page_scene_pause (RECTO_PAGE_VIEW (widget)->scene);

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->unmap (widget);
}

GtkWidget *
recto_page_view_new (void)
{
  return g_object_new (RECTO_TYPE_PAGE_VIEW, NULL);
}

GtkWidget *
recto_page_view_new_with_clock (const RectoClock *clock)
{
  RectoPageView *self = g_object_new (RECTO_TYPE_PAGE_VIEW, NULL);

  recto_page_scene_set_clock (self->scene, clock);
  return GTK_WIDGET (self);
}

static void
recto_page_view_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  switch ((RectoPageViewProperty) prop_id)
    {
    case PROP_DOCUMENT:
      recto_page_view_set_document (self, g_value_get_object (value));
      break;
    case PROP_FIT_MODE:
      recto_page_view_set_fit_mode (self, (RectoFitMode) g_value_get_enum (value));
      break;
    case PROP_ZOOM:
      recto_page_view_zoom_at (self, g_value_get_double (value),
                               gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                               gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
      break;
    case PROP_CONTINUOUS:
    case PROP_DUAL:
    case PROP_ODD_LEFT:
    case PROP_RIGHT_TO_LEFT:
      set_flag (self, (RectoPageViewProperty) prop_id, g_value_get_boolean (value));
      break;
    case PROP_ROTATION:
      recto_page_view_set_rotation (self, g_value_get_int (value));
      break;
    case PROP_COLORS:
      set_color_mode (self, (RectoColorMode) g_value_get_enum (value));
      break;
    case PROP_PAGE_TIME_LIMIT:
      set_time_limit (self, g_value_get_uint (value));
      break;
    case PROP_HADJUSTMENT:
      recto_page_scroller_set_adjustment (self->scroller, GTK_ORIENTATION_HORIZONTAL,
                                          g_value_get_object (value));
      configure_scroller (self);
      break;
    case PROP_VADJUSTMENT:
      recto_page_scroller_set_adjustment (self->scroller, GTK_ORIENTATION_VERTICAL,
                                          g_value_get_object (value));
      configure_scroller (self);
      break;
    case PROP_HSCROLL_POLICY:
      recto_page_scroller_set_policy (self->scroller, GTK_ORIENTATION_HORIZONTAL,
                                      (GtkScrollablePolicy) g_value_get_enum (value));
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_VSCROLL_POLICY:
      recto_page_scroller_set_policy (self->scroller, GTK_ORIENTATION_VERTICAL,
                                      (GtkScrollablePolicy) g_value_get_enum (value));
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_NUMBER:
    case PROP_CAN_GO_BACK:
    case PROP_CAN_GO_FORWARD:
    case PROP_VISIBLE_MISSING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_page_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  switch ((RectoPageViewProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, recto_page_scene_get_document (self->scene));
      break;
    case PROP_FIT_MODE:
      g_value_set_enum (value, (int) recto_viewport_get_fit_mode (self->viewport));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, recto_viewport_get_zoom (self->viewport));
      break;
    case PROP_CONTINUOUS:
    case PROP_DUAL:
    case PROP_ODD_LEFT:
    case PROP_RIGHT_TO_LEFT:
      g_value_set_boolean (value, page_flags[prop_id].get (self->viewport));
      break;
    case PROP_ROTATION:
      g_value_set_int (value, recto_viewport_get_rotation (self->viewport));
      break;
    case PROP_COLORS:
      g_value_set_enum (value, (int) recto_page_tone_get_mode (self->tone));
      break;
    case PROP_NUMBER:
      g_value_set_uint (value, recto_page_scene_get_number (self->scene));
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, recto_history_can_go_back (self->history));
      break;
    case PROP_CAN_GO_FORWARD:
      g_value_set_boolean (value, recto_history_can_go_forward (self->history));
      break;
    case PROP_PAGE_TIME_LIMIT:
      g_value_set_uint (value, recto_page_scene_get_time_limit (self->scene));
      break;
    case PROP_VISIBLE_MISSING:
      g_value_set_uint (value, recto_page_scene_get_n_missing (self->scene));
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, recto_page_scroller_get_adjustment (self->scroller,
                                                                     GTK_ORIENTATION_HORIZONTAL));
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, recto_page_scroller_get_adjustment (self->scroller,
                                                                     GTK_ORIENTATION_VERTICAL));
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, (int) recto_page_scroller_get_policy (self->scroller,
                                                                     GTK_ORIENTATION_HORIZONTAL));
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) recto_page_scroller_get_policy (self->scroller,
                                                                     GTK_ORIENTATION_VERTICAL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_page_view_dispose (GObject *object)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  /* Its bars are children of this widget. */
  recto_page_scene_set_document (self->scene, NULL);

  G_OBJECT_CLASS (recto_page_view_parent_class)->dispose (object);
}

static void
recto_page_view_finalize (GObject *object)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  recto_page_scroller_free (self->scroller);
  recto_page_scene_free (self->scene);
  recto_history_free (self->history);
  recto_page_tone_free (self->tone);
  recto_zoom_band_free (self->band);

  G_OBJECT_CLASS (recto_page_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = readable | G_PARAM_WRITABLE;

  properties[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, RECTO_TYPE_DOCUMENT, flags);
  properties[PROP_FIT_MODE] = g_param_spec_enum ("fit-mode", NULL, NULL, RECTO_TYPE_FIT_MODE,
                                                 (int) RECTO_FIT_AUTOMATIC, flags);
  properties[PROP_ZOOM] =
      g_param_spec_double ("zoom", NULL, NULL, RECTO_ZOOM_MIN, RECTO_ZOOM_MAX, 1, flags);
  properties[PROP_CONTINUOUS] = g_param_spec_boolean ("continuous", NULL, NULL, TRUE, flags);
  properties[PROP_DUAL] = g_param_spec_boolean ("dual", NULL, NULL, FALSE, flags);
  properties[PROP_ODD_LEFT] = g_param_spec_boolean ("odd-left", NULL, NULL, FALSE, flags);
  properties[PROP_RIGHT_TO_LEFT] = g_param_spec_boolean ("right-to-left", NULL, NULL, FALSE, flags);
  properties[PROP_ROTATION] = g_param_spec_int ("rotation", NULL, NULL, 0, 270, 0, flags);
  properties[PROP_COLORS] = g_param_spec_enum ("colors", NULL, NULL, RECTO_TYPE_COLOR_MODE,
                                               (int) RECTO_COLOR_MODE_ORIGINAL, flags);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_GO_FORWARD] =
      g_param_spec_boolean ("can-go-forward", NULL, NULL, FALSE, readable);
  properties[PROP_PAGE_TIME_LIMIT] =
      g_param_spec_uint ("page-time-limit", NULL, NULL, 0, G_MAXUINT / 1000, 0, flags);
  properties[PROP_VISIBLE_MISSING] =
      g_param_spec_uint ("visible-missing", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
recto_page_view_class_init (RectoPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_page_view_dispose;
  object_class->finalize = recto_page_view_finalize;
  object_class->get_property = recto_page_view_get_property;
  object_class->set_property = recto_page_view_set_property;
  install_properties (object_class);
  signals[NAVIGATED] = g_signal_new ("navigated", RECTO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[FIRST_SHOWN] = g_signal_new ("first-shown", RECTO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  widget_class->measure = recto_page_view_measure;
  widget_class->size_allocate = recto_page_view_size_allocate;
  widget_class->snapshot = recto_page_view_snapshot;
  widget_class->realize = recto_page_view_realize;
  widget_class->unrealize = recto_page_view_unrealize;
  widget_class->map = recto_page_view_map;
  widget_class->unmap = recto_page_view_unmap;
  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  recto_page_actions_install (widget_class);
}

static void
recto_page_view_init (RectoPageView *self)
{
  self->scene = recto_page_scene_new (GTK_WIDGET (self), scene_changed_cb, first_shown_cb, self);
  self->viewport = recto_page_scene_get_viewport (self->scene);
  self->history = recto_history_new ();
  self->tone = recto_page_tone_new (GTK_WIDGET (self), colors_changed_cb, self);
  self->scroller = recto_page_scroller_new (scrolled_cb, self);
  self->zoom = recto_viewport_get_zoom (self->viewport);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  recto_page_gestures_attach (self);
  self->band = recto_zoom_band_new (self);
  notify_history (self);
}
