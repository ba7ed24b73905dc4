/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-motion.h"

#include <math.h>

static guint
get_end (RectoPageTextLine line)
{
  return line.first + line.n_chars;
}

static RectoPageTextLine
get_line (RectoPageText *text, guint gap, guint *number)
{
  recto_page_text_find_line (text, MIN (gap, recto_page_text_get_n_chars (text) - 1), number);
  return recto_page_text_get_line (text, *number);
}

static gboolean
is_across (RectoPageTextLine line)
{
  return line.way == RECTO_TEXT_RIGHT || line.way == RECTO_TEXT_LEFT;
}

/* By a character; what is between two lines counts as one. */
static int
step (RectoPageText *text, int direction, guint *gap)
{
  guint number = 0;
  const RectoPageTextLine line = get_line (text, *gap, &number);

  if (direction > 0 && *gap < get_end (line))
    ++*gap;
  else if (direction < 0 && *gap > line.first)
    --*gap;
  else if (direction > 0 && number + 1 < recto_page_text_get_n_lines (text))
    *gap = recto_page_text_get_line (text, number + 1).first;
  else if (direction < 0 && number > 0)
    *gap = get_end (recto_page_text_get_line (text, number - 1));
  else
    return direction;
  return 0;
}

static int
step_word (RectoPageText *text, int direction, guint *gap)
{
  guint start;
  guint end;

  if (direction > 0 ? *gap >= recto_page_text_get_n_chars (text) : *gap == 0)
    return direction;
  recto_text_unit_find (text, direction > 0 ? *gap : *gap - 1, RECTO_TEXT_WORD, &start, &end);
  *gap = direction > 0 ? end : start;
  return 0;
}

static int
step_line (RectoPageText *text, int direction, guint *gap, double *goal)
{
  guint number = 0;
  const RectoPageTextLine line = get_line (text, *gap, &number);
  RectoRect area;

  if (isnan (*goal) && recto_text_get_caret (text, *gap, &area))
    *goal = is_across (line) ? area.x : area.y;
  if (direction > 0 ? number + 1 >= recto_page_text_get_n_lines (text) : number == 0)
    return direction;
  *gap = recto_text_find_gap_in_line (text, direction > 0 ? number + 1 : number - 1, *goal, *goal);
  return 0;
}

/* By an arrow key: along the line or from line to line, whichever way these run. */
static int
step_towards (RectoPageText *text, RectoTextMotion motion, guint *gap, double *goal)
{
  guint number = 0;
  const RectoPageTextLine line = get_line (text, *gap, &number);
  const gboolean sideways = motion == RECTO_TEXT_MOTION_LEFT || motion == RECTO_TEXT_MOTION_RIGHT;
  const int direction =
      motion == RECTO_TEXT_MOTION_RIGHT || motion == RECTO_TEXT_MOTION_DOWN ? 1 : -1;

  /* Lines that run downwards follow each other from right to left. */
  if (sideways != is_across (line))
    return step_line (text, line.way == RECTO_TEXT_DOWN ? -direction : direction, gap, goal);
  *goal = NAN;
  if (sideways)
    return step (text, recto_text_is_reversed (text, *gap) ? -direction : direction, gap);
  return step (text, line.way == RECTO_TEXT_UP ? -direction : direction, gap);
}

int
recto_text_motion_move (RectoPageText *text, RectoTextMotion motion, guint *gap, double *goal)
{
  const int along = recto_text_is_reversed (text, *gap) ? -1 : 1;
  guint number = 0;

  g_return_val_if_fail (recto_page_text_get_n_chars (text) > 0, 0);

  switch (motion)
    {
    case RECTO_TEXT_MOTION_WORD_LEFT:
      *goal = NAN;
      return step_word (text, -along, gap);
    case RECTO_TEXT_MOTION_WORD_RIGHT:
      *goal = NAN;
      return step_word (text, along, gap);
    case RECTO_TEXT_MOTION_LINE_START:
      *goal = NAN;
      *gap = get_line (text, *gap, &number).first;
      return 0;
    case RECTO_TEXT_MOTION_LINE_END:
      *goal = NAN;
      *gap = get_end (get_line (text, *gap, &number));
      return 0;
    case RECTO_TEXT_MOTION_LEFT:
    case RECTO_TEXT_MOTION_RIGHT:
    case RECTO_TEXT_MOTION_UP:
    case RECTO_TEXT_MOTION_DOWN:
    default:
      return step_towards (text, motion, gap, goal);
    }
}
