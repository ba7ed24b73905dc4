/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-location.h"
#include "recto-text-style.h"

/* RectoPlace: a point down a page. */
typedef struct
{
  RectoLocation location;
  double fraction; /* of the page's height, from its top */
} RectoPlace;

/* RectoKeptPlace: one to come back to, also where a book has been laid out otherwise by then. */
typedef struct
{
  RectoPlace place;
  guint n_pages;       /* of its chapter, as laid out then */
  RectoTextStyle text; /* as it was set then */
  gint64 character;    /* of the place, in a book: as the engine counts them; -1: unknown */
} RectoKeptPlace;

/* RectoHistory: the places one jumped from and to, with a present one among them. */
typedef struct _RectoHistory RectoHistory;

#define RECTO_HISTORY_MAX 100

RectoHistory *recto_history_new (void);
void recto_history_free (RectoHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoHistory, recto_history_free)

void recto_history_clear (RectoHistory *self);
/* A jump between two places. What lay ahead is forgotten. A jump to where one is, is none: FALSE.
 */
gboolean recto_history_jump (RectoHistory *self, const RectoKeptPlace *from, RectoPlace to);
gboolean recto_history_can_go_back (RectoHistory *self);
gboolean recto_history_can_go_forward (RectoHistory *self);
/* `here` (nullable) is where one is now, to come back to later: NULL where one has not come to the
 * present place yet, which stays as it is. `place` becomes where to go. FALSE, and nothing changes,
 * at the end of the history. */
gboolean recto_history_back (RectoHistory *self, const RectoKeptPlace *here, RectoKeptPlace *place);
gboolean recto_history_forward (RectoHistory *self,
                                const RectoKeptPlace *here,
                                RectoKeptPlace *place);
/* The character of a place has become known: wherever that place is kept, it is kept, too. */
void recto_history_set_character (RectoHistory *self, const RectoKeptPlace *place);
