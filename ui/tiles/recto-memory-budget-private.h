/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-memory-claim.h"

/* What a budget and its claims know of each other. */

/* What may be held: a quarter is left for what was seen before, and for what is not kept yet. */
gsize recto_memory_budget_get_most_held (RectoMemoryBudget *self);
/* Of all items. */
gsize recto_memory_budget_get_held (RectoMemoryBudget *self);
/* Of RectoMemoryClaim, none of which it owns. */
GPtrArray *recto_memory_budget_get_claims (RectoMemoryBudget *self);
/* The limit is another one: whoever may have less or more than it was granted is to plan anew. */
void recto_memory_budget_tell_claims (RectoMemoryBudget *self);
