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
  gsize granted;               /* to its last plan */
  RectoMemoryRoomFunc changed; /* (nullable) */
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
  recto_memory_claim_clear (self);
  g_ptr_array_remove (recto_memory_budget_get_claims (self->budget), self);
  recto_memory_budget_unref (self->budget);
  g_free (self);
}

void
recto_memory_claim_set_room_func (RectoMemoryClaim *self,
                                  RectoMemoryRoomFunc changed,
                                  gpointer data)
{
  self->changed = changed;
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
  return self->in_view > 0 ? subtract (MAX (self->all, self->held), self->in_view) : 0;
}

/* Pixels that nobody sees, and that are held all the same, such as those of thumbnails or of a view
 * that has ended, are in the way of all. */
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

      if (claim->in_view > 0)
        others = subtract (others, claim->held);
      in_view += claim->in_view;
      n_views += claim->in_view > 0;
      near.taken += get_near (claim);
    }
  near.room = subtract (recto_memory_budget_get_most_held (budget), in_view + others);
  near.part = near.room / MAX (n_views, 1);
  return near;
}

/* How much a view may hold as things are: its part, and what the others leave of theirs. */
static gsize
get_share (const RectoMemoryClaim *self, const Near *near)
{
  return self->in_view + MAX (near->part, subtract (near->room, near->taken - get_near (self)));
}

gsize
recto_memory_claim_begin (RectoMemoryClaim *self, gsize in_view)
{
  Near near;

  self->in_view = in_view;
  near = measure_near (self->budget);
  self->granted = get_share (self, &near);
  return self->granted;
}

/* With what it was granted last it would plan the same; and with more only where somebody has left
 * it, or two views would tell each other for ever. */
static gboolean
is_to_plan_anew (const RectoMemoryClaim *self, const Near *near, gboolean left)
{
  const gsize share = get_share (self, near);

  if (self->in_view == 0 || self->changed == NULL)
    return FALSE;
  return left ? share > self->granted
              : share < self->granted && MAX (self->all, self->held) > share;
}

static void
tell (RectoMemoryBudget *budget, const RectoMemoryClaim *but, gboolean left)
{
  const GPtrArray *claims = recto_memory_budget_get_claims (budget);
  const Near near = measure_near (budget);

  for (guint i = 0; i < claims->len; i++)
    {
      const RectoMemoryClaim *claim = claims->pdata[i];

      if (claim != but && is_to_plan_anew (claim, &near, left))
        claim->changed (claim->data);
    }
}

void
recto_memory_claim_end (RectoMemoryClaim *self, gsize all)
{
  self->all = all;
  tell (self->budget, self, FALSE);
}

void
recto_memory_claim_set_held (RectoMemoryClaim *self, gsize held)
{
  self->held = held;
}

void
recto_memory_claim_clear (RectoMemoryClaim *self)
{
  self->in_view = self->all = self->held = self->granted = 0;
  tell (self->budget, self, TRUE);
}

void
recto_memory_budget_tell_claims (RectoMemoryBudget *self)
{
  tell (self, NULL, FALSE);
  tell (self, NULL, TRUE);
}
