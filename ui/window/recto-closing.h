/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-closed-tabs.h"

/* RectoClosing: how the tabs of a window and the window itself are closed: at once, or, while
 * something in them is being saved, after a question. */
#define RECTO_TYPE_CLOSING (recto_closing_get_type ())
G_DECLARE_FINAL_TYPE (RectoClosing, recto_closing, RECTO, CLOSING, GObject)

/* Sees to the tabs by itself. `closed_tabs` outlives `window`, which owns the closing. */
RectoClosing *recto_closing_new (GtkWindow *window,
                                 AdwTabView *tab_view,
                                 RectoClosedTabs *closed_tabs);
/* Something in the tabs is being saved. */
gboolean recto_closing_is_saving (RectoClosing *self);
/* For the window's close-request. FALSE: somebody is asked, and the window is closed again later if
 * it may be. */
gboolean recto_closing_check (RectoClosing *self);
/* The window may be closed from now on, whatever is being saved. */
void recto_closing_allow (RectoClosing *self);
