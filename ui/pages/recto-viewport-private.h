/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-viewport.h"

/* What the recto-viewport*.c files share: recto-viewport.c has what is looked at, and where one
 * goes; recto-viewport-modes.c how pages are shown. */

#define RECTO_VIEWPORT_GAP 12 /* around pages */

struct _RectoViewport
{
  RectoPageLayout *layout;

  double width;
  double height;
  double scale; /* device pixels per application pixel */
  RectoFitMode fit_mode;
  double zoom;
  gboolean continuous;
  gboolean dual;
  gboolean odd_left;
  gboolean right_to_left;
  int rotation;
  RectoPageColors colors;
  gboolean show_annotations;
  guint layers;
  int gap; /* 0 where pages fill the view */

  RectoLocation location;
  int direction;
  guint n_moves;
  double travel;
  double x; /* of the view in the layout, in device pixels, not rounded */
  double y;

  gboolean changed; /* since it was arranged */
  gboolean has_anchor;
  RectoPageAnchor anchor;
  double anchor_x; /* where in the view the anchor is to lie; NAN: in the middle */
  double anchor_y; /* NAN: as far down as the end of a page may lie */

  gboolean is_pinched; /* what is between the fingers is known */
  RectoPageAnchor pinched;
  double pinch_zoom; /* when the fingers came down */
};

/* Something is about to change: the page being read stays where it is, unless one is on the way to
 * somewhere else already. */
void recto_viewport_hold (RectoViewport *self);
/* Goes to a point down a page; `y`: where in the view that is to lie, as `anchor_y`. */
void recto_viewport_move_to (RectoViewport *self,
                             RectoLocation location,
                             double fraction,
                             double y);
