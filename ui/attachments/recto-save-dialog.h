/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Asking where something is to be saved. It begins where one has saved last, or else with the
 * downloads; the setting "save-folder" knows. */

GtkFileDialog *recto_save_dialog_new (GSettings *settings, const char *title); /* (transfer full) */
/* `folder` (nullable) was chosen. */
void recto_save_dialog_remember (GSettings *settings, GFile *folder);
