/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What everything needs that asks the user something over a widget. */

/* The window that the widget is in. (transfer none) (nullable). `widget` (nullable). */
GtkWindow *recto_dialog_get_parent (GtkWidget *widget);
/* The user, or the program, took the question back: there is nothing to tell. */
gboolean recto_dialog_was_dismissed (const GError *error);
