/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The window is about to be put together otherwise, and what has the focus is not shown for a frame
 * or two, in which the toolkit gives the focus to something else: it is given back. */
void recto_kept_focus_keep (GtkWindow *window);
