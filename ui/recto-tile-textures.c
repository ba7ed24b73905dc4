/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-textures.h"

typedef struct
{
  RectoTileKey key;
  GdkTexture *texture;
  gsize size;
  guint64 made; /* counts up */
  guint64 seen; /* the view that used it last */
} Entry;

struct _RectoTileTextures
{
  GHashTable *entries; /* Entry, which is its own key */
  GHashTable *pages;   /* location → GPtrArray of Entry (owned by entries), the latest last */
  guint64 n_made;
  guint64 view;
  gsize size;
};

static void
entry_free (Entry *self)
{
  g_object_unref (self->texture);
  g_free (self);
}

RectoTileTextures *
recto_tile_textures_new (void)
{
  RectoTileTextures *self = g_new0 (RectoTileTextures, 1);

  self->entries = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal,
                                         (GDestroyNotify) entry_free, NULL);
  self->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->view = 1;
  return self;
}

void
recto_tile_textures_free (RectoTileTextures *self)
{
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->entries);
  g_free (self);
}

static GPtrArray *
get_page (RectoTileTextures *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->pages, &key);
}

static void
remove_entry (RectoTileTextures *self, Entry *entry)
{
  const gint64 page_key = recto_location_key (entry->key.page.location);
  GPtrArray *page = get_page (self, entry->key.page.location);

  g_ptr_array_remove (page, entry);
  if (page->len == 0)
    g_hash_table_remove (self->pages, &page_key);
  self->size -= entry->size;
  g_hash_table_remove (self->entries, entry);
}

/* All pixels are opaque, but said to be so they would be converted anew for each frame that is
 * drawn without a graphics card. */
static GdkTexture *
make_texture (RectoTile *tile)
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

void
recto_tile_textures_add (RectoTileTextures *self, const RectoTileKey *key, RectoTile *tile)
{
  Entry *former = g_hash_table_lookup (self->entries, key);
  Entry *entry = g_new0 (Entry, 1);
  GPtrArray *page;

  if (former != NULL)
    remove_entry (self, former);
  entry->key = *key;
  entry->texture = make_texture (tile);
  entry->size = g_bytes_get_size (recto_tile_get_pixels (tile));
  entry->made = ++self->n_made;
  entry->seen = self->view;

  page = get_page (self, key->page.location);
  if (page == NULL)
    {
      const gint64 page_key = recto_location_key (key->page.location);

      page = g_ptr_array_new ();
      g_hash_table_insert (self->pages, g_memdup2 (&page_key, sizeof page_key), page);
    }
  g_ptr_array_add (page, entry);
  g_hash_table_add (self->entries, entry);
  self->size += entry->size;
}

GdkTexture *
recto_tile_textures_get (RectoTileTextures *self, const RectoTileKey *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL ? entry->texture : NULL;
}

/* Turned pages cannot stand in for each other. */
static gboolean
stands_in (const Entry *entry, const RectoTilePage *page)
{
  return entry->key.page.rotation == page->rotation &&
         !recto_tile_page_equal (&entry->key.page, page);
}

void
recto_tile_textures_foreach_other (RectoTileTextures *self,
                                   const RectoTilePage *page,
                                   RectoTileTextureFunc func,
                                   gpointer data)
{
  GPtrArray *entries = get_page (self, page->location);

  for (int same_colors = 0; entries != NULL && same_colors <= 1; same_colors++)
    for (guint i = 0; i < entries->len; i++)
      {
        Entry *entry = g_ptr_array_index (entries, i);

        if (stands_in (entry, page) && (entry->key.page.colors == page->colors) == same_colors)
          func (&entry->key, entry->texture, data);
      }
}

void
recto_tile_textures_remove_other_colors (RectoTileTextures *self,
                                         RectoPageColors colors,
                                         GArray *kept)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const RectoTilePage *page = &((Entry *) value)->key.page;
      gboolean is_kept = page->colors == colors;

      for (guint i = 0; i < kept->len && !is_kept; i++)
        is_kept =
            recto_location_equal (page->location, g_array_index (kept, RectoTilePage, i).location);
      if (!is_kept)
        g_ptr_array_add (others, value);
    }
  for (guint i = 0; i < others->len; i++)
    remove_entry (self, g_ptr_array_index (others, i));
}

void
recto_tile_textures_remove_page (RectoTileTextures *self, RectoLocation location)
{
  GPtrArray *page;

  while ((page = get_page (self, location)) != NULL)
    remove_entry (self, g_ptr_array_index (page, page->len - 1));
}

void
recto_tile_textures_remove_all (RectoTileTextures *self)
{
  g_hash_table_remove_all (self->pages);
  g_hash_table_remove_all (self->entries);
  self->size = 0;
}

void
recto_tile_textures_begin_view (RectoTileTextures *self)
{
  /* Two steps, as what stands in counts as seen between this view and the one before. */
  self->view += 2;
}

void
recto_tile_textures_use (RectoTileTextures *self, const RectoTileKey *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL)
    entry->seen = self->view;
}

void
recto_tile_textures_use_others (RectoTileTextures *self, const RectoTilePage *page)
{
  GPtrArray *entries = get_page (self, page->location);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (stands_in (entry, page))
        entry->seen = self->view - 1;
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(Entry *const *) a;
  const Entry *other = *(Entry *const *) b;

  if (one->seen != other->seen)
    return one->seen < other->seen ? -1 : 1;
  return one->made < other->made ? -1 : 1;
}

void
recto_tile_textures_trim (RectoTileTextures *self, gsize spare)
{
  g_autoptr (GPtrArray) unused = g_ptr_array_new ();
  gsize size = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Entry *entry = value;

      if (entry->seen == self->view)
        continue;
      g_ptr_array_add (unused, entry);
      size += entry->size;
    }
  if (size <= spare)
    return;

  g_ptr_array_sort (unused, compare_entries);
  for (guint i = 0; i < unused->len && size > spare; i++)
    {
      Entry *entry = g_ptr_array_index (unused, i);

      size -= entry->size;
      remove_entry (self, entry);
    }
}

gsize
recto_tile_textures_get_size (RectoTileTextures *self)
{
  return self->size;
}
