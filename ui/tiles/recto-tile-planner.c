/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-planner.h"

struct _RectoTilePlanner
{
  GHashTable *wanted; /* RectoWantedTile, which is its own key */
  GHashTable *asked;  /* RectoTileKey → RectoTileUrgency */
  GArray *asks;       /* of RectoWantedTile */
  GArray *drops;      /* of RectoTileKey */
  guint order;
};

RectoTilePlanner *
recto_tile_planner_new (void)
{
  RectoTilePlanner *self = g_new0 (RectoTilePlanner, 1);

  /* The key is the tile's first member. */
  self->wanted = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
  self->asks = g_array_new (FALSE, FALSE, sizeof (RectoWantedTile));
  self->drops = g_array_new (FALSE, FALSE, sizeof (RectoTileKey));
  return self;
}

void
recto_tile_planner_free (RectoTilePlanner *self)
{
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->asked);
  g_array_unref (self->asks);
  g_array_unref (self->drops);
  g_free (self);
}

void
recto_tile_planner_begin (RectoTilePlanner *self)
{
  g_hash_table_remove_all (self->wanted);
  g_array_set_size (self->asks, 0);
  g_array_set_size (self->drops, 0);
  self->order = 0;
}

static void
want_tile (RectoTilePlanner *self,
           const RectoTileKey *key,
           RectoTileUrgency urgency,
           double distance)
{
  RectoWantedTile *tile = g_hash_table_lookup (self->wanted, key);

  if (tile != NULL)
    {
      if (urgency > tile->urgency)
        {
          tile->urgency = urgency;
          tile->distance = distance;
        }
      return;
    }
  tile = g_new0 (RectoWantedTile, 1);
  tile->key = *key;
  tile->urgency = urgency;
  tile->distance = distance;
  tile->order = self->order++;
  g_hash_table_add (self->wanted, tile);
}

void
recto_tile_planner_want (RectoTilePlanner *self,
                         const RectoTilePage *page,
                         const RectoPixelRect *part,
                         RectoTileUrgency urgency,
                         double x,
                         double y)
{
  RectoTileKey first;
  RectoTileKey last;
  RectoTileKey key = { .page = *page };

  if (!recto_tile_page_find_cells (page, part, &first, &last))
    return;

  for (key.row = first.row; key.row <= last.row; key.row++)
    for (key.column = first.column; key.column <= last.column; key.column++)
      {
        RectoPixelRect rect = recto_tile_key_get_rect (&key);
        double across = rect.x + rect.width / 2.0 - x;
        double down = rect.y + rect.height / 2.0 - y;

        want_tile (self, &key, urgency, across * across + down * down);
      }
}

static int
compare_tiles (gconstpointer a, gconstpointer b)
{
  const RectoWantedTile *one = a;
  const RectoWantedTile *other = b;

  if (one->urgency != other->urgency)
    return one->urgency > other->urgency ? -1 : 1;
  if (one->urgency == RECTO_TILE_VISIBLE && one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  return one->order < other->order ? -1 : 1;
}

/* A request for what was in view is not kept when it is only near: one turned away from it. What
 * stood in and is now what is in view itself is asked for anew, without the limit of a moment. */
static gboolean
is_to_be_dropped (RectoTilePlanner *self, const RectoTileKey *key, RectoTileUrgency asked)
{
  const RectoWantedTile *tile = g_hash_table_lookup (self->wanted, key);

  if (tile == NULL)
    return TRUE;
  return (tile->urgency == RECTO_TILE_NEAR && asked == RECTO_TILE_VISIBLE) ||
         (tile->urgency == RECTO_TILE_VISIBLE && asked == RECTO_TILE_STAND_IN);
}

static void
drop_unwanted (RectoTilePlanner *self)
{
  GHashTableIter iter;
  gpointer key;
  gpointer urgency;

  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, &key, &urgency))
    if (is_to_be_dropped (self, key, GPOINTER_TO_UINT (urgency)))
      {
        g_array_append_vals (self->drops, key, 1);
        g_hash_table_iter_remove (&iter);
      }
}

