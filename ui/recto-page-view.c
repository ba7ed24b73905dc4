/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include <math.h>

#include "recto-page-actions.h"
#include "recto-page-gestures.h"
#include "recto-page-view-private.h"

#define MAX_NATURAL_SIZE 4096 /* application pixels */

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoPageView,
                               recto_page_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT,
                                                          recto_page_view_accessible_text_init))

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_FIT_MODE,
  PROP_ZOOM,
  PROP_CONTINUOUS,
  PROP_DUAL,
  PROP_ODD_LEFT,
  PROP_RIGHT_TO_LEFT,
  PROP_SHOW_ANNOTATIONS,
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
  LINK_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
notify (RectoPageView *self, RectoPageViewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
recto_page_view_queue_update (RectoPageView *self)
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
  recto_page_view_stop_finding (self);
  notify (self, PROP_NUMBER);
}

void
recto_page_view_notify_zoom (RectoPageView *self)
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

void
recto_page_view_notify_scene (RectoPageView *self)
{
  notify_number (self);
  notify_n_missing (self);
}

static gboolean
notify_cb (gpointer user_data)
{
  RectoPageView *self = user_data;

  self->notify_source = 0;
  recto_page_view_notify_zoom (self);
  recto_page_view_notify_scene (self);
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

void
recto_page_view_notify_history (RectoPageView *self)
{
  notify (self, PROP_CAN_GO_BACK);
  notify (self, PROP_CAN_GO_FORWARD);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.back",
                                 recto_history_can_go_back (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.forward",
                                 recto_history_can_go_forward (self->history));
}

void
recto_page_view_moved (RectoPageView *self)
{
  notify_number (self);
  recto_page_view_queue_update (self);
}

void
recto_page_view_emit_navigated (RectoPageView *self)
{
  g_signal_emit (self, signals[NAVIGATED], 0);
}

void
recto_page_view_activate_link (RectoPageView *self, const RectoTarget *target)
{
  g_signal_emit (self, signals[LINK_ACTIVATED], 0, target);
}

/* ---- The scene ----------------------------------------------------------------------------- */

static void
scene_changed_cb (gpointer user_data)
{
  notify_later (user_data);
  recto_page_view_queue_update (user_data);
}

static void
first_shown_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[FIRST_SHOWN], 0);
}

/* ---- Scrolling ----------------------------------------------------------------------------- */

static void
scrolled_cb (RectoPageScroller *scroller, gpointer user_data)
{
  RectoPageView *self = user_data;
  const double before = recto_viewport_get_y (self->viewport);
  const double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);

  recto_viewport_scroll_to (self->viewport,
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_HORIZONTAL),
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_VERTICAL));
  if (!self->scrolls_by_key)
    recto_viewport_add_travel (self->viewport,
                               fabs (recto_viewport_get_y (self->viewport) - before) / height);
  recto_page_view_moved (self);
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

/* ---- Frames -------------------------------------------------------------------------------- */

void
recto_page_view_expect (RectoPageView *self, int width, int height, double scale)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (scale > 0);

  if (width <= 0 || height <= 0 || gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  recto_page_scene_expect (self->scene, width, height, scale);
  self->expected = TRUE;
}

static void
recto_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  if (recto_page_scene_allocate (self->scene, width, height) || self->expected)
    configure_scroller (self);
  recto_page_view_update_text (self);
  recto_page_links_allocate (self->links, self->viewport);
  recto_page_view_allocate_tools (self);
  self->expected = FALSE;
  notify_later (self);
}

static gboolean
recto_page_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return recto_page_links_move_focus (RECTO_PAGE_VIEW (widget)->links, direction) ||
         GTK_WIDGET_CLASS (recto_page_view_parent_class)->focus (widget, direction);
}

