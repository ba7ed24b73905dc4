/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-clock.h"

/* RectoPatience: runs out some time after something has begun to be missing. */
typedef struct _RectoPatience RectoPatience;

typedef void (*RectoPatienceFunc) (gpointer data);

/* `ran_out` is called when it does. */
RectoPatience *recto_patience_new (const RectoClock *clock,
                                   guint milliseconds,
                                   RectoPatienceFunc ran_out,
                                   gpointer data);
void recto_patience_free (RectoPatience *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPatience, recto_patience_free)

/* Something is missing: nothing new where it was before. */
void recto_patience_begin (RectoPatience *self);
/* Nothing is missing any more, or it is another matter now: patience is whole again. */
void recto_patience_renew (RectoPatience *self);
gboolean recto_patience_is_out (RectoPatience *self);
