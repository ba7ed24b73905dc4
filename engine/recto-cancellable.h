/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-task-kind.h"

/* Cancels, leaving the reason for the tasks that listen to this cancellable. Of several reasons
 * the first stays. */
void recto_cancellable_cancel (GCancellable *cancellable, RectoCancelReason reason);
/* The reason that was left, or CALLER. */
RectoCancelReason recto_cancellable_get_reason (GCancellable *cancellable);
