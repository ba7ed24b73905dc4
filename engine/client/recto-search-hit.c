/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-hit.h"

#include "recto-search-hit-private.h"

struct _RectoSearchHit
{
  GObject parent_instance;
  RectoLocation location;
  guint start;
  guint n_chars;
  guint n_areas;
  RectoRect areas[RECTO_MAX_HIT_BOXES];
  guint before;
  guint n_bytes;
  char *context;
};

G_DEFINE_FINAL_TYPE (RectoSearchHit, recto_search_hit, G_TYPE_OBJECT)

RectoSearchHit *
recto_search_hit_new (guint chapter, const RectoHitRecord *record)
{
  RectoSearchHit *self = g_object_new (RECTO_TYPE_SEARCH_HIT, NULL);

  self->location = RECTO_LOCATION_INIT (chapter, record->page);
  self->start = record->start;
  self->n_chars = record->n_chars;
  self->n_areas = record->n_boxes;
  for (guint i = 0; i < record->n_boxes; i++)
    self->areas[i] = (RectoRect) { record->boxes[i].x, record->boxes[i].y, record->boxes[i].width,
                                   record->boxes[i].height };
  self->before = record->before;
  self->n_bytes = record->n_bytes;
  self->context = g_strdup (record->context);
  return self;
}

RectoLocation
recto_search_hit_get_location (RectoSearchHit *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_HIT (self), RECTO_LOCATION_INIT (0, 0));

  return self->location;
}

guint
recto_search_hit_get_start (RectoSearchHit *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_HIT (self), 0);

  return self->start;
}

guint
recto_search_hit_get_n_chars (RectoSearchHit *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_HIT (self), 0);

  return self->n_chars;
}

const RectoRect *
recto_search_hit_get_areas (RectoSearchHit *self, guint *n_areas)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_HIT (self), NULL);
  g_return_val_if_fail (n_areas != NULL, NULL);

  *n_areas = self->n_areas;
  return self->areas;
}

const char *
recto_search_hit_get_context (RectoSearchHit *self, guint *before, guint *n_bytes)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_HIT (self), NULL);
  g_return_val_if_fail (before != NULL && n_bytes != NULL, NULL);

  *before = self->before;
  *n_bytes = self->n_bytes;
  return self->context;
}

int
recto_search_hit_compare (RectoSearchHit *self, RectoLocation location, guint start)
{
  const int order = recto_location_compare (self->location, location);

  if (order != 0)
    return order;
  return self->start < start ? -1 : self->start > start;
}

static void
recto_search_hit_finalize (GObject *object)
{
  g_free (RECTO_SEARCH_HIT (object)->context);

  G_OBJECT_CLASS (recto_search_hit_parent_class)->finalize (object);
}

static void
recto_search_hit_class_init (RectoSearchHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_search_hit_finalize;
}

static void
recto_search_hit_init (RectoSearchHit *self)
{
}
