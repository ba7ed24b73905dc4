/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* RectoTaskHistory: the tasks that ended last, a GListModel of RectoTask, oldest first; the oldest
 * leave when there are too many. To be used from the main thread only. */
#define RECTO_TYPE_TASK_HISTORY (recto_task_history_get_type ())
G_DECLARE_FINAL_TYPE (RectoTaskHistory, recto_task_history, RECTO, TASK_HISTORY, GObject)

RectoTaskHistory *recto_task_history_new (guint max_tasks);
/* Lists the task, which has not ended, once it has. `document` (nullable): the name of what it
 * works on. */
void recto_task_history_follow (RectoTaskHistory *self, RectoTask *task, const char *document);
/* What it worked on. (transfer none) (nullable) */
const char *recto_task_history_get_document (RectoTaskHistory *self, guint position);
