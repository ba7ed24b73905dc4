/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-row.h"

/* The single page of a document has nothing to face. */
static gboolean
is_dual (const RectoPageArrangement *arrangement, guint n_pages)
{
  return arrangement->dual && n_pages > 1;
}

/* Where the cover stands alone, it is as if a page came before it. */
static guint
get_shift (const RectoPageArrangement *arrangement)
{
  return arrangement->odd_left ? 0 : 1;
}

RectoPageRow
recto_page_row_find (const RectoPageArrangement *arrangement, guint n_pages, guint number)
{
  RectoPageRow row = { .first = number, .last = number, .dual = is_dual (arrangement, n_pages) };
  guint shift = get_shift (arrangement);
  guint left;

  if (!row.dual)
    return row;
  left = (number + shift) / 2 * 2;
  row.first = left >= shift ? left - shift : 0;
  row.last = MIN (left + 1 - shift, n_pages - 1);
  return row;
}

gboolean
recto_page_row_is_on_right (const RectoPageArrangement *arrangement,
                            const RectoPageRow *row,
                            guint number)
{
  gboolean second = row->dual && (number + get_shift (arrangement)) % 2 != 0;

  return row->dual && second != arrangement->right_to_left;
}

guint
recto_page_row_turn (const RectoPageArrangement *arrangement, guint n_pages, guint number, int by)
{
  gboolean dual = is_dual (arrangement, n_pages);
  gint64 shift = dual ? get_shift (arrangement) : 0;
  gint64 per_row = dual ? 2 : 1;
  gint64 present = (number + shift) / per_row;
  gint64 last = ((gint64) n_pages - 1 + shift) / per_row;
  gint64 row = present;

  if (by > 0)
    row = MIN (present + MAX (by / per_row, 1), last);
  else if (by < 0)
    row = MAX (present + MIN (by / per_row, -1), 0);
  return row == present ? number : (guint) MAX (row * per_row - shift, 0);
}
