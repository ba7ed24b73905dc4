/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoPageList: as many items as a document has pages, for a list: what an item is about is its
 * position, which is the page's running number. */
#define RECTO_TYPE_PAGE_LIST (recto_page_list_get_type ())
G_DECLARE_FINAL_TYPE (RectoPageList, recto_page_list, RECTO, PAGE_LIST, GObject)

RectoPageList *recto_page_list_new (void);
/* (nullable). One that takes another's place has all pages anew. */
void recto_page_list_set_document (RectoPageList *self, RectoDocument *document);
