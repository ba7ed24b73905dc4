/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-textures.h"

#include "recto-stand-ins.h"

#define LIGHT_US (20 * 1000)

typedef struct
{
  RectoTileKey key;
  RectoTileTextures *owner;
  GdkTexture *texture;
  RectoMemoryItem *memory;
  gsize size;
  guint64 made;   /* counts up */
  guint64 used;   /* the view that used it last */
  guint64 seen;   /* the view in which it, or a part of it, was in view last */
  gboolean light; /* made again before the eye misses it */
  gboolean outdated;
} Entry;

struct _RectoTileTextures
{
  RectoMemoryBudget *budget;
  RectoMemoryClaim *claim;
  GHashTable *all;     /* set of Entry, which it owns */
  GHashTable *current; /* Entry, which is its own key: all that is not outdated */
  GHashTable *pages;   /* location → GPtrArray of Entry, the latest last */
  guint64 n_made;
  guint64 view;
  gsize size;
  gsize held; /* of `size`: what the present view uses */
};

static void
entry_free (Entry *self)
{
  recto_memory_item_free (self->memory);
  g_object_unref (self->texture);
  g_free (self);
}

RectoTileTextures *
recto_tile_textures_new (RectoMemoryBudget *budget)
{
  RectoTileTextures *self = g_new0 (RectoTileTextures, 1);

  self->budget = recto_memory_budget_ref (budget);
  self->claim = recto_memory_claim_new (budget);
  self->all = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) entry_free, NULL);
  self->current = g_hash_table_new (recto_tile_key_hash, recto_tile_key_equal);
  self->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->view = 1;
  return self;
}

void
recto_tile_textures_free (RectoTileTextures *self)
{
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->current);
  g_hash_table_unref (self->all);
  recto_memory_claim_free (self->claim);
  recto_memory_budget_unref (self->budget);
  g_free (self);
}

static GPtrArray *
get_page (RectoTileTextures *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->pages, &key);
}

static void
set_held (RectoTileTextures *self, gsize size)
{
  self->held = size;
  recto_memory_claim_set_held (self->claim, self->held);
}

static void
remove_entry (RectoTileTextures *self, Entry *entry)
{
  const gint64 page_key = recto_location_key (entry->key.page.location);
  GPtrArray *page = get_page (self, entry->key.page.location);

  g_ptr_array_remove (page, entry);
  if (page->len == 0)
    g_hash_table_remove (self->pages, &page_key);
  if (!entry->outdated)
    g_hash_table_remove (self->current, entry);
  self->size -= entry->size;
  if (recto_memory_item_is_held (entry->memory))
    set_held (self, self->held - entry->size);
  g_hash_table_remove (self->all, entry);
}

static void
evict_cb (gpointer data)
{
  Entry *entry = data;

  remove_entry (entry->owner, entry);
}

/* All pixels are opaque, but said to be so they would be converted anew for each frame that is
 * drawn without a graphics card. */
GdkTexture *
recto_tile_textures_make (RectoTile *tile)
{
  g_autoptr (GdkMemoryTextureBuilder) builder = gdk_memory_texture_builder_new ();
  RectoPixelRect rect = recto_tile_get_rect (tile);

  gdk_memory_texture_builder_set_bytes (builder, recto_tile_get_pixels (tile));
  gdk_memory_texture_builder_set_stride (builder, recto_tile_get_stride (tile));
  gdk_memory_texture_builder_set_width (builder, rect.width);
  gdk_memory_texture_builder_set_height (builder, rect.height);
  gdk_memory_texture_builder_set_format (builder, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED);
  return gdk_memory_texture_builder_build (builder);
}

static void
add_to_page (RectoTileTextures *self, Entry *entry)
{
  GPtrArray *page = get_page (self, entry->key.page.location);

  if (page == NULL)
    {
      const gint64 page_key = recto_location_key (entry->key.page.location);

      page = g_ptr_array_new ();
      g_hash_table_insert (self->pages, g_memdup2 (&page_key, sizeof page_key), page);
    }
  g_ptr_array_add (page, entry);
}

