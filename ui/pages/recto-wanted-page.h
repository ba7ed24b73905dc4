/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-reading-state.h"

/* RectoWantedPage: where to begin reading, as was said or remembered before the document was
 * open. */
typedef struct _RectoWantedPage RectoWantedPage;

/* By its number, from 1, or by the label printed on it (nullable). */
RectoWantedPage *recto_wanted_page_new (guint number, const char *label);
/* Where one was before. */
RectoWantedPage *recto_wanted_page_new_remembered (const RectoReadingState *state);
/* Where one is, in a book that is to be laid out otherwise now. */
RectoWantedPage *recto_wanted_page_new_here (const RectoReadingState *state);
/* Where one was before, in a document that one reads elsewhere now. */
RectoWantedPage *recto_wanted_page_new_again (const RectoReadingState *state);
/* Called when something has been found out, so that the page may be known now. */
typedef void (*RectoWantedPageFunc) (gpointer data);
void recto_wanted_page_set_callback (RectoWantedPage *self,
                                     RectoWantedPageFunc found,
                                     gpointer data);
void recto_wanted_page_free (RectoWantedPage *self);
/* Whether the reader has gone elsewhere meanwhile, or has stopped what looks for the way back: so
 * that nothing is wanted any more. */
gboolean recto_wanted_page_is_given_up (RectoWantedPage *self, RectoPageView *page_view);
/* Goes there. FALSE while the page is not known yet: labels become known bit by bit, and the
 * chapters of a book are laid out one by one. */
gboolean recto_wanted_page_show (RectoWantedPage *self, RectoPageView *page_view);
