/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <mupdf/fitz.h>

#include "recto-line-order.h"
#include "recto-protocol-text.h"

/* Lines as they are read. MuPDF takes lines apart that do not go on to the right: those from right
 * to left where the document has them as they are read, and columns of characters that stand below
 * each other. */

RectoWay recto_mupdf_line_get_way (const fz_stext_line *line);
/* What is one line with this one, which has characters: up to, but without, the line that is
 * returned. (nullable). `plain`: its characters stand as they are read. */
const fz_stext_line *recto_mupdf_line_find_end (const fz_stext_line *line, gboolean *plain);
/* How it looks up to, but without, another line: the size of most of its letters, in points, and
 * whether all are bold. Does not throw. */
void recto_mupdf_line_find_look (fz_context *ctx,
                                 const fz_stext_line *line,
                                 const fz_stext_line *end,
                                 RectoTextLine *look);
/* The characters from a line up to, but without, another, as they are read; boxes as MuPDF has
 * them: an array of RectoLineCharacter. Does not throw. (transfer full) */
GArray *recto_mupdf_line_collect (fz_context *ctx,
                                  const fz_stext_line *line,
                                  const fz_stext_line *end);
