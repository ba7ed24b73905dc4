/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"
#include "recto-protocol-properties.h"

/* What a document says of itself as a whole: fills `found`, all but its head. What cannot be read
 * is left out. */
void recto_mupdf_properties_find (RectoMupdfDocument *document, RectoMessagePropertiesFound *found);
/* It says that it has fields for signatures. A look at a few objects, for the host. */
gboolean recto_mupdf_properties_has_signatures (RectoMupdfDocument *document);
