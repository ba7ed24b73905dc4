/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-coarse.h"

/* RectoMupdfPhotos: which images of a page are photographs, which look right in their own colors
 * only. Scans, diagrams and pictures of text are on paper, and are treated as it is. It remembers
 * what it found of a display list, which must outlive it. */
typedef struct _RectoMupdfPhotos RectoMupdfPhotos;

/* `coarse` is the list's, and outlives it as well. */
RectoMupdfPhotos *recto_mupdf_photos_new (RectoMupdfCoarse *coarse);
void recto_mupdf_photos_free (RectoMupdfPhotos *self);

/* Where photographs show in a part of the page, as a pixmap of one byte per pixel; NULL when none
 * does. Text and lines on a photograph belong to it, opaque areas on it do not. Throws. */
fz_pixmap *recto_mupdf_photos_find (RectoMupdfPhotos *self,
                                    fz_context *ctx,
                                    fz_display_list *list,
                                    fz_matrix matrix,
                                    fz_irect part,
                                    fz_cookie *cookie);
