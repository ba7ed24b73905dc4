/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-text.h"

/* What a page says, made up: the character in column c of line l is at (10 c, 20 l), and 10 wide
 * and 16 high; marks are on the character before them, take no room, and do not count as a column.
 * Lines end with a newline, blocks with two. (transfer full) */
RectoPageText *recto_test_text (RectoLocation location, const char *words);
/* The same, but the lines for which `way` says so (the last for all that follow) run otherwise: to
 * the left from (200, 20 l), or downwards from (20 l, 0), or upwards from (20 l, 200). */
RectoPageText *recto_test_text_with_ways (const char *words,
                                          const RectoTextWay *ways,
                                          guint n_ways);
/* Its characters are written from right to left. */
RectoPageText *recto_test_text_reversed (const char *words);
