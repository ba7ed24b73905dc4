/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"

/* RectoActivityPopover: the list of a document's running tasks. Only while it is on the screen does
 * it follow them. A task that was stopped stays for a moment, to say so. */
#define RECTO_TYPE_ACTIVITY_POPOVER (recto_activity_popover_get_type ())
G_DECLARE_FINAL_TYPE (RectoActivityPopover,
                      recto_activity_popover,
                      RECTO,
                      ACTIVITY_POPOVER,
                      GtkPopover)

GtkWidget *recto_activity_popover_new (void);
/* `tasks` (nullable): a list of RectoTask; `document` (nullable): whose pages they name. */
void recto_activity_popover_set_tasks (RectoActivityPopover *self,
                                       GListModel *tasks,
                                       RectoDocument *document);
