/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-outline.h"

RectoOutline *recto_outline_new (void);
/* The next entry; texts are copied. A depth that cannot be becomes one that can. */
void recto_outline_add (RectoOutline *self,
                        const char *title,
                        const RectoTarget *target,
                        guint depth,
                        gboolean open);
/* How many bytes its texts take so far. */
gsize recto_outline_get_text_size (RectoOutline *self);
/* That was all. */
void recto_outline_end (RectoOutline *self, gboolean cut);
