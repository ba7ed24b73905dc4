/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"
#include "recto-protocol-properties.h"

/* RectoMupdfSignatures: the signature fields of a PDF's form, as they describe themselves. Nothing
 * is verified. They are looked for when somebody asks for the first time. */
typedef struct _RectoMupdfSignatures RectoMupdfSignatures;

RectoMupdfSignatures *recto_mupdf_signatures_new (RectoMupdfDocument *document);
/* Fills `found` (all but its head, RECTO_MAX_MESSAGE bytes) with the signature of this number and
 * as many after it as a message takes. */
void recto_mupdf_signatures_find (RectoMupdfSignatures *self,
                                  guint first,
                                  RectoMessageSignaturesFound *found);
