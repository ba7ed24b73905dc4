/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Has `widget` show, while the pointer rests on it, the text of `label`, which is `widget` or lives
 * as long, and whose text may be cut. It is asked for when it is shown. Where many rows are filled,
 * or one often, gtk_widget_set_tooltip_text () asks the display each time where the pointer is, and
 * waits for the answer. */
void recto_text_tooltip_attach (GtkWidget *widget, GtkLabel *label);
