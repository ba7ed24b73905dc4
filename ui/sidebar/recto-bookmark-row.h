/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-bookmark.h"

/* RectoBookmarkRow: a bookmark in a list.
 *
 * Signals: "rename" (), "remove" (): one wants that, by its menu or by keys. */
#define RECTO_TYPE_BOOKMARK_ROW (recto_bookmark_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoBookmarkRow, recto_bookmark_row, RECTO, BOOKMARK_ROW, GtkListBoxRow)

GtkWidget *recto_bookmark_row_new (RectoBookmark *bookmark);
RectoBookmark *recto_bookmark_row_get_bookmark (RectoBookmarkRow *self); /* (transfer none) */
/* What is printed on the page that it is on now. */
void recto_bookmark_row_set_page (RectoBookmarkRow *self, const char *page);
