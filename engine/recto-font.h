/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "recto-location.h"

typedef enum
{
  RECTO_FONT_TYPE_1,
  RECTO_FONT_TRUE_TYPE,
  RECTO_FONT_OPEN_TYPE,
  RECTO_FONT_TYPE_3, /* its letters are drawn as pages are */
  RECTO_FONT_CID_TYPE_1,
  RECTO_FONT_CID_TRUE_TYPE,
  RECTO_FONT_OTHER,
} RectoFontKind;

/* RectoFont: a font that a document's pages are set in, as the document describes it. Immutable. */
#define RECTO_TYPE_FONT (recto_font_get_type ())
G_DECLARE_FINAL_TYPE (RectoFont, recto_font, RECTO, FONT, GObject)

const char *recto_font_get_name (RectoFont *self);     /* "" where it has none */
const char *recto_font_get_encoding (RectoFont *self); /* "" where it does not say */
RectoFontKind recto_font_get_kind (RectoFont *self);
gboolean recto_font_is_embedded (RectoFont *self);
/* Only the letters that are used are. */
gboolean recto_font_is_subset (RectoFont *self);
/* A page that has it. */
RectoLocation recto_font_get_location (RectoFont *self);
