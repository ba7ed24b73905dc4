/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-engine.h"

/* RectoActivityList: what runs now, of all documents, a group for each. Only while it is on the
 * screen does it follow that. A task that was stopped stays for a moment, to say so.
 *
 * Property "empty" (boolean, read-only): nothing is listed. */
#define RECTO_TYPE_ACTIVITY_LIST (recto_activity_list_get_type ())
G_DECLARE_FINAL_TYPE (RectoActivityList, recto_activity_list, RECTO, ACTIVITY_LIST, AdwBin)

/* Whose tasks are listed. */
void recto_activity_list_set_engine (RectoActivityList *self, RectoEngine *engine);
