/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* The window's actions about searching: "find", "find-next", "find-previous", "find-results" (shows
 * them in the sidebar) and "find-everywhere" (in all open documents). */
void recto_search_actions_install (RectoWindow *window);
/* To be called whenever they may be, or may no longer be, possible. */
void recto_search_actions_update (RectoWindow *window);
/* Looks for the same in the document in view, and goes to a hit of it. */
void recto_search_actions_open_at (RectoWindow *window, RectoSearch *search, RectoSearchHit *hit);
/* Closes the search bar of the document in view. FALSE where there was none. */
gboolean recto_search_actions_close (RectoWindow *window);
