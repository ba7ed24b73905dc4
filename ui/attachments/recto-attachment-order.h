/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* How a list of RectoAttachment is sorted and searched. */

/* The ways: "name", "size" (the largest first), "type", "date" (the newest first), "page". What is
 * equal is sorted by name. (transfer full) (nullable): NULL where there is no such way */
GtkSorter *recto_attachment_order_new_sorter (const char *way);
/* Whoever has `words` in name or description. (transfer full) */
GtkFilter *recto_attachment_order_new_filter (const char *words);
