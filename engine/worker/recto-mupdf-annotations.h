/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* Fills `found` (all but its head; RECTO_MAX_MESSAGE bytes), and returns its size. Nothing but a
 * PDF has any. */
gsize recto_mupdf_annotations_find (RectoMupdfDocument *document,
                                    const RectoMessageAnnotations *request,
                                    RectoMessageAnnotationsFound *found);
