/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-engine.h"

/* RectoMemoryBudget: how many bytes pixels may take that could be made again, of all that is open
 * together. What is held is never evicted; of the rest, what was seen longest ago goes first,
 * whoever it belongs to. Of the main thread. */
typedef struct _RectoMemoryBudget RectoMemoryBudget;

/* RectoMemoryItem: some bytes of it. */
typedef struct _RectoMemoryItem RectoMemoryItem;

/* The item's owner lets go of what it stands for, and frees the item. */
typedef void (*RectoMemoryEvictFunc) (gpointer data);

/* What takes memory beside the items. */
typedef struct
{
  gsize (*measure) (gpointer data);  /* how many bytes in all, those of the items among them */
  void (*give_back) (gpointer data); /* what can be spared of it */
} RectoMemoryOthers;

/* `others` (nullable): where there are any. */
RectoMemoryBudget *recto_memory_budget_new (gsize limit,
                                            const RectoMemoryOthers *others,
                                            gpointer data);
/* The one of this program, which lives as long as its engine. (transfer none) */
RectoMemoryBudget *recto_memory_budget_of (RectoEngine *engine);
RectoMemoryBudget *recto_memory_budget_ref (RectoMemoryBudget *self);
/* An item holds a reference. */
void recto_memory_budget_unref (RectoMemoryBudget *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoMemoryBudget, recto_memory_budget_unref)

/* What is usual for a machine with so much memory: a tenth of it, but no more than 512 MB. */
gsize recto_memory_budget_get_usual_limit (gsize memory);
/* 0: what is usual for this machine. */
void recto_memory_budget_set_limit (RectoMemoryBudget *self, gsize bytes);
/* As the user's settings have it, now and later. */
void recto_memory_budget_follow (RectoMemoryBudget *self, GSettings *settings);
gsize recto_memory_budget_get_limit (RectoMemoryBudget *self);
/* Of all items. */
gsize recto_memory_budget_get_size (RectoMemoryBudget *self);
/* Evicts down to the limit, or to what is held. */
void recto_memory_budget_trim (RectoMemoryBudget *self);

/* A new item is held. */
RectoMemoryItem *recto_memory_item_new (RectoMemoryBudget *budget,
                                        gsize size,
                                        RectoMemoryEvictFunc evict,
                                        gpointer data);
void recto_memory_item_free (RectoMemoryItem *self);
void recto_memory_item_hold (RectoMemoryItem *self);
gboolean recto_memory_item_is_held (const RectoMemoryItem *self);
/* Not held any more: what was held until now has been seen just now. */
void recto_memory_item_release (RectoMemoryItem *self);
