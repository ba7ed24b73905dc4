/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-search.h"

/* What is said of a search beside what is looked for: how many hits there are and which of them one
 * is at (`current`, nullable), how far it is, and what could not be searched. (transfer full) */
char *recto_search_note_describe (RectoSearch *search, RectoSearchHit *current);
