/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-clock.h"
#include "recto-document.h"
#include "recto-object-list.h"
#include "recto-search-hit.h"

/* RectoSearch: looking for words, or a pattern, in a document: from a page outward, by several
 * workers at once, as a foreground task. It is a GListModel of RectoSearchHit, in the order in
 * which one reads, that fills meanwhile. Stopped, it keeps what it has found, and can go on.
 * Unless that is wished otherwise, letters count as the same whatever marks they have; words that
 * are parted at the end of a line are whole.
 *
 * Properties, to be read only: "state" (guint, RectoSearchState), "n-searched" (guint, pages). */
#define RECTO_TYPE_SEARCH (recto_search_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearch, recto_search, RECTO, SEARCH, RectoObjectList)

typedef enum
{
  RECTO_SEARCH_PLAIN = 0,
  RECTO_SEARCH_CASE = 1 << 0,        /* capitals count */
  RECTO_SEARCH_WHOLE_WORDS = 1 << 1, /* no parts of words */
  RECTO_SEARCH_PATTERN = 1 << 2,     /* the words are a regular expression */
  RECTO_SEARCH_ACCENTS = 1 << 3,     /* the marks of letters count */
} RectoSearchFlags;

typedef enum
{
  RECTO_SEARCH_IDLE, /* not begun yet */
  RECTO_SEARCH_RUNNING,
  RECTO_SEARCH_STOPPED,
  RECTO_SEARCH_COMPLETE,
} RectoSearchState;

/* NULL where the words are no pattern (G_REGEX_ERROR), or too many (G_IO_ERROR_INVALID_ARGUMENT).
 * (transfer full) (nullable) */
RectoSearch *recto_search_new (RectoDocument *document,
                               const char *words,
                               RectoSearchFlags flags,
                               GError **error);
/* What tells how long a page takes, before the search is started; it is copied. */
void recto_search_set_clock (RectoSearch *self, const RectoClock *clock);
/* Begins at a page; where it has been stopped it goes on instead. */
void recto_search_start (RectoSearch *self, RectoLocation from);
/* From the next start on, searching is a part of this task (nullable), and ends with it. */
void recto_search_set_parent (RectoSearch *self, RectoTask *parent);
/* As Stop does. */
void recto_search_stop (RectoSearch *self);
/* Nobody wants it any more. */
void recto_search_end (RectoSearch *self);

RectoDocument *recto_search_get_document (RectoSearch *self); /* (transfer none) */
RectoSearchState recto_search_get_state (RectoSearch *self);
/* Why it was stopped. */
RectoCancelReason recto_search_get_reason (RectoSearch *self);
const char *recto_search_get_words (RectoSearch *self);
RectoSearchFlags recto_search_get_flags (RectoSearch *self);
guint recto_search_get_n_searched (RectoSearch *self); /* pages */
/* Pages that could not be searched: they are damaged, crash their reader, or never end. */
guint recto_search_get_n_skipped (RectoSearch *self);
/* The first of them, in the order of pages, until the search goes on. (transfer none) */
const RectoLocation *recto_search_get_skipped (RectoSearch *self, guint *n_locations);
/* There are more hits than are kept. */
gboolean recto_search_is_cut (RectoSearch *self);
/* From one page up to another, and without that, all have been searched, or passed over: nothing
 * will be found there any more. */
gboolean recto_search_is_done_with (RectoSearch *self, RectoLocation from, RectoLocation to);
/* The place in the list of the first hit that does not come before this one. */
guint recto_search_find (RectoSearch *self, RectoLocation location, guint start);
