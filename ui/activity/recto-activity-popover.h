/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-engine.h"

/* RectoActivityPopover: the list of what runs, of all documents, to look at in passing. */
#define RECTO_TYPE_ACTIVITY_POPOVER (recto_activity_popover_get_type ())
G_DECLARE_FINAL_TYPE (RectoActivityPopover,
                      recto_activity_popover,
                      RECTO,
                      ACTIVITY_POPOVER,
                      GtkPopover)

GtkWidget *recto_activity_popover_new (RectoEngine *engine);
