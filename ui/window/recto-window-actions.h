/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* The win.* table. */
void recto_window_actions_install (RectoWindow *self);
/* Makes possible what is possible in the tab in view, and shows its choices. */
void recto_window_actions_update (RectoWindow *self);
