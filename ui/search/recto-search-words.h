/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-search.h"

/* What is said of searches (a GListModel of RectoSearch, which are looked at as one). */

/* What a document goes by. (transfer full) */
char *recto_search_words_name_document (RectoDocument *document);
/* How many hits there are, and how far it is. (transfer full) */
char *recto_search_words_summarize (GListModel *searches);
/* Which pages were passed over; "" where none was. (transfer full) */
char *recto_search_words_list_skipped (GListModel *searches);
/* From 0 to 1. `n_to_come`: documents that are to be searched, too, and whose pages are not known
 * yet. */
double recto_search_words_get_progress (GListModel *searches, guint n_to_come);
/* RUNNING where any of them is, else STOPPED where any is. */
RectoSearchState recto_search_words_get_state (GListModel *searches);
