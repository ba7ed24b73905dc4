/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-body.h"
#include "recto-search-bar.h"

/* RectoSearchResults: what a search bar finds, listed in the sidebar, and marked beside the scroll
 * bar, for as long as the bar is open. */
#define RECTO_TYPE_SEARCH_RESULTS (recto_search_results_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchResults, recto_search_results, RECTO, SEARCH_RESULTS, GObject)

/* Both outlive it. */
RectoSearchResults *recto_search_results_new (RectoDocumentBody *body, RectoSearchBar *bar);
/* Brings the list in view, beside the pages or over them, and gives it the keys. */
void recto_search_results_show (RectoSearchResults *self);
/* The same, where there is room beside the pages. */
void recto_search_results_reveal (RectoSearchResults *self);
