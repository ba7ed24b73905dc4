/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoSavingWatch: knows whether anything is being saved, in any document, and when a long saving
 * has ended by itself.
 *
 * Property "saving" (boolean, read-only). Signal "long-ended" (RectoSaving saving, GFile document):
 * one that took longer than one looks on, and that nobody stopped. */
#define RECTO_TYPE_SAVING_WATCH (recto_saving_watch_get_type ())
G_DECLARE_FINAL_TYPE (RectoSavingWatch, recto_saving_watch, RECTO, SAVING_WATCH, GObject)

/* What takes at least as long is long. */
#define RECTO_LONG_SAVING_MS (10 * 1000)

RectoSavingWatch *recto_saving_watch_new (RectoEngine *engine);
gboolean recto_saving_watch_is_saving (RectoSavingWatch *self);
/* Tests let time pass with a clock of their own. */
void recto_saving_watch_set_clock (RectoSavingWatch *self, const RectoClock *clock);
