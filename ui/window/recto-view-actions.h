/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* The window's actions that say how pages are shown: win.fit-mode, win.continuous, win.dual,
 * win.odd-left, win.right-to-left, win.show-annotations, win.colors, win.present, win.properties,
 * and of books win.text, win.text-larger and win.text-smaller. Their states follow the page view in
 * view, which may refuse. */
void recto_view_actions_install (RectoWindow *window);
/* The page view changed, or there is another, or none. */
void recto_view_actions_update (RectoWindow *window, RectoPageView *page_view);
