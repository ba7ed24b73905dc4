/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* RectoViewWatch: keeps a window's title and actions true to the tab in view. */
typedef struct _RectoViewWatch RectoViewWatch;

typedef void (*RectoViewWatchFunc) (RectoWindow *window);

/* It belongs to `window`. `state_changed`: the state of the view in view has. */
RectoViewWatch *recto_view_watch_new (RectoWindow *window, RectoViewWatchFunc state_changed);
void recto_view_watch_free (RectoViewWatch *self);
void recto_view_watch_set_view (RectoViewWatch *self, RectoDocumentView *view); /* (nullable) */
