/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include "recto-page-actions.h"
#include "recto-page-view-private.h"

/* On each side of what is selected and fills the view, as a share of it. */
#define ROOM_AROUND 0.05F

void
recto_page_view_set_cursor (RectoPageView *self, RectoPageCursorLayer layer, const char *name)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_page_cursor_set (self->cursor, layer, name);
}

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
notify_fit_mode (RectoPageView *self, RectoFitMode before)
{
  if (recto_viewport_get_fit_mode (self->viewport) != before)
    g_object_notify (G_OBJECT (self), "fit-mode");
}

static void
zoomed (RectoPageView *self, RectoFitMode before)
{
  notify_fit_mode (self, before);
  recto_page_view_notify_zoom (self);
  recto_page_view_queue_update (self);
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
  zoomed (self, before);
}

void
recto_page_view_begin_pinch (RectoPageView *self, double x, double y)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_viewport_begin_pinch (self->viewport, x, y);
}

void
recto_page_view_pinch (RectoPageView *self, double stretch, double x, double y)
{
  RectoFitMode before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (self->presenting)
    return;
  before = recto_viewport_get_fit_mode (self->viewport);
  recto_viewport_pinch (self->viewport, stretch, x, y);
  zoomed (self, before);
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
  zoomed (self, before);
}

/* What is selected and in view, with some room around it. */
static gboolean
find_selected_part (RectoPageView *self, graphene_rect_t *part)
{
  const graphene_rect_t view =
      GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                          (float) gtk_widget_get_height (GTK_WIDGET (self)));
  GdkRectangle where;
  RectoLocation location;
  RectoRect area;

  if (!recto_text_selection_get_area (self->selection, &location, &area) ||
      !recto_page_view_find_area (self, location, &area, &where))
    return FALSE;
  *part = GRAPHENE_RECT_INIT ((float) where.x, (float) where.y, (float) where.width,
                              (float) where.height);
  graphene_rect_inset (part, (float) -where.width * ROOM_AROUND,
                       (float) -where.height * ROOM_AROUND);
  return graphene_rect_intersection (part, &view, part);
}

void
recto_page_view_begin_zoom_to (RectoPageView *self)
{
  graphene_rect_t part;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (self->presenting || recto_page_scene_get_document (self->scene) == NULL)
    return;
  if (find_selected_part (self, &part))
    recto_page_view_zoom_to (self, &part);
  else
    recto_page_band_begin (self->band, recto_page_view_zoom_to);
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
  recto_page_view_queue_update (self);
}

/* How pages stand beside and below each other, and what is seen of them. */
static const struct
{
  const char *property;
  gboolean (*get) (RectoViewport *viewport);
  void (*set) (RectoViewport *viewport, gboolean value);
} page_flags[] = {
  [RECTO_PAGE_VIEW_CONTINUOUS] = { "continuous", recto_viewport_get_continuous,
                                   recto_viewport_set_continuous },
  [RECTO_PAGE_VIEW_DUAL] = { "dual", recto_viewport_get_dual, recto_viewport_set_dual },
  [RECTO_PAGE_VIEW_ODD_LEFT] = { "odd-left", recto_viewport_get_odd_left,
                                 recto_viewport_set_odd_left },
  [RECTO_PAGE_VIEW_RIGHT_TO_LEFT] = { "right-to-left", recto_viewport_get_right_to_left,
                                      recto_viewport_set_right_to_left },
  [RECTO_PAGE_VIEW_SHOW_ANNOTATIONS] = { "show-annotations", recto_viewport_get_show_annotations,
                                         recto_viewport_set_show_annotations },
};

gboolean
recto_page_view_get_flag (RectoPageView *self, RectoPageViewFlag flag)
{
  return page_flags[flag].get (self->viewport);
}

void
recto_page_view_set_flag (RectoPageView *self, RectoPageViewFlag flag, gboolean value)
{
  if (page_flags[flag].get (self->viewport) == !!value)
    return;
  page_flags[flag].set (self->viewport, !!value);
  g_object_notify (G_OBJECT (self), page_flags[flag].property);
  recto_page_view_queue_update (self);
}

gboolean
recto_page_view_get_continuous (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_page_view_get_flag (self, RECTO_PAGE_VIEW_CONTINUOUS);
}

void
recto_page_view_set_continuous (RectoPageView *self, gboolean continuous)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_page_view_set_flag (self, RECTO_PAGE_VIEW_CONTINUOUS, continuous);
}

gboolean
recto_page_view_is_right_to_left (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_page_view_get_flag (self, RECTO_PAGE_VIEW_RIGHT_TO_LEFT);
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
  g_object_notify (G_OBJECT (self), "rotation");
  recto_page_view_queue_update (self);
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

gboolean
recto_page_view_is_presenting (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return self->presenting;
}

void
recto_page_view_colors_changed_cb (RectoPageColors colors, gpointer user_data)
{
  RectoPageView *self = user_data;

  recto_viewport_set_colors (self->viewport, colors);
  recto_page_view_queue_update (self);
}

void
recto_page_view_set_color_mode (RectoPageView *self, RectoColorMode mode)
{
  if (recto_page_tone_get_mode (self->tone) == mode)
    return;
  recto_page_tone_set_mode (self->tone, mode);
  g_object_notify (G_OBJECT (self), "colors");
}

void
recto_page_view_toggle_night (RectoPageView *self)
{
  gboolean night;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  night = recto_page_tone_get_colors (self->tone) == RECTO_COLORS_NIGHT;
  recto_page_view_set_color_mode (self, night ? RECTO_COLOR_MODE_ORIGINAL : RECTO_COLOR_MODE_NIGHT);
}

void
recto_page_view_set_time_limit (RectoPageView *self, guint seconds)
{
  if (recto_page_scene_get_time_limit (self->scene) == seconds)
    return;
  recto_page_scene_set_time_limit (self->scene, seconds);
  g_object_notify (G_OBJECT (self), "page-time-limit");
}

void
recto_page_view_set_letter_keys (RectoPageView *self, gboolean letter_keys)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (letter_keys == (self->letter_keys != NULL))
    return;
  if (letter_keys)
    {
      self->letter_keys = recto_page_actions_make_letter_keys ();
      gtk_widget_add_controller (GTK_WIDGET (self), self->letter_keys);
    }
  else
    gtk_widget_remove_controller (GTK_WIDGET (self), g_steal_pointer (&self->letter_keys));
}

void
recto_page_view_hold_picture (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_page_scene_hold_picture (self->scene);
}

void
recto_page_view_release_picture (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_page_scene_release_picture (self->scene);
}