void
recto_tile_textures_add (RectoTileTextures *self, const RectoTileKey *key, RectoTile *tile)
{
  Entry *former = g_hash_table_lookup (self->current, key);
  Entry *entry = g_new0 (Entry, 1);

  if (former != NULL)
    remove_entry (self, former);
  entry->key = *key;
  entry->owner = self;
  entry->texture = recto_tile_textures_make (tile);
  entry->size = g_bytes_get_size (recto_tile_get_pixels (tile));
  entry->memory = recto_memory_item_new (self->budget, entry->size, evict_cb, entry);
  entry->light = recto_tile_get_work (tile) < LIGHT_US;
  entry->made = ++self->n_made;
  entry->used = self->view;
  add_to_page (self, entry);
  g_hash_table_add (self->current, entry);
  g_hash_table_add (self->all, entry);
  self->size += entry->size;
  set_held (self, self->held + entry->size);
}

GdkTexture *
recto_tile_textures_get (RectoTileTextures *self, const RectoTileKey *key)
{
  Entry *entry = g_hash_table_lookup (self->current, key);

  return entry != NULL ? entry->texture : NULL;
}

/* ---- Standing in ----------------------------------------------------------------------------- */

/* Turned pages cannot stand in for each other. */
static gboolean
stands_in (const Entry *entry, const RectoTilePage *page)
{
  return entry->key.page.rotation == page->rotation &&
         (entry->outdated || !recto_tile_page_equal (&entry->key.page, page));
}

/* Of the stand-ins for what is missing, the best first (of RectoStandIn). (transfer full) */
static GArray *
choose_stand_ins (RectoTileTextures *self, const RectoTilePage *page, const RectoPixelRect *missing)
{
  GPtrArray *entries = get_page (self, page->location);
  GArray *stand_ins = g_array_new (FALSE, FALSE, sizeof (RectoStandIn));

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);
      RectoStandIn stand_in = { .outdated = entry->outdated, .made = entry->made };

      if (!stands_in (entry, page))
        continue;
      stand_in.key = &entry->key;
      stand_in.data = entry;
      g_array_append_val (stand_ins, stand_in);
    }
  recto_stand_ins_choose (stand_ins, page, missing);
  return stand_ins;
}

void
recto_tile_textures_foreach_stand_in (RectoTileTextures *self,
                                      const RectoTilePage *page,
                                      const RectoPixelRect *missing,
                                      RectoStandInFunc func,
                                      gpointer data)
{
  g_autoptr (GArray) stand_ins = choose_stand_ins (self, page, missing);

  for (guint i = stand_ins->len; i-- > 0;)
    {
      const RectoStandIn *stand_in = &g_array_index (stand_ins, RectoStandIn, i);
      Entry *entry = stand_in->data;

      func (entry->texture, &stand_in->where, data);
    }
}

gboolean
recto_tile_textures_has_any (RectoTileTextures *self, const RectoTilePage *page)
{
  GPtrArray *entries = get_page (self, page->location);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (((Entry *) g_ptr_array_index (entries, i))->key.page.rotation == page->rotation)
      return TRUE;
  return FALSE;
}

/* ---- Removing -------------------------------------------------------------------------------- */

static void
remove_entries (RectoTileTextures *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    remove_entry (self, g_ptr_array_index (entries, i));
}

void
recto_tile_textures_remove_other_looks (RectoTileTextures *self,
                                        const RectoTilePage *look,
                                        GArray *kept)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const RectoTilePage *page = &((Entry *) value)->key.page;
      gboolean is_kept = recto_tile_page_looks_alike (page, look);

      for (guint i = 0; i < kept->len && !is_kept; i++)
        is_kept =
            recto_location_equal (page->location, g_array_index (kept, RectoTilePage, i).location);
      if (!is_kept)
        g_ptr_array_add (others, value);
    }
  remove_entries (self, others);
}

void
recto_tile_textures_remove_page (RectoTileTextures *self, RectoLocation location)
{
  GPtrArray *page;

  while ((page = get_page (self, location)) != NULL)
    remove_entry (self, g_ptr_array_index (page, page->len - 1));
}

void
recto_tile_textures_outdate (RectoTileTextures *self)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Entry *entry = value;

      if (entry->seen != self->view)
        g_ptr_array_add (others, entry);
      else if (!entry->outdated)
        {
          g_hash_table_remove (self->current, entry);
          entry->outdated = TRUE;
        }
    }
  remove_entries (self, others);
}

/* A page that is all there needs no old picture of it any more: it would show again at the next
 * change of size. */
static void
remove_outdated (RectoTileTextures *self, const RectoTilePage *page)
{
  g_autoptr (GPtrArray) outdated = g_ptr_array_new ();
  GPtrArray *entries = get_page (self, page->location);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (((Entry *) g_ptr_array_index (entries, i))->outdated)
      g_ptr_array_add (outdated, g_ptr_array_index (entries, i));
  remove_entries (self, outdated);
}

