/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-saving.h"

/* `changed` hears of each new state, before anybody else does. */
typedef void (*RectoSavingItemChanged) (RectoSavingItem *item, RectoSavingState was, gpointer data);

RectoSavingItem *recto_saving_item_new (RectoAttachment *attachment);
void recto_saving_item_set_changed (RectoSavingItem *self,
                                    RectoSavingItemChanged changed,
                                    gpointer data);
/* WAITING again. */
void recto_saving_item_reset (RectoSavingItem *self);
void recto_saving_item_begin (RectoSavingItem *self, RectoTask *task);
/* `file`: where it is SAVED; `error` and `reason`: why it is not. */
void recto_saving_item_end (RectoSavingItem *self,
                            RectoSavingState state,
                            GFile *file,
                            const GError *error,
                            RectoCancelReason reason);
