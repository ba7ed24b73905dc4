/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-text.h"

/* Words, lines and the like of what a page says, and the way from points to places in it. No
 * widgets. */

typedef enum
{
  RECTO_TEXT_CHARACTER,
  RECTO_TEXT_WORD, /* with what parts it from the next */
  RECTO_TEXT_SENTENCE,
  RECTO_TEXT_LINE,      /* with its newline */
  RECTO_TEXT_PARAGRAPH, /* with its newlines */
} RectoTextUnit;

/* The unit that a character is part of: its first character, and the first one of the next unit.
 * Nothing, behind the end. */
void recto_text_unit_find (RectoPageText *text,
                           guint place,
                           RectoTextUnit unit,
                           guint *start,
                           guint *end);

/* The character at a point of the page. FALSE where there is none. */
gboolean recto_text_find_character (RectoPageText *text, double x, double y, guint *place);
/* The gap between characters that is nearest to a point of the page: 0 before the first one. */
guint recto_text_find_gap (RectoPageText *text, double x, double y);
/* The same, of those of a line. */
guint recto_text_find_gap_in_line (RectoPageText *text, guint number, double x, double y);
/* Whether a point is on a line, or so close to one that one points at it. */
gboolean recto_text_is_near_line (RectoPageText *text, double x, double y);
/* Whether the line that a gap is in is read from right to left, as a whole: a number in it runs the
 * other way, but one that goes on and on comes through it. */
gboolean recto_text_is_reversed (RectoPageText *text, guint gap);
/* Where a caret stands in a gap: a line without width, or height. FALSE where that is not known. */
gboolean recto_text_get_caret (RectoPageText *text, guint gap, RectoRect *area);
/* What a part of the text takes up on the page, one rectangle (RectoRect) for each line.
 * (transfer full) */
GArray *recto_text_get_areas (RectoPageText *text, guint start, guint end);
/* A part of the text as one wants it elsewhere: words that were parted at the end of a line are
 * whole again, and ligatures and other forms of letters are plain letters. (transfer full) */
char *recto_text_get_plain (RectoPageText *text, guint start, guint end);
