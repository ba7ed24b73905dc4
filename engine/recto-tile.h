/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "recto-location.h"

/* A rectangle in device pixels of a page: the origin is the top left corner of the page as shown
 * (scaled and rotated). */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} RectoPixelRect;

/* RectoTile: the pixels of one rectangle of one page at one scale. Immutable. */
#define RECTO_TYPE_TILE (recto_tile_get_type ())
G_DECLARE_FINAL_TYPE (RectoTile, recto_tile, RECTO, TILE, GObject)

RectoLocation recto_tile_get_location (RectoTile *self);
RectoPixelRect recto_tile_get_rect (RectoTile *self);
double recto_tile_get_scale (RectoTile *self); /* device pixels per point */
int recto_tile_get_rotation (RectoTile *self);
/* Whether the page it was cut from is so many device pixels large, scaled and rotated. What was
 * asked for before the page's facts were there may turn out to be of another. */
gboolean recto_tile_is_of_page (RectoTile *self, int width, int height);
/* Opaque pixels, 4 bytes each in memory: blue, green, red, unused (255). (transfer none) */
GBytes *recto_tile_get_pixels (RectoTile *self);
gsize recto_tile_get_stride (RectoTile *self); /* bytes from one row to the next */
/* What it took to make, microseconds, as the worker says. */
guint recto_tile_get_work (RectoTile *self);
/* Something on the page could not be shown: damaged content, or not enough memory. */
gboolean recto_tile_is_incomplete (RectoTile *self);
/* Incomplete because the memory limit was reached: more memory may help. */
gboolean recto_tile_hit_memory_limit (RectoTile *self);
/* How many bytes the pixels of all tiles take in this program, with what workers have ready for the
 * next ones. */
gsize recto_tile_measure_all (void);
