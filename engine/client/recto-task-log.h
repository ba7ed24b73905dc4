/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* What happened to a task, in the log of domain "Recto-task" as text and as fields. `event` is
 * "ended", "detached" or "stopped"; `microseconds` is how long that took. */
void recto_task_log (RectoTask *task, const char *event, gint64 microseconds);
