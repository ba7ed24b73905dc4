/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-thumbnails.h"

#include "recto-cancellable.h"
#include "recto-memory-budget.h"

struct _RectoThumbnails
{
  RectoDocument *document;
  RectoMemoryBudget *budget;
  RectoThumbnailLook look;
  GHashTable *pictures; /* Picture, which is its own key */
  RectoThumbnailsFunc changed;
  gpointer data;
};

typedef struct _Request Request;

/* A page's picture. It is there while it is wanted, waited for, or kept. */
typedef struct
{
  gint64 key; /* of the location */
  RectoLocation location;
  RectoThumbnails *owner;
  GdkTexture *texture;     /* (nullable) */
  RectoMemoryItem *memory; /* (nullable): with the texture */
  int width;               /* that the texture was asked for in */
  int height;
  Request *request; /* (nullable) */
  gboolean failed;
  gboolean wanted;
} Picture;

/* One question to the document, which frees it with its answer. */
struct _Request
{
  Picture *picture; /* (nullable): NULL once nobody waits any more */
  GCancellable *cancellable;
};

double
recto_thumbnail_look_get_scale (const RectoThumbnailLook *self, const RectoPage *page)
{
  const gboolean turned = self->rotation % 180 != 0;
  const double width = turned ? page->height : page->width;
  const double height = turned ? page->width : page->height;

  return MIN (self->width / width, self->height / height);
}

/* ---- Pictures ---------------------------------------------------------------------------------
 */

static void
drop_request (Picture *picture)
{
  Request *request = g_steal_pointer (&picture->request);
  g_autoptr (GCancellable) cancellable = NULL;

  if (request == NULL)
    return;
  request->picture = NULL;
  /* Its callback may free the request at once. */
  cancellable = g_object_ref (request->cancellable);
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_SUPERSEDED);
}

static void
drop_texture (Picture *picture)
{
  g_clear_object (&picture->texture);
  g_clear_pointer (&picture->memory, recto_memory_item_free);
}

static void
picture_free (Picture *picture)
{
  drop_request (picture);
  drop_texture (picture);
  g_free (picture);
}

static Picture *
find (RectoThumbnails *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->pictures, &key);
}

static Picture *
ensure (RectoThumbnails *self, RectoLocation location)
{
  Picture *picture = find (self, location);

  if (picture != NULL)
    return picture;
  picture = g_new0 (Picture, 1);
  picture->key = recto_location_key (location);
  picture->location = location;
  picture->owner = self;
  g_hash_table_add (self->pictures, picture);
  return picture;
}

static void
evict_cb (gpointer data)
{
  Picture *picture = data;

  g_hash_table_remove (picture->owner->pictures, picture);
}

static void
take_tile (Picture *picture, RectoTile *tile)
{
  g_autoptr (GdkMemoryTextureBuilder) builder = gdk_memory_texture_builder_new ();
  const RectoPixelRect rect = recto_tile_get_rect (tile);
  RectoMemoryBudget *budget = picture->owner->budget;

  drop_texture (picture);
  gdk_memory_texture_builder_set_bytes (builder, recto_tile_get_pixels (tile));
  gdk_memory_texture_builder_set_stride (builder, recto_tile_get_stride (tile));
  gdk_memory_texture_builder_set_width (builder, rect.width);
  gdk_memory_texture_builder_set_height (builder, rect.height);
  gdk_memory_texture_builder_set_format (builder, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED);
  picture->texture = gdk_memory_texture_builder_build (builder);
  picture->memory = recto_memory_item_new (budget, g_bytes_get_size (recto_tile_get_pixels (tile)),
                                           evict_cb, picture);
  recto_memory_budget_trim (budget);
}

/* ---- Asking -----------------------------------------------------------------------------------
 */

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  Picture *picture = request->picture;
  g_autoptr (RectoTile) tile = recto_document_render_finish (RECTO_DOCUMENT (source), result, NULL);

  g_object_unref (request->cancellable);
  g_free (request);
  if (picture == NULL)
    return;
  picture->request = NULL;
  picture->failed = tile == NULL;
  if (tile != NULL)
    take_tile (picture, tile);
  picture->owner->changed (picture->location, picture->owner->data);
}

/* FALSE: not yet. A chapter that has not been laid out is not to be for the sake of a picture. */
static gboolean
measure (RectoThumbnails *self, RectoLocation location, double *scale, int *width, int *height)
{
  const RectoPage *page = recto_document_get_page (self->document, location);
  gboolean estimated = FALSE;

  recto_document_get_chapter_pages (self->document, location.chapter, &estimated);
  if (page == NULL || estimated)
    return FALSE;
  *scale = recto_thumbnail_look_get_scale (&self->look, page);
  recto_page_get_pixel_size (page, *scale, self->look.rotation, width, height);
  return TRUE;
}

