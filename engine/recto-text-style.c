/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-style.h"

#include <math.h>

/* clang-format off */
G_DEFINE_ENUM_TYPE (RectoTextFamily, recto_text_family,
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_FAMILY_BOOK, "book"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_FAMILY_SERIF, "serif"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_FAMILY_SANS, "sans"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_FAMILY_MONO, "mono"))

G_DEFINE_ENUM_TYPE (RectoTextMargins, recto_text_margins,
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_MARGINS_BOOK, "book"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_MARGINS_NARROW, "narrow"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_MARGINS_MEDIUM, "medium"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_MARGINS_WIDE, "wide"))

G_DEFINE_ENUM_TYPE (RectoTextAlignment, recto_text_alignment,
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_ALIGNMENT_BOOK, "book"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_ALIGNMENT_LEFT, "left"),
  G_DEFINE_ENUM_VALUE (RECTO_TEXT_ALIGNMENT_JUSTIFIED, "justified"))
/* clang-format on */

static const double sizes[] = { 6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,
                                18, 20, 22, 24, 28, 32, 36, 40, 44, 48 };

gboolean
recto_text_style_equal (const RectoTextStyle *a, const RectoTextStyle *b)
{
  return a->size == b->size && a->line_height == b->line_height && a->family == b->family &&
         a->margins == b->margins && a->alignment == b->alignment;
}

RectoTextStyle
recto_text_style_clamp (const RectoTextStyle *style)
{
  RectoTextStyle self = RECTO_TEXT_STYLE_USUAL;

  if (isfinite (style->size))
    self.size = CLAMP (style->size, RECTO_TEXT_SIZE_MIN, RECTO_TEXT_SIZE_MAX);
  if (isfinite (style->line_height) && style->line_height > 0)
    self.line_height = CLAMP (style->line_height, RECTO_LINE_HEIGHT_MIN, RECTO_LINE_HEIGHT_MAX);
  if (style->family <= RECTO_TEXT_FAMILY_MONO)
    self.family = style->family;
  if (style->margins <= RECTO_TEXT_MARGINS_WIDE)
    self.margins = style->margins;
  if (style->alignment <= RECTO_TEXT_ALIGNMENT_JUSTIFIED)
    self.alignment = style->alignment;
  return self;
}

double
recto_text_style_step_size (double size, int direction)
{
  const guint last = G_N_ELEMENTS (sizes) - 1;

  if (direction > 0)
    {
      for (guint i = 0; i < last; i++)
        if (sizes[i] > size)
          return sizes[i];
      return sizes[last];
    }
  for (guint i = last; i > 0; i--)
    if (sizes[i] < size)
      return sizes[i];
  return sizes[0];
}
