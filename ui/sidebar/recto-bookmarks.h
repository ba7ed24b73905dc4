/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-place-store.h"

/* RectoBookmarks: the bookmarks of one document after the other, in their order: a GListModel of
 * RectoBookmark. */
#define RECTO_TYPE_BOOKMARKS (recto_bookmarks_get_type ())
G_DECLARE_FINAL_TYPE (RectoBookmarks, recto_bookmarks, RECTO, BOOKMARKS, GObject)

/* `store` (nullable): without one, they last as long as the document is open. */
RectoBookmarks *recto_bookmarks_new (RectoPlaceStore *store);
/* Those of `file` from now on, as it is now (`fingerprint`, nullable). */
void recto_bookmarks_begin (RectoBookmarks *self, GFile *file, const char *fingerprint);
/* None. */
void recto_bookmarks_end (RectoBookmarks *self);
/* Adds one, or one that was removed again. */
void recto_bookmarks_add (RectoBookmarks *self, RectoBookmark *bookmark);
/* What has its key; nothing where that has been removed. */
void recto_bookmarks_rename (RectoBookmarks *self, RectoBookmark *bookmark, const char *name);
/* The same, as long as it is called `from`. */
void recto_bookmarks_rename_from (RectoBookmarks *self,
                                  RectoBookmark *bookmark,
                                  const char *from,
                                  const char *name);
/* Of its place, which has been found out: likewise. */
void recto_bookmarks_set_character (RectoBookmarks *self, RectoBookmark *bookmark, guint character);
void recto_bookmarks_remove (RectoBookmarks *self, RectoBookmark *bookmark);
gboolean recto_bookmarks_has (RectoBookmarks *self, RectoBookmark *bookmark);
