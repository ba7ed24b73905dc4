/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-viewport.h"

#include "recto-viewport-private.h"

void
recto_viewport_set_fit_mode (RectoViewport *self, RectoFitMode fit_mode)
{
  if (self->fit_mode == fit_mode)
    return;
  self->fit_mode = fit_mode;
  if (fit_mode == RECTO_FIT_PAGE && !self->has_anchor)
    recto_viewport_move_to (self, self->location, 0, self->gap);
  else
    recto_viewport_hold (self);
}

/* The page being read stays where it is; one that is fitted is seen whole. */
static void
set_flag (RectoViewport *self, gboolean *flag, gboolean value)
{
  if (*flag == value)
    return;
  if (self->fit_mode == RECTO_FIT_PAGE && !self->has_anchor)
    recto_viewport_move_to (self, self->location, 0, self->gap);
  else
    recto_viewport_hold (self);
  *flag = value;
}

void
recto_viewport_set_continuous (RectoViewport *self, gboolean continuous)
{
  set_flag (self, &self->continuous, continuous);
}

void
recto_viewport_set_dual (RectoViewport *self, gboolean dual)
{
  set_flag (self, &self->dual, dual);
}

void
recto_viewport_set_odd_left (RectoViewport *self, gboolean odd_left)
{
  set_flag (self, &self->odd_left, odd_left);
}

void
recto_viewport_set_right_to_left (RectoViewport *self, gboolean right_to_left)
{
  set_flag (self, &self->right_to_left, right_to_left);
}

void
recto_viewport_set_colors (RectoViewport *self, RectoPageColors colors)
{
  self->colors = colors;
}

RectoPageColors
recto_viewport_get_colors (RectoViewport *self)
{
  return self->colors;
}

void
recto_viewport_set_show_annotations (RectoViewport *self, gboolean show_annotations)
{
  self->show_annotations = show_annotations;
}

gboolean
recto_viewport_get_show_annotations (RectoViewport *self)
{
  return self->show_annotations;
}

void
recto_viewport_set_layers (RectoViewport *self, guint layers)
{
  self->layers = layers;
}

void
recto_viewport_set_filling (RectoViewport *self, gboolean filling)
{
  recto_viewport_hold (self);
  self->gap = filling ? 0 : RECTO_VIEWPORT_GAP;
}

void
recto_viewport_set_rotation (RectoViewport *self, int rotation)
{
  if (self->rotation == rotation)
    return;
  self->rotation = rotation;
  if (self->has_anchor)
    recto_viewport_hold (self);
  else
    recto_viewport_move_to (self, self->location, 0, self->gap);
}

RectoFitMode
recto_viewport_get_fit_mode (RectoViewport *self)
{
  return self->fit_mode;
}

gboolean
recto_viewport_get_continuous (RectoViewport *self)
{
  return self->continuous;
}

gboolean
recto_viewport_get_dual (RectoViewport *self)
{
  return self->dual;
}

gboolean
recto_viewport_get_odd_left (RectoViewport *self)
{
  return self->odd_left;
}

gboolean
recto_viewport_get_right_to_left (RectoViewport *self)
{
  return self->right_to_left;
}

int
recto_viewport_get_rotation (RectoViewport *self)
{
  return self->rotation;
}
