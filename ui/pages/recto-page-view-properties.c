/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include "recto-page-view-private.h"

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

static void
notify (RectoPageView *self, RectoPageViewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* ---- Telling of them ------------------------------------------------------------------------- */

void
recto_page_view_notify_number (RectoPageView *self)
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
  recto_page_view_notify_number (self);
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

void
recto_page_view_notify_later (RectoPageView *self)
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
                                 recto_page_history_can_go_back (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.forward",
                                 recto_page_history_can_go_forward (self->history));
}

/* ---- Setting and getting them ---------------------------------------------------------------- */

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
      recto_page_view_configure_scroller (self);
      break;
    case PROP_VADJUSTMENT:
      recto_page_scroller_set_adjustment (self->scroller, GTK_ORIENTATION_VERTICAL,
                                          g_value_get_object (value));
      recto_page_view_configure_scroller (self);
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
      g_value_set_boolean (value, recto_page_history_can_go_back (self->history));
      break;
    case PROP_CAN_GO_FORWARD:
      g_value_set_boolean (value, recto_page_history_can_go_forward (self->history));
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

void
recto_page_view_install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = readable | G_PARAM_WRITABLE;

  object_class->get_property = recto_page_view_get_property;
  object_class->set_property = recto_page_view_set_property;

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
