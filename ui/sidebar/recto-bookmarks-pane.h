/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-bookmarks.h"
#include "recto-page-view.h"

/* RectoBookmarksPane: the bookmarks of a view's document, which can be renamed in it.
 *
 * Signals: "activated" (RectoBookmark): one wants to go there; "remove" (RectoBookmark). */
#define RECTO_TYPE_BOOKMARKS_PANE (recto_bookmarks_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoBookmarksPane, recto_bookmarks_pane, RECTO, BOOKMARKS_PANE, AdwBin)

GtkWidget *recto_bookmarks_pane_new (RectoPageView *page_view, RectoBookmarks *bookmarks);
