/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-page-view.h"

/* RectoOutlinePane: a document's table of contents: a tree that follows what one reads, or what is
 * found in it.
 *
 * Signals: "activated" (RectoTarget): one wants to go there; "again" (): it is to be read again. */
#define RECTO_TYPE_OUTLINE_PANE (recto_outline_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoOutlinePane, recto_outline_pane, RECTO, OUTLINE_PANE, AdwBin)

GtkWidget *recto_outline_pane_new (RectoPageView *page_view);
/* The outline of the view's document; what was unfolded stays so where it is the same. NULL: none.
 */
void recto_outline_pane_set_outline (RectoOutlinePane *self, RectoOutline *outline);
/* Why there is no outline, though there may be one: that it could not be read, or (NULL) that it
 * was stopped; until there is one, or none. */
void recto_outline_pane_set_trouble (RectoOutlinePane *self, const char *message);
/* The entry that is marked, or RECTO_OUTLINE_TOP. */
guint recto_outline_pane_get_current (RectoOutlinePane *self);
