/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* The display lists of the pages a worker showed last, and how it draws from them. A list is built
 * once per page; every tile and every zoom replays it. */
typedef struct _RectoMupdfRender RectoMupdfRender;

RectoMupdfRender *recto_mupdf_render_new (RectoMupdfDocument *document);

/* Draws one rectangle of a page into `pixels` (rows of RECTO_TILE_STRIDE bytes), watching
 * `cookie`, and fills `rendered` (all but its head). */
void recto_mupdf_render_tile (RectoMupdfRender *self,
                              const RectoMessageRender *request,
                              fz_cookie *cookie,
                              unsigned char *pixels,
                              RectoMessageRendered *rendered);

/* The list of a page, where there is one, and where the page lies in it; NULL otherwise. It is
 * there until something else is drawn. */
fz_display_list *recto_mupdf_render_find_list (RectoMupdfRender *self,
                                               guint chapter,
                                               guint page,
                                               guint32 generation,
                                               fz_rect *bounds);
RectoMupdfDocument *recto_mupdf_render_get_document (RectoMupdfRender *self);