/* A page that took its time already would only take it again. */
static void
ask (RectoThumbnails *self, Picture *picture)
{
  RectoRenderRequest request = { .location = picture->location,
                                 .rotation = self->look.rotation,
                                 .colors = self->look.colors,
                                 .priority = RECTO_PRIORITY_THUMBNAIL,
                                 .flags = self->look.flags };

  if (picture->failed || self->look.width <= 0 ||
      !measure (self, picture->location, &request.scale, &request.rect.width,
                &request.rect.height) ||
      recto_document_is_costly (self->document, picture->location))
    return;
  if ((picture->texture != NULL || picture->request != NULL) &&
      picture->width == request.rect.width && picture->height == request.rect.height)
    return;
  drop_request (picture);
  picture->width = request.rect.width;
  picture->height = request.rect.height;
  request.time_limit_ms = recto_task_kind_default_timeout_ms (RECTO_TASK_THUMBNAIL);
  picture->request = g_new0 (Request, 1);
  picture->request->picture = picture;
  picture->request->cancellable = g_cancellable_new ();
  recto_document_render_async (self->document, &request, picture->request->cancellable, rendered_cb,
                               picture->request);
}

static void
unwant (Picture *picture)
{
  picture->wanted = FALSE;
  drop_request (picture);
  if (picture->memory != NULL)
    recto_memory_item_release (picture->memory);
}

void
recto_thumbnails_want (RectoThumbnails *self, const RectoLocation *locations, guint n)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (wanted, ensure (self, locations[i]));
  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Picture *picture = value;

      if (g_hash_table_contains (wanted, picture))
        continue;
      if (picture->wanted)
        unwant (picture);
      /* One that failed is not tried again each time it comes into view. */
      if (picture->texture == NULL && !picture->failed)
        g_hash_table_iter_remove (&iter);
    }
  for (guint i = 0; i < n; i++)
    {
      Picture *picture = find (self, locations[i]);

      picture->wanted = TRUE;
      if (picture->memory != NULL)
        recto_memory_item_hold (picture->memory);
      ask (self, picture);
    }
}

void
recto_thumbnails_renew (RectoThumbnails *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (self != NULL);

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Picture *picture = value;

      picture->failed = FALSE;
      picture->width = picture->height = 0;
      if (!picture->wanted)
        g_hash_table_iter_remove (&iter);
      else
        ask (self, picture);
    }
}

void
recto_thumbnails_set_look (RectoThumbnails *self, const RectoThumbnailLook *look)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (look != NULL);

  if (self->look.width == look->width && self->look.height == look->height &&
      self->look.rotation == look->rotation && self->look.colors == look->colors &&
      self->look.flags == look->flags && self->look.layers == look->layers)
    return;
  self->look = *look;
  recto_thumbnails_renew (self);
}

/* ---- What has come ----------------------------------------------------------------------------
 */

GdkTexture *
recto_thumbnails_get (RectoThumbnails *self, RectoLocation location)
{
  Picture *picture;

  g_return_val_if_fail (self != NULL, NULL);

  picture = find (self, location);
  return picture != NULL ? picture->texture : NULL;
}

gboolean
recto_thumbnails_has_failed (RectoThumbnails *self, RectoLocation location)
{
  Picture *picture;

  g_return_val_if_fail (self != NULL, FALSE);

  picture = find (self, location);
  if (picture != NULL && picture->texture != NULL)
    return FALSE;
  return (picture != NULL && picture->failed) ||
         recto_document_is_costly (self->document, location);
}

guint
recto_thumbnails_get_n_waiting (RectoThumbnails *self)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    n += ((Picture *) value)->request != NULL ? 1 : 0;
  return n;
}

RectoThumbnails *
recto_thumbnails_new (RectoDocument *document, RectoThumbnailsFunc changed, gpointer data)
{
  RectoThumbnails *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (changed != NULL, NULL);

  self = g_new0 (RectoThumbnails, 1);
  self->document = g_object_ref (document);
  self->budget =
      recto_memory_budget_ref (recto_memory_budget_of (recto_document_get_engine (document)));
  self->pictures =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, (GDestroyNotify) picture_free, NULL);
  self->changed = changed;
  self->data = data;
  return self;
}

void
recto_thumbnails_free (RectoThumbnails *self)
{
  g_hash_table_unref (self->pictures);
  g_clear_pointer (&self->budget, recto_memory_budget_unref);
  g_object_unref (self->document);
  g_free (self);
}
