/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-colors.h"
#include "recto-page-view.h"
#include "recto-search.h"

/* Draws the hits of a search over the pages in view, `first` to `last`, which have these colors;
 * `current` (nullable) stands out from the others. */
void recto_search_marks_snapshot (RectoPageView *view,
                                  GtkSnapshot *snapshot,
                                  RectoSearch *search,
                                  RectoSearchHit *current,
                                  guint first,
                                  guint last,
                                  RectoPageColors pages);
