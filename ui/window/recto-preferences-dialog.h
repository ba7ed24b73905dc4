/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoPreferencesDialog: what the user may choose once and for all. */
#define RECTO_TYPE_PREFERENCES_DIALOG (recto_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RectoPreferencesDialog,
                      recto_preferences_dialog,
                      RECTO,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *recto_preferences_dialog_new (GSettings *settings);
