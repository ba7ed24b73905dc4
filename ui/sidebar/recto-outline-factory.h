/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* What makes the rows of lists of the entries of an outline, which is that of the view's document.
 * (transfer full) */

/* For a list of GtkTreeListRow of RectoOutlineItem. */
GtkListItemFactory *recto_outline_factory_new_for_tree (RectoPageView *page_view);
/* For a list of RectoOutlineItem. */
GtkListItemFactory *recto_outline_factory_new_for_items (RectoPageView *page_view);
