/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-page-view.h"

/* RectoOutlinePane: a document's table of contents: a tree that follows what one reads, or what is
 * found in it.
 *
 * Signals: "activated" (RectoTarget): one wants to go there; "action" (): the button of the notice
 * was pressed. */
#define RECTO_TYPE_OUTLINE_PANE (recto_outline_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoOutlinePane, recto_outline_pane, RECTO, OUTLINE_PANE, AdwBin)

GtkWidget *recto_outline_pane_new (RectoPageView *page_view);
/* The outline of the view's document; what was unfolded stays so where it is the same. NULL: none.
 */
void recto_outline_pane_set_outline (RectoOutlinePane *self, RectoOutline *outline);
/* Whether it was made from headings, which is said above it. */
void recto_outline_pane_set_made (RectoOutlinePane *self, gboolean made);
/* In place of an outline, until there is one, or none: why there is none, and what can be done
 * about it. */
void recto_outline_pane_set_notice (RectoOutlinePane *self,
                                    const char *icon_name,
                                    const char *title,
                                    const char *description, /* (nullable) */
                                    const char *action);     /* (nullable) */
/* The entry that is marked, or RECTO_OUTLINE_TOP. */
guint recto_outline_pane_get_current (RectoOutlinePane *self);
