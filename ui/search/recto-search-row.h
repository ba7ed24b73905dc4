/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-search.h"

/* RectoSearchRow: a hit in a list: the line around it, and the page it is on. A list makes some 200
 * of them at once and shows a few, so a row has no widgets in it, and lays out its text only where
 * it is drawn; all of them are as high as each other.
 *
 * Signal "changed" (): it says something else. */
#define RECTO_TYPE_SEARCH_ROW (recto_search_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchRow, recto_search_row, RECTO, SEARCH_ROW, GtkWidget)

GtkWidget *recto_search_row_new (void);
/* Both NULL: none. */
void recto_search_row_set_hit (RectoSearchRow *self, RectoSearch *search, RectoSearchHit *hit);
/* (transfer none) (nullable) */
RectoSearch *recto_search_row_get_search (RectoSearchRow *self);
/* (transfer none) (nullable) */
RectoSearchHit *recto_search_row_get_hit (RectoSearchRow *self);
/* The same in words; "" without a hit. (transfer full) */
char *recto_search_row_describe (RectoSearchRow *self);