static gboolean
is_to_be_asked (RectoTilePlanner *self,
                const RectoWantedTile *tile,
                RectoTilePlan plan,
                guint n_missing)
{
  gpointer asked;

  if (tile->urgency == RECTO_TILE_KEPT ||
      (plan == RECTO_TILE_PLAN_FLINGING && tile->urgency != RECTO_TILE_STAND_IN) ||
      (plan == RECTO_TILE_PLAN_READING && tile->urgency == RECTO_TILE_NEAR && n_missing > 0))
    return FALSE;
  return !g_hash_table_lookup_extended (self->asked, &tile->key, NULL, &asked) ||
         GPOINTER_TO_UINT (asked) < tile->urgency;
}

guint
recto_tile_planner_end (RectoTilePlanner *self,
                        RectoTilePlan plan,
                        RectoTileKnownFunc known,
                        gpointer data)
{
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (RectoWantedTile));
  guint n_missing = 0;
  GHashTableIter iter;
  gpointer tile;

  drop_unwanted (self);
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &tile, NULL))
    if (!known (tile, data))
      {
        g_array_append_vals (missing, tile, 1);
        n_missing += ((RectoWantedTile *) tile)->urgency == RECTO_TILE_VISIBLE;
      }

  g_array_sort (missing, compare_tiles);
  for (guint i = 0; i < missing->len; i++)
    {
      const RectoWantedTile *wanted = &g_array_index (missing, RectoWantedTile, i);

      if (!is_to_be_asked (self, wanted, plan, n_missing))
        continue;
      g_array_append_vals (self->asks, wanted, 1);
      g_hash_table_insert (self->asked, recto_tile_key_copy (&wanted->key),
                           GUINT_TO_POINTER (wanted->urgency));
    }
  return n_missing;
}

GArray *
recto_tile_planner_get_asks (RectoTilePlanner *self)
{
  return self->asks;
}

GArray *
recto_tile_planner_get_drops (RectoTilePlanner *self)
{
  return self->drops;
}

GHashTable *
recto_tile_planner_get_wanted (RectoTilePlanner *self)
{
  return self->wanted;
}

gsize
recto_tile_planner_measure (RectoTilePlanner *self)
{
  gsize size = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const RectoWantedTile *tile = value;
      const RectoPixelRect rect = recto_tile_key_get_rect (&tile->key);

      if (tile->urgency != RECTO_TILE_KEPT)
        size += (gsize) rect.width * (gsize) rect.height * 4;
    }
  return size;
}

void
recto_tile_planner_answered (RectoTilePlanner *self, const RectoTileKey *key)
{
  g_hash_table_remove (self->asked, key);
}

void
recto_tile_planner_forget (RectoTilePlanner *self)
{
  g_hash_table_remove_all (self->asked);
}

static gboolean
is_on_page (gpointer key, gpointer urgency, gpointer location)
{
  return recto_location_equal (((RectoTileKey *) key)->page.location, *(RectoLocation *) location);
}

void
recto_tile_planner_forget_page (RectoTilePlanner *self, RectoLocation location)
{
  g_hash_table_foreach_remove (self->asked, is_on_page, &location);
}

gboolean
recto_tile_planner_is_asked (RectoTilePlanner *self, const RectoTileKey *key)
{
  return g_hash_table_contains (self->asked, key);
}

RectoTileUrgency
recto_tile_planner_get_urgency (RectoTilePlanner *self, const RectoTileKey *key)
{
  gpointer asked = GUINT_TO_POINTER (RECTO_TILE_KEPT);

  g_hash_table_lookup_extended (self->asked, key, NULL, &asked);
  return (RectoTileUrgency) GPOINTER_TO_UINT (asked);
}
