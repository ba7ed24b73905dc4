/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"
#include "recto-task.h"

/* RectoTaskRow: one piece of work in the activity list: what, how far, how long, and a stop of its
 * own. */
#define RECTO_TYPE_TASK_ROW (recto_task_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoTaskRow, recto_task_row, RECTO, TASK_ROW, GtkListBoxRow)

/* `document` (nullable) tells the number of the page that the task works on. */
GtkWidget *recto_task_row_new (RectoTask *task, RectoDocument *document);
RectoTask *recto_task_row_get_task (RectoTaskRow *self); /* (transfer none) */
/* Reads the task's progress and time once more; the list calls it while it is on the screen. */
void recto_task_row_refresh (RectoTaskRow *self);

/* What the task does, for people: "Page 3". (transfer full) */
char *recto_task_row_describe (RectoTask *task, RectoDocument *document);
/* How it stands: "42% · 3.5 s", or how it ended. (transfer full) */
char *recto_task_row_describe_state (RectoTask *task);
