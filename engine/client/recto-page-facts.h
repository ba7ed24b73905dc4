/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-location.h"
#include "recto-message.h"
#include "recto-page.h"

/* RectoPageFacts: what is known of each page of a document. */
typedef struct _RectoPageFacts RectoPageFacts;

RectoPageFacts *recto_page_facts_new (guint n_chapters);
void recto_page_facts_free (RectoPageFacts *self);
/* A chapter of separate pages, none of them known. */
void recto_page_facts_set_n_pages (RectoPageFacts *self, guint chapter, guint n_pages);
/* A chapter whose pages are all alike. TRUE when that is news. */
gboolean recto_page_facts_set_alike (RectoPageFacts *self,
                                     guint chapter,
                                     double width,
                                     double height);
/* What a worker found. TRUE when any page turned out different from what was assumed. */
gboolean recto_page_facts_take (RectoPageFacts *self, const RectoMessageFactsFound *found);
/* Pages that cannot be read are taken to be as usual. */
void recto_page_facts_assume (RectoPageFacts *self, guint chapter, guint first, guint count);
void recto_page_facts_forget (RectoPageFacts *self);

const RectoPage *recto_page_facts_get (RectoPageFacts *self,
                                       RectoLocation location); /* (nullable) */
/* The most common size so far; A4 before anything is known. */
const RectoPage *recto_page_facts_get_usual (RectoPageFacts *self);
/* The next run of unknown pages of chapter 0 at or after `from`, then from the start, at most
 * `max` long; FALSE: all are known. */
gboolean recto_page_facts_find_unknown (RectoPageFacts *self,
                                        guint from,
                                        guint max,
                                        guint *first,
                                        guint *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageFacts, recto_page_facts_free)
