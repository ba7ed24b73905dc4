/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-memory-budget.h"

#include <unistd.h>

#include "recto-memory-budget-private.h"
#include "recto-tile.h"

#define ENGINE_KEY "recto-memory-budget"
#define USUAL_SHARE 10 /* of the machine's memory, one part in so many */
#define MOST_USUAL ((gsize) 512 << 20)

struct _RectoMemoryBudget
{
  grefcount refs;
  gsize limit;
  gsize size; /* of all items */
  gsize held; /* of those that are held */
  GPtrArray *claims;
  GQueue free; /* of RectoMemoryItem: those that are not, seen longest ago first */
  const RectoMemoryOthers *others; /* (nullable) */
  gpointer data;                   /* for the others */
};

struct _RectoMemoryItem
{
  RectoMemoryBudget *budget;
  gsize size;
  gboolean held;
  GList link; /* in the queue, while it is not held */
  RectoMemoryEvictFunc evict;
  gpointer data;
};

gsize
recto_memory_budget_get_usual_limit (gsize memory)
{
  return MIN (memory / USUAL_SHARE, MOST_USUAL);
}

static gsize
get_memory (void)
{
  const long n_pages = sysconf (_SC_PHYS_PAGES);
  const long page_size = sysconf (_SC_PAGESIZE);

  return n_pages > 0 && page_size > 0 ? (gsize) n_pages * (gsize) page_size
                                      : MOST_USUAL * USUAL_SHARE;
}

RectoMemoryBudget *
recto_memory_budget_new (gsize limit, const RectoMemoryOthers *others, gpointer data)
{
  RectoMemoryBudget *self = g_new0 (RectoMemoryBudget, 1);

  g_ref_count_init (&self->refs);
  g_queue_init (&self->free);
  self->claims = g_ptr_array_new ();
  self->limit = limit;
  self->others = others;
  self->data = data;
  return self;
}

static gsize
measure_cb (gpointer data)
{
  return recto_tile_measure_all ();
}

static void
give_back_cb (gpointer data)
{
  recto_engine_give_back_memory (data);
}

static const RectoMemoryOthers engine_memory = { measure_cb, give_back_cb };

RectoMemoryBudget *
recto_memory_budget_of (RectoEngine *engine)
{
  RectoMemoryBudget *self;

  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);

  self = g_object_get_data (G_OBJECT (engine), ENGINE_KEY);
  if (self == NULL)
    {
      self = recto_memory_budget_new (recto_memory_budget_get_usual_limit (get_memory ()),
                                      &engine_memory, engine);
      g_object_set_data_full (G_OBJECT (engine), ENGINE_KEY, self,
                              (GDestroyNotify) recto_memory_budget_unref);
    }
  return self;
}

RectoMemoryBudget *
recto_memory_budget_ref (RectoMemoryBudget *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
recto_memory_budget_unref (RectoMemoryBudget *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->claims);
  g_free (self);
}

void
recto_memory_budget_set_limit (RectoMemoryBudget *self, gsize bytes)
{
  g_return_if_fail (self != NULL);

  self->limit = bytes != 0 ? bytes : recto_memory_budget_get_usual_limit (get_memory ());
  recto_memory_budget_trim (self);
  recto_memory_budget_tell_claims (self);
}

/* The value of each choice is its number of megabytes. */
static void
limit_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  recto_memory_budget_set_limit (user_data, (gsize) g_settings_get_enum (settings, key) << 20);
}

static void
unfollow (gpointer data, GClosure *closure)
{
  recto_memory_budget_unref (data);
}

void
recto_memory_budget_follow (RectoMemoryBudget *self, GSettings *settings)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_signal_connect_data (settings, "changed::memory-limit", G_CALLBACK (limit_changed_cb),
                         recto_memory_budget_ref (self), unfollow, G_CONNECT_DEFAULT);
  limit_changed_cb (settings, "memory-limit", self);
}

gsize
recto_memory_budget_get_limit (RectoMemoryBudget *self)
{
  return self->limit;
}

gsize
recto_memory_budget_get_size (RectoMemoryBudget *self)
{
  return self->size;
}

/* What takes memory, but is no item. */
static gsize
measure_others (RectoMemoryBudget *self)
{
  const gsize all = self->others != NULL ? self->others->measure (self->data) : 0;

  return all > self->size ? all - self->size : 0;
}

gsize
recto_memory_budget_get_most_held (RectoMemoryBudget *self)
{
  return self->limit / 4 * 3;
}

gsize
recto_memory_budget_get_held (RectoMemoryBudget *self)
{
  return self->held;
}

GPtrArray *
recto_memory_budget_get_claims (RectoMemoryBudget *self)
{
  return self->claims;
}

static void
give_back (RectoMemoryBudget *self)
{
  if (self->others != NULL)
    self->others->give_back (self->data);
}

/* What is ready to be used goes before what may be seen again. What is evicted becomes that. */
void
recto_memory_budget_trim (RectoMemoryBudget *self)
{
  gsize others = measure_others (self);

  if (self->size + others <= self->limit)
    return;
  give_back (self);
  others = measure_others (self);
  if (self->size + others <= self->limit || self->free.head == NULL)
    return;
  while (self->size + others > self->limit && self->free.head != NULL)
    {
      RectoMemoryItem *item = self->free.head->data;

      item->evict (item->data);
    }
  give_back (self);
}

RectoMemoryItem *
recto_memory_item_new (RectoMemoryBudget *budget,
                       gsize size,
                       RectoMemoryEvictFunc evict,
                       gpointer data)
{
  RectoMemoryItem *self = g_new0 (RectoMemoryItem, 1);

  self->budget = recto_memory_budget_ref (budget);
  self->size = size;
  self->held = TRUE;
  self->link.data = self;
  self->evict = evict;
  self->data = data;
  budget->size += size;
  budget->held += size;
  return self;
}

void
recto_memory_item_free (RectoMemoryItem *self)
{
  if (self->held)
    self->budget->held -= self->size;
  else
    g_queue_unlink (&self->budget->free, &self->link);
  self->budget->size -= self->size;
  recto_memory_budget_unref (self->budget);
  g_free (self);
}

void
recto_memory_item_hold (RectoMemoryItem *self)
{
  if (self->held)
    return;
  g_queue_unlink (&self->budget->free, &self->link);
  self->held = TRUE;
  self->budget->held += self->size;
}

gboolean
recto_memory_item_is_held (const RectoMemoryItem *self)
{
  return self->held;
}

void
recto_memory_item_release (RectoMemoryItem *self)
{
  if (!self->held)
    return;
  self->held = FALSE;
  self->budget->held -= self->size;
  g_queue_push_tail_link (&self->budget->free, &self->link);
}
