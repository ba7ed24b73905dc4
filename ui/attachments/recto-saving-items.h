/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoSavingItems: for each attachment of a document, how saving it goes or went the last time.
 * What was saved for the user is remembered also when its saving is forgotten. Signal "changed" (),
 * when another item stands for any of them. */
#define RECTO_TYPE_SAVING_ITEMS (recto_saving_items_get_type ())
G_DECLARE_FINAL_TYPE (RectoSavingItems, recto_saving_items, RECTO, SAVING_ITEMS, GObject)

/* `savings`: of RectoSaving. */
RectoSavingItems *recto_saving_items_new (GListModel *savings);
/* (transfer none) (nullable) */
RectoSavingItem *recto_saving_items_find (RectoSavingItems *self, RectoAttachment *attachment);
