/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <mupdf/fitz.h>

/* A text whose signs are the characters that they stand for (recto-glyph-names.h), or the same one
 * where it has none of these. Throws. (transfer full) */
fz_text *recto_mupdf_signs_read (fz_context *ctx, const fz_text *text);
/* Whether a text in UTF-8 is nothing but private characters. */
gboolean recto_mupdf_signs_is_private (const char *text);
/* Puts what they stand for in their place, in glyphs of `font` (nullable); never longer. */
void recto_mupdf_signs_replace (fz_context *ctx, char *text, fz_font *font);
