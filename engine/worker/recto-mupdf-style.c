/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-style.h"

/* A rule that is important comes before those of the book, but not before what it says of a single
 * paragraph. */
/* Letters of one width mean something there. Plain text is "pre", and takes any. */
#define CODE "code,kbd,samp,tt{font-family:monospace!important}"

static const char *const families[RECTO_LAYOUT_N_FAMILIES] = {
  [RECTO_LAYOUT_FAMILY_BOOK] = "",
  [RECTO_LAYOUT_FAMILY_SERIF] = "*{font-family:serif!important}" CODE,
  [RECTO_LAYOUT_FAMILY_SANS] = "*{font-family:sans-serif!important}" CODE,
  [RECTO_LAYOUT_FAMILY_MONO] = "*{font-family:monospace!important}",
};

/* In points, so that they do not grow with the letters. */
static const char *const margins[RECTO_LAYOUT_N_MARGINS] = {
  [RECTO_LAYOUT_MARGINS_BOOK] = "",
  [RECTO_LAYOUT_MARGINS_NARROW] =
      "@page{margin:20pt 18pt!important}body{margin:0!important;padding:0!important}",
  [RECTO_LAYOUT_MARGINS_MEDIUM] =
      "@page{margin:42pt 42pt!important}body{margin:0!important;padding:0!important}",
  [RECTO_LAYOUT_MARGINS_WIDE] =
      "@page{margin:60pt 78pt!important}body{margin:0!important;padding:0!important}",
};

/* Headings, verses and what else is set apart keep their own. */
static const char *const alignments[RECTO_LAYOUT_N_ALIGNMENTS] = {
  [RECTO_LAYOUT_ALIGNMENT_BOOK] = "",
  [RECTO_LAYOUT_ALIGNMENT_LEFT] = "body,div,p,li,dd{text-align:left!important}",
  [RECTO_LAYOUT_ALIGNMENT_JUSTIFIED] = "body,div,p,li,dd{text-align:justify!important}",
};

void
recto_mupdf_style_set (fz_context *ctx, const RectoLayout *layout)
{
  g_autoptr (GString) css = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (css, families[layout->family]);
  g_string_append (css, margins[layout->margins]);
  g_string_append (css, alignments[layout->alignment]);
  if (layout->line_height > 0)
    g_string_append_printf (css, "*{line-height:%s!important}",
                            g_ascii_formatd (number, sizeof number, "%.2f", layout->line_height));
  fz_set_user_css (ctx, css->str);
}
