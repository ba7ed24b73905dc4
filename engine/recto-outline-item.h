/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-outline.h"

/* RectoOutlineItem: an entry of an outline, for lists. Two items of the same entry are the same
 * thing. Property "title" (string), to be read only, for filtering. */
#define RECTO_TYPE_OUTLINE_ITEM (recto_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (RectoOutlineItem, recto_outline_item, RECTO, OUTLINE_ITEM, GObject)

RectoOutlineItem *recto_outline_item_new (RectoOutline *outline, guint entry);
RectoOutline *recto_outline_item_get_outline (RectoOutlineItem *self); /* (transfer none) */
guint recto_outline_item_get_entry (RectoOutlineItem *self);
const char *recto_outline_item_get_title (RectoOutlineItem *self);
