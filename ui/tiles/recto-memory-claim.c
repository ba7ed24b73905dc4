/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-memory-claim.h"

#include "recto-memory-budget-private.h"

struct _RectoMemoryClaim
{
  RectoMemoryBudget *budget;
  gsize in_view;
  gsize all;
  gsize held;
  gboolean grows;             /* what is in view, in the plan that has begun */
  RectoMemoryTightFunc tight; /* (nullable) */
  gpointer data;
};

/* What is likely to be seen soon, of all views together. */
typedef struct
{
  gsize room;
  gsize part; /* of each view */
  gsize taken;
} Near;

RectoMemoryClaim *
recto_memory_claim_new (RectoMemoryBudget *budget)
{
  RectoMemoryClaim *self = g_new0 (RectoMemoryClaim, 1);

  self->budget = recto_memory_budget_ref (budget);
  g_ptr_array_add (recto_memory_budget_get_claims (budget), self);
  return self;
}

void
recto_memory_claim_free (RectoMemoryClaim *self)
{
  g_ptr_array_remove (recto_memory_budget_get_claims (self->budget), self);
  recto_memory_budget_unref (self->budget);
  g_free (self);
}

void
recto_memory_claim_set_tight_func (RectoMemoryClaim *self,
                                   RectoMemoryTightFunc tight,
                                   gpointer data)
{
  self->tight = tight;
  self->data = data;
}

static gsize
subtract (gsize a, gsize b)
{
  return a > b ? a - b : 0;
}

static gsize
get_near (const RectoMemoryClaim *self)
{
  return subtract (MAX (self->all, self->held), self->in_view);
}

/* Pixels that no view holds, such as those of thumbnails, are in the way of all. */
static Near
measure_near (RectoMemoryBudget *budget)
{
  const GPtrArray *claims = recto_memory_budget_get_claims (budget);
  gsize others = recto_memory_budget_get_held (budget);
  gsize in_view = 0;
  guint n_views = 0;
  Near near = { 0 };

  for (guint i = 0; i < claims->len; i++)
    {
      const RectoMemoryClaim *claim = claims->pdata[i];

      others = subtract (others, claim->held);
      in_view += claim->in_view;
      n_views += claim->in_view > 0;
      near.taken += get_near (claim);
    }
  near.room = subtract (recto_memory_budget_get_most_held (budget), in_view + others);
  near.part = near.room / MAX (n_views, 1);
  return near;
}

gsize
recto_memory_claim_begin (RectoMemoryClaim *self, gsize in_view)
{
  Near near;

  self->grows = in_view > self->in_view;
  self->in_view = in_view;
  near = measure_near (self->budget);
  return in_view + MAX (near.part, subtract (near.room, near.taken - get_near (self)));
}

/* Only what grows takes room from others: who was told, and could not do with less, is not told
 * again and again. */
void
recto_memory_claim_end (RectoMemoryClaim *self, gsize all)
{
  const gboolean grows = self->grows || all > self->all;

  self->all = all;
  if (grows)
    recto_memory_budget_tell_claims (self->budget, self);
}

void
recto_memory_claim_set_held (RectoMemoryClaim *self, gsize held)
{
  self->held = held;
}

void
recto_memory_claim_clear (RectoMemoryClaim *self)
{
  self->in_view = self->all = self->held = 0;
}

void
recto_memory_budget_tell_claims (RectoMemoryBudget *self, const RectoMemoryClaim *but)
{
  const GPtrArray *claims = recto_memory_budget_get_claims (self);
  const Near near = measure_near (self);

  if (near.taken <= near.room)
    return;
  for (guint i = 0; i < claims->len; i++)
    {
      const RectoMemoryClaim *claim = claims->pdata[i];

      if (claim != but && claim->tight != NULL && get_near (claim) > near.part)
        claim->tight (claim->data);
    }
}
