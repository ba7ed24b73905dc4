/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-render-costs.h"

#define LEAST_MS 250
#define MOST_MS 1000
/* Renderings that count: of one page there may be many, of which the first does all the work. */
#define N_LAST 16

struct RectoRenderCosts
{
  gint64 last[N_LAST]; /* microseconds of work, in a ring */
  guint next;
  GHashTable *ended_early; /* microseconds of work by location */
};

RectoRenderCosts *
recto_render_costs_new (void)
{
  RectoRenderCosts *self = g_new0 (RectoRenderCosts, 1);

  self->ended_early = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
recto_render_costs_free (RectoRenderCosts *self)
{
  g_hash_table_unref (self->ended_early);
  g_free (self);
}

void
recto_render_costs_tell (RectoRenderCosts *self,
                         RectoLocation location,
                         gboolean complete,
                         gint64 work)
{
  const gint64 key = recto_location_key (location);

  if (complete)
    {
      g_hash_table_remove (self->ended_early, &key);
      self->last[self->next] = work;
      self->next = (self->next + 1) % N_LAST;
    }
  else
    g_hash_table_replace (self->ended_early, g_memdup2 (&key, sizeof key),
                          g_memdup2 (&work, sizeof work));
}

gint64
recto_render_costs_get_most (RectoRenderCosts *self)
{
  gint64 most = 0;

  for (guint i = 0; i < N_LAST; i++)
    most = MAX (most, self->last[i]);
  return most;
}

guint
recto_render_costs_get_limit (RectoRenderCosts *self)
{
  gint64 limit = LEAST_MS * 1000;

  for (guint i = 0; i < N_LAST; i++)
    if (2 * self->last[i] <= MOST_MS * 1000)
      limit = MAX (limit, 2 * self->last[i]);
  return (guint) (limit / 1000);
}

gboolean
recto_render_costs_is_costly (RectoRenderCosts *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);
  const gint64 *work = g_hash_table_lookup (self->ended_early, &key);

  return work != NULL && *work > (gint64) recto_render_costs_get_limit (self) * 1000 * 4 / 5;
}
