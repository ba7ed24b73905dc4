/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile.h"

#include "recto-shared-pixels.h"
#include "recto-tile-private.h"

struct _RectoTile
{
  GObject parent_instance;
  RectoLocation location;
  RectoPixelRect rect;
  double scale;
  int rotation;
  int page_width;
  int page_height;
  GBytes *pixels;
  guint work;
  gboolean incomplete;
  gboolean hit_memory_limit;
};

G_DEFINE_FINAL_TYPE (RectoTile, recto_tile, G_TYPE_OBJECT)

RectoTile *
recto_tile_new (const RectoQuestion *question, const RectoMessageRendered *rendered, GBytes *pixels)
{
  RectoTile *self = g_object_new (RECTO_TYPE_TILE, NULL);

  self->location = question->location;
  self->rect = question->rect;
  self->scale = question->scale;
  self->rotation = question->rotation;
  self->pixels = g_bytes_ref (pixels);
  self->page_width = rendered->page_width;
  self->page_height = rendered->page_height;
  self->work = rendered->work_us;
  self->incomplete = rendered->errors > 0 || rendered->low_memory != 0;
  self->hit_memory_limit = rendered->low_memory != 0;
  return self;
}

RectoLocation
recto_tile_get_location (RectoTile *self)
{
  return self->location;
}

RectoPixelRect
recto_tile_get_rect (RectoTile *self)
{
  return self->rect;
}

double
recto_tile_get_scale (RectoTile *self)
{
  return self->scale;
}

int
recto_tile_get_rotation (RectoTile *self)
{
  return self->rotation;
}

gboolean
recto_tile_is_of_page (RectoTile *self, int width, int height)
{
  return self->page_width == width && self->page_height == height;
}

GBytes *
recto_tile_get_pixels (RectoTile *self)
{
  return self->pixels;
}

gsize
recto_tile_get_stride (RectoTile *self)
{
  return RECTO_TILE_STRIDE (self->rect.width);
}

guint
recto_tile_get_work (RectoTile *self)
{
  return self->work;
}

gboolean
recto_tile_is_incomplete (RectoTile *self)
{
  return self->incomplete;
}

gboolean
recto_tile_hit_memory_limit (RectoTile *self)
{
  return self->hit_memory_limit;
}

gsize
recto_tile_measure_all (void)
{
  return recto_shared_pixels_measure_all ();
}

static void
recto_tile_finalize (GObject *object)
{
  RectoTile *self = RECTO_TILE (object);

  g_clear_pointer (&self->pixels, g_bytes_unref);

  G_OBJECT_CLASS (recto_tile_parent_class)->finalize (object);
}

static void
recto_tile_class_init (RectoTileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_tile_finalize;
}

static void
recto_tile_init (RectoTile *self)
{
}
