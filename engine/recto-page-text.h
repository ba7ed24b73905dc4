/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "recto-location.h"
#include "recto-rect.h"

/* RectoPageText: what a page says, in the order in which it is read. Immutable; any thread may hold
 * it. Places in it are counted in characters. Between two lines stands a newline, between two
 * blocks (paragraphs, columns, cells) two. */
typedef struct _RectoPageText RectoPageText;

#define RECTO_TYPE_PAGE_TEXT (recto_page_text_get_type ())
GType recto_page_text_get_type (void);

/* The way in which the characters of a line follow each other on the page, but for those of a
 * script that is written the other way round. */
typedef enum
{
  RECTO_TEXT_RIGHT,
  RECTO_TEXT_DOWN,
  RECTO_TEXT_LEFT,
  RECTO_TEXT_UP,
} RectoTextWay;

typedef struct
{
  guint first;   /* character */
  guint n_chars; /* without the newline */
  guint block;   /* counting from 0 */
  RectoTextWay way;
  double size;   /* of most of its letters, points; 0 where that is not known */
  gboolean bold; /* all of it */
} RectoPageTextLine;

RectoPageText *recto_page_text_ref (RectoPageText *self);
void recto_page_text_unref (RectoPageText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageText, recto_page_text_unref)

RectoLocation recto_page_text_get_location (RectoPageText *self);
/* All of it, UTF-8. (transfer none) */
const char *recto_page_text_get_utf8 (RectoPageText *self);
guint recto_page_text_get_n_chars (RectoPageText *self);
/* From a character up to, but without, another; both are clamped. (transfer full) */
char *recto_page_text_slice (RectoPageText *self, guint start, guint end);
/* Where a character stands; of no size where that is not known. */
RectoRect recto_page_text_get_box (RectoPageText *self, guint place);
guint recto_page_text_get_n_lines (RectoPageText *self);
RectoPageTextLine recto_page_text_get_line (RectoPageText *self, guint number);
/* The line of a character, or of the newline behind it. FALSE where there is no line at all. */
gboolean recto_page_text_find_line (RectoPageText *self, guint place, guint *number);
/* The page says more than is read of one page. */
gboolean recto_page_text_is_cut (RectoPageText *self);
