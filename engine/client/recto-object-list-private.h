/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-object-list.h"

/* For the kinds of list: what they hold, of `item_type`, as long as they are there. Whoever changes
 * it says so with g_list_model_items_changed (). (transfer none) */
GPtrArray *recto_object_list_hold (RectoObjectList *self, GType item_type);
