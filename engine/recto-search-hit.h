/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "recto-location.h"
#include "recto-rect.h"

/* RectoSearchHit: a place where what was looked for stands. Immutable. */
#define RECTO_TYPE_SEARCH_HIT (recto_search_hit_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchHit, recto_search_hit, RECTO, SEARCH_HIT, GObject)

RectoLocation recto_search_hit_get_location (RectoSearchHit *self);
/* In the page's text (RectoPageText), and how many characters. */
guint recto_search_hit_get_start (RectoSearchHit *self);
guint recto_search_hit_get_n_chars (RectoSearchHit *self);
/* Where it stands on the page, line by line. (transfer none) */
const RectoRect *recto_search_hit_get_areas (RectoSearchHit *self, guint *n_areas);
/* The line around it, and which bytes of that are the hit. (transfer none) */
const char *recto_search_hit_get_context (RectoSearchHit *self, guint *before, guint *n_bytes);
/* Below 0, 0 or above 0, in the order in which one reads. */
int recto_search_hit_compare (RectoSearchHit *self, RectoLocation location, guint start);
