/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoOutlineRow: an entry of an outline in a list: its title, and the page it leads to. It draws
 * them itself (recto-drawn-text.h). */
#define RECTO_TYPE_OUTLINE_ROW (recto_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoOutlineRow, recto_outline_row, RECTO, OUTLINE_ROW, GtkWidget)

GtkWidget *recto_outline_row_new (void);
void recto_outline_row_set (RectoOutlineRow *self, const char *title, const char *page);
const char *recto_outline_row_get_title (RectoOutlineRow *self); /* (nullable) */
