/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <mupdf/pdf.h>

#include "recto-mupdf-document.h"
#include "recto-protocol-properties.h"

/* RectoMupdfFonts: the fonts of a PDF's pages, page after page. No font is loaded. */
typedef struct _RectoMupdfFonts RectoMupdfFonts;

RectoMupdfFonts *recto_mupdf_fonts_new (RectoMupdfDocument *document);
/* Fills `found` (all but its head, RECTO_MAX_MESSAGE bytes) with the fonts of as many pages from
 * `first` on as a moment and a message allow. Of pages asked for one after the other, each font is
 * told once. */
void recto_mupdf_fonts_find (RectoMupdfFonts *self, guint first, RectoMessageFontsFound *found);
/* What one font says of itself; its page is left alone. Throws. */
void recto_mupdf_fonts_describe (fz_context *ctx, pdf_obj *font, RectoFontEntry *entry);