/* ---- What is seen ---------------------------------------------------------------------------- */

void
recto_tile_textures_begin_view (RectoTileTextures *self)
{
  self->view++;
}

void
recto_tile_textures_use (RectoTileTextures *self, const RectoTileKey *key)
{
  Entry *entry = g_hash_table_lookup (self->current, key);

  if (entry != NULL)
    entry->used = self->view;
}

gboolean
recto_tile_textures_use_any (RectoTileTextures *self, const RectoTilePage *page)
{
  GPtrArray *entries = get_page (self, page->location);
  gboolean any = FALSE;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (entry->key.page.rotation != page->rotation)
        continue;
      entry->used = self->view;
      any = TRUE;
    }
  return any;
}

static void
see (RectoTileTextures *self, Entry *entry)
{
  entry->used = entry->seen = self->view;
}

static void
see_stand_ins (RectoTileTextures *self, const RectoTilePage *page, const RectoPixelRect *missing)
{
  g_autoptr (GArray) stand_ins = choose_stand_ins (self, page, missing);

  for (guint i = 0; i < stand_ins->len; i++)
    see (self, g_array_index (stand_ins, RectoStandIn, i).data);
}

void
recto_tile_textures_use_part (RectoTileTextures *self,
                              const RectoTilePage *page,
                              const RectoPixelRect *part)
{
  gboolean whole = TRUE;
  RectoTileKey first;
  RectoTileKey last;
  RectoTileKey key;

  if (!recto_tile_page_find_cells (page, part, &first, &last))
    return;
  key = first;
  for (key.row = first.row; key.row <= last.row; key.row++)
    for (key.column = first.column; key.column <= last.column; key.column++)
      {
        RectoPixelRect missing = recto_tile_key_get_rect (&key);
        Entry *entry = g_hash_table_lookup (self->current, &key);

        if (entry != NULL)
          {
            see (self, entry);
            continue;
          }
        whole = FALSE;
        if (recto_pixel_rect_intersect (&missing, part))
          see_stand_ins (self, page, &missing);
      }
  if (whole)
    remove_outdated (self, page);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(Entry *const *) a;
  const Entry *other = *(Entry *const *) b;

  if (one->used != other->used)
    return one->used < other->used ? -1 : 1;
  return one->made < other->made ? -1 : 1;
}

/* What the view does not use, longest unseen first; the budget is told what it does use.
 * (transfer container) */
static GPtrArray *
find_unused (RectoTileTextures *self)
{
  GPtrArray *unused = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  self->held = 0;
  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Entry *entry = value;

      if (entry->used != self->view)
        {
          g_ptr_array_add (unused, entry);
          continue;
        }
      self->held += entry->size;
      recto_memory_item_hold (entry->memory);
    }
  recto_memory_claim_set_held (self->claim, self->held);
  g_ptr_array_sort (unused, compare_entries);
  for (guint i = 0; i < unused->len; i++)
    recto_memory_item_release (((Entry *) g_ptr_array_index (unused, i))->memory);
  return unused;
}

static gsize
measure_light (GPtrArray *entries)
{
  gsize size = 0;

  for (guint i = 0; i < entries->len; i++)
    size += ((Entry *) entries->pdata[i])->light ? ((Entry *) entries->pdata[i])->size : 0;
  return size;
}

void
recto_tile_textures_trim (RectoTileTextures *self, gsize spare, gsize spare_light)
{
  g_autoptr (GPtrArray) unused = find_unused (self);
  gsize size = self->size - self->held;
  gsize light = measure_light (unused);

  for (guint i = 0; i < unused->len && (size > spare || light > spare_light); i++)
    {
      Entry *entry = g_ptr_array_index (unused, i);

      if (size <= spare && !entry->light)
        continue;
      size -= entry->size;
      light -= entry->light ? entry->size : 0;
      remove_entry (self, entry);
    }
  recto_memory_budget_trim (self->budget);
}

void
recto_tile_textures_end_view (RectoTileTextures *self)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Entry *entry = value;

      if (entry->seen != self->view)
        g_ptr_array_add (others, entry);
      recto_memory_item_release (entry->memory);
    }
  remove_entries (self, others);
  self->held = 0;
  recto_memory_claim_clear (self->claim);
}

gsize
recto_tile_textures_get_size (RectoTileTextures *self)
{
  return self->size;
}

RectoMemoryClaim *
recto_tile_textures_get_claim (RectoTileTextures *self)
{
  return self->claim;
}
