/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the glyphs of fonts of signs stand for, where MuPDF does not know it: it takes the name of
 * the check mark in ZapfDingbats, "a20", for a number, and some documents say private characters.
 */

/* Whether the glyphs of a font with this name are called as those of ZapfDingbats. */
gboolean recto_glyph_names_has_dingbats (const char *font);

/* The character that a glyph of such a font stands for; 0 where the name is none of these. */
gunichar recto_glyph_names_find_dingbat (const char *glyph);
/* Of the parts of large brackets and the like, in any font: MuPDF knows all others. */
gunichar recto_glyph_names_find_symbol (const char *glyph);
/* What a private character stands for that is the code in a font with this name, Symbol or
 * Wingdings; 0 where it is none. */
gunichar recto_glyph_names_find_private (const char *font, gunichar c);
/* The same where nothing tells of the font: what word processors put before the items of lists. */
gunichar recto_glyph_names_find_bullet (gunichar c);
