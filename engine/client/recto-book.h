/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-location.h"

/* RectoBook: how many pages each chapter has, as far as is known, and the running numbers (from 0)
 * that follow. Chapters not counted yet are taken to be as long as the counted ones on average. */
typedef struct _RectoBook RectoBook;

RectoBook *recto_book_new (guint n_chapters);
void recto_book_free (RectoBook *self);
guint recto_book_get_n_chapters (RectoBook *self);
guint recto_book_get_n_counted (RectoBook *self); /* chapters */
/* TRUE when anything changed. */
gboolean recto_book_set_chapter (RectoBook *self, guint chapter, guint n_pages);
/* Every count is unknown again, but stays the estimate. */
void recto_book_forget (RectoBook *self);
guint recto_book_get_chapter_pages (RectoBook *self, guint chapter, gboolean *estimated);
guint recto_book_get_n_pages (RectoBook *self, gboolean *estimated);
guint recto_book_get_number (RectoBook *self, RectoLocation location);
/* Numbers beyond the last page give the last page. */
RectoLocation recto_book_get_location (RectoBook *self, guint number);
/* The first chapter at or after `from`, then from the start, that is not counted; FALSE: none. */
gboolean recto_book_find_uncounted (RectoBook *self, guint from, guint *chapter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoBook, recto_book_free)
