/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* RectoMupdfPlaces: finds places in the text of a book that stay the same however it is laid out:
 * by how many characters of the chapter come before. */
typedef struct _RectoMupdfPlaces RectoMupdfPlaces;

/* `document` outlives it, and is not laid out anew. */
RectoMupdfPlaces *recto_mupdf_places_new (RectoMupdfDocument *document);
/* Fills `found` (all but its head). */
void recto_mupdf_places_find (RectoMupdfPlaces *self,
                              const RectoMessagePlace *request,
                              RectoMessagePlaceFound *found);
