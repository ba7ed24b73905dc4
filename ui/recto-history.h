/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-location.h"

/* RectoPlace: a point down a page. */
typedef struct
{
  RectoLocation location;
  double fraction; /* of the page's height, from its top */
} RectoPlace;

/* RectoHistory: the places one jumped from and to, with a present one among them. */
typedef struct _RectoHistory RectoHistory;

#define RECTO_HISTORY_MAX 100

RectoHistory *recto_history_new (void);
void recto_history_free (RectoHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoHistory, recto_history_free)

void recto_history_clear (RectoHistory *self);
/* A jump between two places. What lay ahead is forgotten. A jump to where one is, is none. */
void recto_history_jump (RectoHistory *self, RectoPlace from, RectoPlace to);
gboolean recto_history_can_go_back (RectoHistory *self);
gboolean recto_history_can_go_forward (RectoHistory *self);
/* `here` is where one is now, to come back to later; `place` becomes where to go. FALSE, and
 * nothing changes, at the end of the history. */
gboolean recto_history_back (RectoHistory *self, RectoPlace here, RectoPlace *place);
gboolean recto_history_forward (RectoHistory *self, RectoPlace here, RectoPlace *place);
