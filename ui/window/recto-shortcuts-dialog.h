/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoShortcutsDialog: the table of keys, as a list to read. */
#define RECTO_TYPE_SHORTCUTS_DIALOG (recto_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RectoShortcutsDialog,
                      recto_shortcuts_dialog,
                      RECTO,
                      SHORTCUTS_DIALOG,
                      AdwDialog)

AdwDialog *recto_shortcuts_dialog_new (void);
