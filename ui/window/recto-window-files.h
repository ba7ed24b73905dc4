/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* Which files a window opens: those that are chosen in a dialog and those that are dropped on it.
 */

void recto_window_files_choose (RectoWindow *window);
/* Opens the document of this address, at what its fragment says (nullable). */
void recto_window_files_open_at (RectoWindow *window, const char *uri, const char *fragment);
void recto_window_files_accept_drops (RectoWindow *window);
