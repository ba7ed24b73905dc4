/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document.h"

/* RectoPropertiesDialog: what a document and its file say of themselves. What takes long comes in
 * while it is shown, and ends with it. */
#define RECTO_TYPE_PROPERTIES_DIALOG (recto_properties_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RectoPropertiesDialog,
                      recto_properties_dialog,
                      RECTO,
                      PROPERTIES_DIALOG,
                      AdwDialog)

/* `location`: of the page being read. */
AdwDialog *recto_properties_dialog_new (RectoDocument *document, RectoLocation location);
