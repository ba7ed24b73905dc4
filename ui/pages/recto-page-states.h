/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "recto-location.h"

/* What a reader has to be told about a page. */
typedef enum
{
  RECTO_PAGE_FINE,
  RECTO_PAGE_SLOW,              /* has been rendering for a while */
  RECTO_PAGE_STOPPED,           /* the reader stopped it */
  RECTO_PAGE_TIMED_OUT,         /* took longer than the time limit */
  RECTO_PAGE_CRASHED,           /* ended the process that rendered it */
  RECTO_PAGE_FAILED,            /* cannot be rendered; the message says why */
  RECTO_PAGE_OUT_OF_MEMORY,     /* nothing of it fits into the memory limit */
  RECTO_PAGE_TOO_LARGE,         /* has images that are not shown without being asked */
  RECTO_PAGE_INCOMPLETE,        /* shown, but parts of it could not be */
  RECTO_PAGE_INCOMPLETE_MEMORY, /* likewise, for want of memory */
} RectoPageCondition;

/* RectoPageStates: how the pages of a document are doing. Pages that are fine take no room. */
typedef struct _RectoPageStates RectoPageStates;

RectoPageStates *recto_page_states_new (void);
void recto_page_states_free (RectoPageStates *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageStates, recto_page_states_free)

/* Never SLOW, which is a matter of time: RectoPageWaits. */
RectoPageCondition recto_page_states_get (RectoPageStates *self, RectoLocation location);
const char *recto_page_states_get_message (RectoPageStates *self,
                                           RectoLocation location); /* (nullable) */
void recto_page_states_set (RectoPageStates *self,
                            RectoLocation location,
                            RectoPageCondition condition,
                            const char *message);
/* FALSE for a page that is only rendered again when the reader asks for it. */
gboolean recto_page_states_may_render (RectoPageStates *self, RectoLocation location);

/* What the reader allowed a page. Each also makes the page fine again. */
void recto_page_states_retry (RectoPageStates *self, RectoLocation location);
void recto_page_states_lift_time_limit (RectoPageStates *self, RectoLocation location);
void recto_page_states_lift_size_limit (RectoPageStates *self, RectoLocation location);
gboolean recto_page_states_has_time_limit (RectoPageStates *self, RectoLocation location);
gboolean recto_page_states_has_size_limit (RectoPageStates *self, RectoLocation location);
/* The reader has read what is to be said of the page. */
void recto_page_states_dismiss (RectoPageStates *self, RectoLocation location);

/* The reader turned away from the page before all of it had come: it is not worth rendering again
 * ahead of its being in view. */
void recto_page_states_leave (RectoPageStates *self, RectoLocation location);
gboolean recto_page_states_was_left (RectoPageStates *self, RectoLocation location);
/* What was to stand in for the page did not come, or took too long: that is not tried again
 * before the page is made fine. A page that takes long when it is drawn whole may stand in for
 * itself all the same. */
void recto_page_states_note_slow_stand_in (RectoPageStates *self, RectoLocation location);
gboolean recto_page_states_may_stand_in (RectoPageStates *self, RectoLocation location);
/* The pages in view, first and last. A stopped page that was wholly out of view and to which the
 * reader has navigated again is fine again; one that comes back by zooming stays stopped. */
void recto_page_states_set_view (RectoPageStates *self,
                                 RectoLocation first,
                                 RectoLocation last,
                                 gboolean navigated);
/* Everything is fine again, and nothing is allowed. */
void recto_page_states_reset (RectoPageStates *self);
