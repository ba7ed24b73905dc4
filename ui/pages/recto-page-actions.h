/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The actions of a page view, and the keys that press them while it has the focus. */
void recto_page_actions_install (GtkWidgetClass *widget_class);
/* The keys H, J, K and L, which scroll. (transfer full) */
GtkEventController *recto_page_actions_make_letter_keys (void);
