/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* The window's actions about searching: "find", "find-next" and "find-previous". */
void recto_search_actions_install (RectoWindow *window);
/* To be called whenever they may be, or may no longer be, possible. */
void recto_search_actions_update (RectoWindow *window);
/* Closes the search bar of the document in view. FALSE where there was none. */
gboolean recto_search_actions_close (RectoWindow *window);
