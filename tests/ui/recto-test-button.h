/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Buttons as their users find them: by what stands on them. */

/* The first one on the screen, below `widget`, with this label (underline included); NULL where
 * there is none. (transfer none) */
GtkWidget *recto_test_find_button (GtkWidget *widget, const char *label);
/* Waits for a question in the window, and presses its button of this label. */
void recto_test_answer (AdwApplicationWindow *window, const char *label);
