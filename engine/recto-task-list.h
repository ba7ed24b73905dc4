/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* RectoTaskList: the tasks of one document that are not final, a GListModel of RectoTask, oldest
 * first. A task leaves in the main context after it became final. */
#define RECTO_TYPE_TASK_LIST (recto_task_list_get_type ())
G_DECLARE_FINAL_TYPE (RectoTaskList, recto_task_list, RECTO, TASK_LIST, GObject)

RectoTaskList *recto_task_list_new (void);
void recto_task_list_add (RectoTaskList *self, RectoTask *task);
/* Cancels all, the newest first; how many that ended. */
guint recto_task_list_cancel_all (RectoTaskList *self, RectoCancelReason reason);
/* Property "n-foreground": how many FOREGROUND tasks are in the list; what Stop looks at. */
guint recto_task_list_get_n_foreground (RectoTaskList *self);
