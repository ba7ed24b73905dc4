/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-search.h"

/* RectoSearchRow: a hit in a list: the line around it, and the page it is on.
 *
 * Signal "changed" (): it says something else. */
#define RECTO_TYPE_SEARCH_ROW (recto_search_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchRow, recto_search_row, RECTO, SEARCH_ROW, GtkBox)

GtkWidget *recto_search_row_new (void);
/* Both NULL: none. */
void recto_search_row_set_hit (RectoSearchRow *self, RectoDocument *document, RectoSearchHit *hit);
/* The same in words. (transfer full) */
char *recto_search_row_describe (RectoSearchRow *self);
