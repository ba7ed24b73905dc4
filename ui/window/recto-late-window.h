/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-page-view.h"

/* RectoLateWindow: a window that waits a little for what it is to show, so that this is there
 * from its first frame on. */
typedef struct _RectoLateWindow RectoLateWindow;

/* It belongs to `window`. */
RectoLateWindow *recto_late_window_new (GtkWindow *window);
void recto_late_window_free (RectoLateWindow *self);
/* Presents the window in a moment. */
void recto_late_window_wait (RectoLateWindow *self);
/* What it waits for is there: presents the window now. Nothing, if it does not wait. `pages`
 * (nullable): what fills the window below these bars; it is drawn while the window is on its way to
 * the screen. */
void recto_late_window_end_wait (RectoLateWindow *self, AdwToolbarView *bars, RectoPageView *pages);
