/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <mupdf/pdf.h>

#include "recto-mupdf-document.h"

/* Where links and entries of the outline lead to. What cannot be followed leads nowhere; no
 * exception leaves these functions. */

/* A message's texts, to begin with. (transfer full) */
GString *recto_mupdf_texts_new (void);
/* Where in `texts` it is now: valid UTF-8, cut to `size` bytes with its end. (nullable text) */
guint32 recto_mupdf_texts_add (GString *texts, const char *text, gsize size);

/* Of a link as MuPDF has it. (nullable uri) A book is not laid out for this: there it is the
 * chapter, and a text to be resolved. */
void recto_mupdf_target_of_uri (RectoMupdfDocument *document,
                                const char *uri,
                                RectoTargetClaim *target,
                                GString *texts);
/* Of an entry of a PDF's outline. */
void recto_mupdf_target_of_entry (RectoMupdfDocument *document,
                                  pdf_obj *entry,
                                  RectoTargetClaim *target,
                                  GString *texts);
/* Of an address within the document, as a link has it, or of the name of a destination. Lays the
 * chapter out, if need be. Throws. */
void recto_mupdf_target_resolve (RectoMupdfDocument *document,
                                 const char *address,
                                 RectoTargetClaim *target);
