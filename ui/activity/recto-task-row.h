/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"
#include "recto-task.h"

/* RectoTaskRow: one activity: what, how far, how long, and a stop of its own. A page is drawn in
 * parts, each a task; they share a row. */
#define RECTO_TYPE_TASK_ROW (recto_task_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoTaskRow, recto_task_row, RECTO, TASK_ROW, GtkListBoxRow)

/* `document` (nullable): what the task works on; it tells the number of the page. */
GtkWidget *recto_task_row_new (RectoTask *task, RectoDocument *document);
/* Whether the task is part of the same activity, which still goes on. */
gboolean recto_task_row_takes (RectoTaskRow *self, RectoTask *task, RectoDocument *document);
RectoDocument *recto_task_row_get_document (RectoTaskRow *self); /* (transfer none) (nullable) */
void recto_task_row_add (RectoTaskRow *self, RectoTask *task);
/* No task of it runs any more. */
gboolean recto_task_row_is_done (RectoTaskRow *self);
/* It is done, and not all went as it does when nobody needs to be told. */
gboolean recto_task_row_has_news (RectoTaskRow *self);
/* Reads progress and time once more; the list calls it while it is on the screen. */
void recto_task_row_refresh (RectoTaskRow *self);

/* What the task does, for people: "Page 3". (transfer full) */
char *recto_task_row_describe (RectoTask *task, RectoDocument *document);
/* How it stands: "42% · 3.5 s", or how it ended. (transfer full) */
char *recto_task_row_describe_state (RectoTask *task);
