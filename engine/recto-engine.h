/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-task-history.h"
#include "recto-task.h"

/* RectoEngine: what all open documents share: where the worker program is, how many jobs may run
 * at once, and how many cancelled workers may still be given time to answer. One per program.
 *
 * Signal "tasks-changed" (): a document or a task came or went. */
#define RECTO_TYPE_ENGINE (recto_engine_get_type ())
G_DECLARE_FINAL_TYPE (RectoEngine, recto_engine, RECTO, ENGINE, GObject)

/* `worker_path`: the recto-worker program. */
RectoEngine *recto_engine_new (const char *worker_path);
/* Starts a process ahead of the first document, which then opens without waiting for it. */
void recto_engine_prepare (RectoEngine *self);
/* The open documents, a GListModel of RectoDocument. (transfer none) */
GListModel *recto_engine_get_documents (RectoEngine *self);
/* Tasks that no document owns yet (opening). A GListModel of RectoTask. (transfer none) */
GListModel *recto_engine_get_opening_tasks (RectoEngine *self);
/* The tasks of all of these that ended last. (transfer none) */
RectoTaskHistory *recto_engine_get_ended_tasks (RectoEngine *self);
/* What the sandboxed processes locked down, and what they may take at most, a line each; for a
 * report of something wrong, therefore not translated. (transfer full) */
char *recto_engine_describe_sandbox (RectoEngine *self);
/* Gives back the memory that is ready for tiles to come. */
void recto_engine_give_back_memory (RectoEngine *self);
/* Cancels every task of every document. */
void recto_engine_stop_all (RectoEngine *self, RectoCancelReason reason);
/* Closes every document and kills every process, at once; waits no longer than a second for files
 * that were not finished to be gone. For the end of the program. */
void recto_engine_shut_down (RectoEngine *self);
