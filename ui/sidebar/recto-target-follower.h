/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoTargetFollower: goes where links and entries of the outline lead to: to a place in the
 * document, as a jump that is remembered; elsewhere once the address has been shown and agreed to.
 *
 * Signals: "message" (string): why it cannot be followed. "open-file" (GFile, string): another
 * document is to be opened, at what the string says ("page=3", "nameddest=x", or nothing). */
#define RECTO_TYPE_TARGET_FOLLOWER (recto_target_follower_get_type ())
G_DECLARE_FINAL_TYPE (RectoTargetFollower, recto_target_follower, RECTO, TARGET_FOLLOWER, GObject)

RectoTargetFollower *recto_target_follower_new (RectoPageView *page_view);
/* The view goes: questions are taken back. */
void recto_target_follower_end (RectoTargetFollower *self);
/* To another document: what is still being looked for is not gone to any more. */
void recto_target_follower_forget (RectoTargetFollower *self);
void recto_target_follower_follow (RectoTargetFollower *self, const RectoTarget *target);
/* Goes to the destination of this name. */
void recto_target_follower_find (RectoTargetFollower *self, const char *name);
