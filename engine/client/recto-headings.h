/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-outline.h"
#include "recto-page-text.h"

/* RectoHeadings: an outline made from what pages say: lines whose letters are larger than most are
 * taken for headings, the larger the further out; and those of their own that are bold, where most
 * is not. No processes, no I/O. */
typedef struct _RectoHeadings RectoHeadings;

/* So many pages are looked at. */
#define RECTO_MAX_HEADING_PAGES 3000u

RectoHeadings *recto_headings_new (void);
void recto_headings_free (RectoHeadings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoHeadings, recto_headings_free)

/* The next page's. */
void recto_headings_add (RectoHeadings *self, RectoPageText *text);
/* One line: its words, where it is, how large its letters are, in points, and whether all are bold.
 */
void recto_headings_add_line (RectoHeadings *self,
                              RectoLocation location,
                              double y,
                              double size,
                              gboolean bold,
                              const char *words);
/* Of all the lines there were. `cut`: there are more pages. (transfer full) */
RectoOutline *recto_headings_make_outline (RectoHeadings *self, gboolean cut);