static void
recto_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  recto_page_scene_snapshot (RECTO_PAGE_VIEW (widget)->scene, snapshot);
  recto_page_view_snapshot_text (RECTO_PAGE_VIEW (widget), snapshot);
  recto_page_mark_snapshot (&RECTO_PAGE_VIEW (widget)->mark, RECTO_PAGE_VIEW (widget), snapshot);
  recto_page_band_snapshot (RECTO_PAGE_VIEW (widget)->band, snapshot);

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
  recto_page_view_queue_update (user_data);
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

  recto_page_view_queue_update (RECTO_PAGE_VIEW (widget));
}

static void
recto_page_view_unmap (GtkWidget *widget)
{
  recto_page_scene_pause (RECTO_PAGE_VIEW (widget)->scene);
  recto_page_view_stop_finding (RECTO_PAGE_VIEW (widget));

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
    case PROP_SHOW_ANNOTATIONS:
      recto_page_view_set_flag (self, (RectoPageViewFlag) (prop_id - PROP_CONTINUOUS),
                                g_value_get_boolean (value));
      break;
    case PROP_ROTATION:
      recto_page_view_set_rotation (self, g_value_get_int (value));
      break;
    case PROP_COLORS:
      recto_page_view_set_color_mode (self, (RectoColorMode) g_value_get_enum (value));
      break;
    case PROP_PAGE_TIME_LIMIT:
      recto_page_view_set_time_limit (self, g_value_get_uint (value));
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
    case PROP_SHOW_ANNOTATIONS:
      g_value_set_boolean (value,
                           recto_page_view_get_flag (self, (RectoPageViewFlag) (prop_id -
                                                                                PROP_CONTINUOUS)));
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
  /* Its bars are children of this widget, and so is the link that has the keys. */
  recto_page_scene_set_document (self->scene, NULL);
  recto_page_view_set_text_document (self, NULL);
  recto_page_links_end (self->links);
  recto_page_view_end_tools (self);

  G_OBJECT_CLASS (recto_page_view_parent_class)->dispose (object);
}

static void
recto_page_view_finalize (GObject *object)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  recto_page_view_end_text (self);
  recto_page_scroller_free (self->scroller);
  recto_page_scene_free (self->scene);
  recto_history_free (self->history);
  recto_page_tone_free (self->tone);
  recto_page_view_free_tools (self);
  recto_page_links_unref (self->links);
  recto_page_cursor_free (self->cursor);

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
  properties[PROP_SHOW_ANNOTATIONS] =
      g_param_spec_boolean ("show-annotations", NULL, NULL, TRUE, flags);
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

  signals[LINK_ACTIVATED] =
      g_signal_new ("link-activated", RECTO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, RECTO_TYPE_TARGET | G_SIGNAL_TYPE_STATIC_SCOPE);

  widget_class->measure = recto_page_view_measure;
  widget_class->size_allocate = recto_page_view_size_allocate;
  widget_class->snapshot = recto_page_view_snapshot;
  widget_class->realize = recto_page_view_realize;
  widget_class->unrealize = recto_page_view_unrealize;
  widget_class->map = recto_page_view_map;
  widget_class->unmap = recto_page_view_unmap;
  widget_class->focus = recto_page_view_focus;
  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  recto_page_menu_install (widget_class);
  recto_page_actions_install (widget_class);
}

static void
recto_page_view_init (RectoPageView *self)
{
  self->scene = recto_page_scene_new (GTK_WIDGET (self), scene_changed_cb, first_shown_cb, self);
  self->viewport = recto_page_scene_get_viewport (self->scene);
  recto_page_view_begin_text (self);
  self->history = recto_history_new ();
  self->tone = recto_page_tone_new (GTK_WIDGET (self), recto_page_view_colors_changed_cb, self);
  self->scroller = recto_page_scroller_new (scrolled_cb, self);
  self->zoom = recto_viewport_get_zoom (self->viewport);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->cursor = recto_page_cursor_new (GTK_WIDGET (self));
  recto_page_gestures_attach (self);
  self->links = recto_page_links_new (self);
  recto_page_view_begin_tools (self);
  recto_page_view_notify_history (self);
}
