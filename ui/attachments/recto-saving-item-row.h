/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-saving.h"

/* RectoSavingItemRow: one file of a saving, and what has become of it. */
#define RECTO_TYPE_SAVING_ITEM_ROW (recto_saving_item_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoSavingItemRow, recto_saving_item_row, RECTO, SAVING_ITEM_ROW, GtkBox)

/* For lists of RectoSavingItem. (transfer full) */
GtkListItemFactory *recto_saving_item_row_new_factory (void);
