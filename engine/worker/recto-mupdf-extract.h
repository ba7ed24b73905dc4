/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* Writes the unpacked bytes of the stream that is object `object` into `pipe`, a piece at a time,
 * and fills `extracted` (all but its head) with how that ended. A stream that turns out to be
 * damaged or cut short is DAMAGED, though all that could be read has been written. */
void recto_mupdf_extract (RectoMupdfDocument *self,
                          guint32 object,
                          int pipe,
                          RectoMessageExtracted *extracted);
