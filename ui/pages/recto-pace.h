/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-clock.h"

/* RectoPace: whether the reader flings: scrolls or zooms so fast that nothing can be read, until he
 * slows down or stops. */
typedef struct _RectoPace RectoPace;

typedef void (*RectoPaceFunc) (gpointer data);

/* `slowed`: it was a fling, and is none any more although nothing has moved since. */
RectoPace *recto_pace_new (const RectoClock *clock, RectoPaceFunc slowed, gpointer data);
void recto_pace_free (RectoPace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPace, recto_pace_free)

/* `travel`: how far one has gone so far in all, in heights of the view. To be told in each frame,
 * or whenever it grows. */
void recto_pace_tell (RectoPace *self, double travel);
gboolean recto_pace_is_fling (RectoPace *self);
/* Heights of the view in a second. */
double recto_pace_get_speed (RectoPace *self);
