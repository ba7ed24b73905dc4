/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-render.h"

/* Looks for words, or a pattern, on the pages that are asked for, until some time is over; fills
 * `hits` (room for `max_hits`) and `searched` (all but its head). Whatever marks letters have does
 * not count, nor how lines are parted. */
void recto_mupdf_search (RectoMupdfRender *render,
                         const RectoMessageSearch *request,
                         fz_cookie *cookie,
                         RectoHitRecord *hits,
                         guint max_hits,
                         RectoMessageSearched *searched);
