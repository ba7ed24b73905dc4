/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoSearchPlan: which pages of a document are looked at next: from one page outward, first what
 * follows it, and what could not be done again later. */
typedef struct _RectoSearchPlan RectoSearchPlan;

/* Pages of one chapter. */
typedef struct
{
  guint chapter;
  guint first;
  guint count;         /* G_MAXUINT: all that follow */
  gboolean one_by_one; /* some page among them is bad */
} RectoSearchPiece;

RectoSearchPlan *recto_search_plan_new (RectoDocument *document, RectoLocation from);
void recto_search_plan_free (RectoSearchPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoSearchPlan, recto_search_plan_free)

/* FALSE: there is none left. What is given out comes back by one of the next three. */
gboolean recto_search_plan_next (RectoSearchPlan *self, RectoSearchPiece *piece);
/* Comes next: it has not been looked at. */
void recto_search_plan_put_back (RectoSearchPlan *self, const RectoSearchPiece *piece);
/* The first `n_pages` of it have been looked at; `is_end`: there are no more. */
void recto_search_plan_done (RectoSearchPlan *self,
                             const RectoSearchPiece *piece,
                             guint n_pages,
                             gboolean is_end);
/* Nothing came of it. TRUE where that is for the one page of it, which is passed over. */
gboolean recto_search_plan_failed (RectoSearchPlan *self, const RectoSearchPiece *piece);
/* From one page up to another, and without that, all have been looked at, or passed over. */
gboolean recto_search_plan_is_done (RectoSearchPlan *self, RectoLocation from, RectoLocation to);
