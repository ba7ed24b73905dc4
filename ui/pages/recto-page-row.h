/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-layout.h"

/* RectoPageRow: the pages that stand side by side. In an open book that is two, but for the cover
 * and, perhaps, the last page. */
typedef struct
{
  guint first;
  guint last;
  gboolean dual; /* there is room for two, though one may be missing */
} RectoPageRow;

/* The row of a page, of a document that has so many. */
RectoPageRow recto_page_row_find (const RectoPageArrangement *arrangement,
                                  guint n_pages,
                                  guint number);
/* TRUE for a page that stands on the right of its row. */
gboolean recto_page_row_is_on_right (const RectoPageArrangement *arrangement,
                                     const RectoPageRow *row,
                                     guint number);
/* As recto_page_layout_turn (). */
guint recto_page_row_turn (const RectoPageArrangement *arrangement,
                           guint n_pages,
                           guint number,
                           int by);
