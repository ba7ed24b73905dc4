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
