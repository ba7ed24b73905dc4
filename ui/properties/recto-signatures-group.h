/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document.h"

/* RectoSignaturesGroup: the signatures of a document and what they say, which nobody has verified.
 * Hidden, where it claims to have none. */
#define RECTO_TYPE_SIGNATURES_GROUP (recto_signatures_group_get_type ())
G_DECLARE_FINAL_TYPE (RectoSignaturesGroup,
                      recto_signatures_group,
                      RECTO,
                      SIGNATURES_GROUP,
                      AdwPreferencesGroup)

/* Begins to read them; once. */
void recto_signatures_group_set_document (RectoSignaturesGroup *self, RectoDocument *document);
/* Nobody looks any more. */
void recto_signatures_group_end (RectoSignaturesGroup *self);
