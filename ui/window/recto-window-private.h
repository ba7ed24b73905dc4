/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-closed-tabs.h"
#include "recto-window.h"

/* What recto-window-tabs.c, which makes tabs, finds, moves and closes them, has of the window. */

/* The tab whose menu is open, or the one in view. (transfer none) (nullable) */
AdwTabPage *recto_window_get_chosen_page (RectoWindow *self);
/* What a new tab is to show; floating. */
RectoDocumentView *recto_window_make_view (RectoWindow *self);
/* The tabs of a new window, which has none. (transfer none) */
AdwTabView *recto_window_make_another (RectoWindow *self);
RectoClosedTabs *recto_window_get_closed_tabs (RectoWindow *self); /* (transfer none) */
