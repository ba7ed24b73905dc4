/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-history.h"

#include <glib-object.h>

/* RectoBookmark: a place in a document that the reader has marked. All but its name is immutable.
 *
 * Property: "name" (string). */
#define RECTO_TYPE_BOOKMARK (recto_bookmark_get_type ())
G_DECLARE_FINAL_TYPE (RectoBookmark, recto_bookmark, RECTO, BOOKMARK, GObject)

/* `key`: what tells it from all others, NULL for a new one. `n_pages`: of its chapter, as it is
 * laid out. `character`: of the place, in a book, as the engine counts them; -1: unknown. */
RectoBookmark *recto_bookmark_new (const char *key,
                                   RectoPlace place,
                                   guint n_pages,
                                   gint64 character,
                                   const char *name);
const char *recto_bookmark_get_key (RectoBookmark *self);
/* As it was laid out when it was made. */
RectoPlace recto_bookmark_get_place (RectoBookmark *self);
guint recto_bookmark_get_n_pages (RectoBookmark *self);
gint64 recto_bookmark_get_character (RectoBookmark *self);
const char *recto_bookmark_get_name (RectoBookmark *self);
void recto_bookmark_set_name (RectoBookmark *self, const char *name);
/* Below 0, 0 or above 0, as `a` comes before, is at, or comes after `b` in the document. */
int recto_bookmark_compare (gconstpointer a, gconstpointer b);
/* About where it is in a chapter that has so many pages now. */
RectoPlace recto_bookmark_get_place_among (RectoBookmark *self, guint n_pages);
