/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* RectoTestClock: a clock that stands still until a test moves it on. */
typedef struct
{
  RectoClock clock; /* to be given to what is tested */
  gint64 now;       /* microseconds */
} RectoTestClock;

/* In place: the clock must not move in memory. */
void recto_test_clock_init (RectoTestClock *self);
/* Moves on, and runs what has become due in the default main context. */
void recto_test_clock_advance_ms (RectoTestClock *self, guint milliseconds);
