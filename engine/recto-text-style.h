/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* How the text of a reflowable document is set. Each part may be left to the book. Names for
 * databases and settings are the nicks of the enums' values. */
typedef enum
{
  RECTO_TEXT_FAMILY_BOOK,
  RECTO_TEXT_FAMILY_SERIF,
  RECTO_TEXT_FAMILY_SANS,
  RECTO_TEXT_FAMILY_MONO,
} RectoTextFamily;

typedef enum
{
  RECTO_TEXT_MARGINS_BOOK,
  RECTO_TEXT_MARGINS_NARROW,
  RECTO_TEXT_MARGINS_MEDIUM,
  RECTO_TEXT_MARGINS_WIDE,
} RectoTextMargins;

typedef enum
{
  RECTO_TEXT_ALIGNMENT_BOOK,
  RECTO_TEXT_ALIGNMENT_LEFT,
  RECTO_TEXT_ALIGNMENT_JUSTIFIED,
} RectoTextAlignment;

#define RECTO_TYPE_TEXT_FAMILY (recto_text_family_get_type ())
#define RECTO_TYPE_TEXT_MARGINS (recto_text_margins_get_type ())
#define RECTO_TYPE_TEXT_ALIGNMENT (recto_text_alignment_get_type ())
GType recto_text_family_get_type (void);
GType recto_text_margins_get_type (void);
GType recto_text_alignment_get_type (void);

/* Points. A page of a book is 450 by 600. */
#define RECTO_TEXT_SIZE_MIN 6.0
#define RECTO_TEXT_SIZE_MAX 48.0
#define RECTO_TEXT_SIZE_USUAL 12.0
#define RECTO_LINE_HEIGHT_MIN 1.0
#define RECTO_LINE_HEIGHT_MAX 3.0

typedef struct
{
  double size;        /* points */
  double line_height; /* times the size of the letters; 0: the book's own */
  RectoTextFamily family;
  RectoTextMargins margins;
  RectoTextAlignment alignment;
} RectoTextStyle;

/* What documents have that nobody gave another. */
#define RECTO_TEXT_STYLE_USUAL ((RectoTextStyle) { .size = RECTO_TEXT_SIZE_USUAL })

gboolean recto_text_style_equal (const RectoTextStyle *a, const RectoTextStyle *b);
/* What is not possible becomes what is nearest, or the book's own. */
RectoTextStyle recto_text_style_clamp (const RectoTextStyle *style);
/* The next size up (1) or down (-1), as far as there is one: small letters change in smaller steps.
 */
double recto_text_style_step_size (double size, int direction);
