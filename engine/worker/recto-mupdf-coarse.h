/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <mupdf/fitz.h>

/* RectoMupdfCoarse: the large images of a display list as they are where they are drawn small. Of
 * those that hold what is coarse apart from what is fine, only that is decoded then. */
typedef struct _RectoMupdfCoarse RectoMupdfCoarse;

RectoMupdfCoarse *recto_mupdf_coarse_new (void);
/* Before its display list is dropped. */
void recto_mupdf_coarse_free (RectoMupdfCoarse *self, fz_context *ctx);
/* How many it takes, about, besides those of the images themselves. */
gsize recto_mupdf_coarse_get_bytes (RectoMupdfCoarse *self);

/* What to draw for an image of the list on what the unit square becomes by `matrix`: it looks the
 * same there, but for colors that the image has at a lower resolution than its brightness: those
 * come out at half of that. Belongs to self, or is the image itself. Throws when there is no
 * memory. */
fz_image *recto_mupdf_coarse_choose (RectoMupdfCoarse *self,
                                     fz_context *ctx,
                                     fz_image *image,
                                     fz_matrix matrix);

/* Lets a draw device, one at a time, draw what is chosen. */
void recto_mupdf_coarse_use (RectoMupdfCoarse *self, fz_device *device);
