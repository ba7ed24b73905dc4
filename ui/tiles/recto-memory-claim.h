/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-memory-budget.h"

/* RectoMemoryClaim: what one view has planned to hold of the memory that all share, whether it has
 * come or not. What is in view has precedence; the rest is for what may be seen soon. Each view may
 * have its part of that, and what the others leave of theirs. All sizes are in bytes. */
typedef struct _RectoMemoryClaim RectoMemoryClaim;

/* Others need room, or have left some: this view is to plan anew, but not before it has returned.
 */
typedef void (*RectoMemoryRoomFunc) (gpointer data);

RectoMemoryClaim *recto_memory_claim_new (RectoMemoryBudget *budget);
void recto_memory_claim_free (RectoMemoryClaim *self);
void recto_memory_claim_set_room_func (RectoMemoryClaim *self,
                                       RectoMemoryRoomFunc changed, /* (nullable) */
                                       gpointer data);
/* It plans: so much is in view. How much it may hold, that included. */
gsize recto_memory_claim_begin (RectoMemoryClaim *self, gsize in_view);
/* That is planned: so much in all, what is in view included. Others may be told to plan anew. */
void recto_memory_claim_end (RectoMemoryClaim *self, gsize all);
/* What it does hold: stand-ins, too. */
void recto_memory_claim_set_held (RectoMemoryClaim *self, gsize held);
/* Nobody sees it: it plans nothing, and holds nothing. */
void recto_memory_claim_clear (RectoMemoryClaim *self);
