/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-font-list.h"
#include "recto-font.h"
#include "recto-protocol-properties.h"

/* Of an entry that recto_message_check () has seen. */
RectoFont *recto_font_new (const RectoFontEntry *entry, guint n_pages);

/* What was found on some pages; fonts that are listed already are left out. `n_read`: pages that
 * have been looked at from the beginning. */
void recto_font_list_take (RectoFontList *self,
                           const RectoMessageFontsFound *found,
                           guint n_read,
                           guint n_pages);
/* There is more, or something could not be read. */
void recto_font_list_set_cut (RectoFontList *self);
