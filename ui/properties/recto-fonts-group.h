/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document.h"

/* RectoFontsGroup: the fonts of a document, which come in while its pages are gone through. It does
 * not show before there is one. */
#define RECTO_TYPE_FONTS_GROUP (recto_fonts_group_get_type ())
G_DECLARE_FINAL_TYPE (RectoFontsGroup, recto_fonts_group, RECTO, FONTS_GROUP, AdwPreferencesGroup)

/* Begins at once. */
void recto_fonts_group_set_document (RectoFontsGroup *self, RectoDocument *document);
/* Nothing more is asked. */
void recto_fonts_group_end (RectoFontsGroup *self);
