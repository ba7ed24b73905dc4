/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-font.h"
#include "recto-object-list.h"

/* RectoFontList: a GListModel of RectoFont that fills while recto_document_list_fonts_async () goes
 * through the pages, and keeps what it has when that is stopped. A font is listed once, where the
 * document tells that it is the same. Property "n-read" (uint, to be read only). */
#define RECTO_TYPE_FONT_LIST (recto_font_list_get_type ())
G_DECLARE_FINAL_TYPE (RectoFontList, recto_font_list, RECTO, FONT_LIST, RectoObjectList)

RectoFontList *recto_font_list_new (void);
/* Pages that have been looked at, from the beginning. */
guint recto_font_list_get_n_read (RectoFontList *self);
/* Some fonts are left out: there are too many, or a page cannot be read. */
gboolean recto_font_list_is_cut (RectoFontList *self);
