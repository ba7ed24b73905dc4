/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-text-unit.h"

/* How a caret moves through what a page says. No widgets. */
typedef enum
{
  RECTO_TEXT_MOTION_LEFT,
  RECTO_TEXT_MOTION_RIGHT,
  RECTO_TEXT_MOTION_UP,
  RECTO_TEXT_MOTION_DOWN,
  RECTO_TEXT_MOTION_WORD_LEFT,
  RECTO_TEXT_MOTION_WORD_RIGHT,
  RECTO_TEXT_MOTION_LINE_START,
  RECTO_TEXT_MOTION_LINE_END,
} RectoTextMotion;

/* Moves from a gap between characters to another. Returns 0; or where that leads to the page behind
 * 1, to the page before -1. `goal`: where along its line the caret was when one began to go from
 * line to line, which it keeps to as long as one goes on with that; NAN otherwise. */
int recto_text_motion_move (RectoPageText *text, RectoTextMotion motion, guint *gap, double *goal);
