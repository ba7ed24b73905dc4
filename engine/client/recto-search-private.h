/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-search.h"

/* Milliseconds: a page that takes longer is passed over. */
#define RECTO_SEARCH_PAGE_MS (10 * 1000)
/* Several at once that take longer are asked for one by one: then it is known which one it is. */
#define RECTO_SEARCH_PIECE_MS (3 * 1000)
