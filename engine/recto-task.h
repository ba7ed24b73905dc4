/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-cancellable.h"
#include "recto-clock.h"
#include "recto-location.h"
#include "recto-task-kind.h"

/* RectoTask: one piece of work as everybody sees it. Its state goes PENDING → RUNNING → one final
 * state; the first final state wins and later ones are ignored. All functions may be called from
 * any thread; "notify" comes in the main context that was the thread default when the task was
 * made, after the state has changed, and so do the calls back, after that. Dropping the last
 * reference to a task that is not final cancels it.
 *
 * Properties, all to be read only: "kind", "subject", "state", "reason", "progress", "foreground",
 * "cancelling". Only the last five notify. */
#define RECTO_TYPE_TASK (recto_task_get_type ())
G_DECLARE_FINAL_TYPE (RectoTask, recto_task, RECTO, TASK, GObject)

typedef enum
{
  RECTO_TASK_FLAGS_NONE = 0,
  RECTO_TASK_FOREGROUND = 1 << 0, /* enables Stop and takes an Esc */
  RECTO_TASK_DETACHED = 1 << 1,   /* a child that does not end with its parent */
} RectoTaskFlags;

/* `cancellable` (nullable): cancelling it cancels the task, with the reason that
 * recto_cancellable_cancel () gave, or CALLER. The task has a cancellable of its own besides. */
RectoTask *recto_task_new (RectoTaskKind kind, RectoTaskFlags flags, GCancellable *cancellable);
/* Cancelling the parent cancels the child first (reason PARENT) unless the child is DETACHED.
 * Cancelling the child does nothing to the parent. */
RectoTask *recto_task_new_child (RectoTask *parent,
                                 RectoTaskKind kind,
                                 RectoTaskFlags flags,
                                 GCancellable *cancellable);

/* Facts; set before the task is shown to anybody. */
void recto_task_set_clock (RectoTask *self, const RectoClock *clock);
void recto_task_set_location (RectoTask *self, RectoLocation location);
void recto_task_set_subject (RectoTask *self, const char *subject); /* e.g. the document's name */
guint64 recto_task_get_id (RectoTask *self); /* unique in the process, from 1 */
RectoTaskKind recto_task_get_kind (RectoTask *self);
RectoTaskFlags recto_task_get_flags (RectoTask *self);
RectoTask *recto_task_get_parent (RectoTask *self); /* (transfer none) (nullable) */
gboolean recto_task_get_location (RectoTask *self, RectoLocation *location); /* FALSE: has none */
const char *recto_task_get_subject (RectoTask *self);                        /* (nullable) */

/* State. The running task's cancellable is what its work watches. */
GCancellable *recto_task_get_cancellable (RectoTask *self); /* (transfer none) */
RectoTaskState recto_task_get_state (RectoTask *self);
RectoCancelReason recto_task_get_reason (RectoTask *self);
gboolean recto_task_is_done (RectoTask *self);      /* in any final state */
gboolean recto_task_is_cancelled (RectoTask *self); /* CANCELLED only, not TIMED_OUT */
gboolean recto_task_is_foreground (RectoTask *self);
void recto_task_set_foreground (RectoTask *self, gboolean foreground);
double recto_task_get_progress (RectoTask *self); /* 0 to 1, or -1 while nothing is known */
void recto_task_set_progress (RectoTask *self, double progress);
/* Bytes done, and of how many (claimed; 0 when unknown), for tasks that move bytes: FALSE for all
 * others. `set` sets the progress too, and "progress" notifies of both. */
gboolean recto_task_get_amount (RectoTask *self, guint64 *done, guint64 *total);
void recto_task_set_amount (RectoTask *self, guint64 done, guint64 total);
gint64 recto_task_get_elapsed (RectoTask
                                   *self); /* microseconds since it began to run; final once done */

/* Asks for the end: TRUE when this call made the task CANCELLED (TIMED_OUT where that is the
 * reason: a limit that the caller keeps), FALSE when it had ended already. Children end first.
 * Never blocks. */
gboolean recto_task_cancel (RectoTask *self, RectoCancelReason reason);

/* A section that must not be torn, such as giving a file its name. From enter (FALSE: the task has
 * ended, leave all as it is) until the task is told to succeed or fail, cancelling it is only noted
 * ("cancelling" is TRUE, children and its cancellable are cancelled, recto_task_cancel () gives
 * TRUE): whoever does the work decides how it ends; told to fail after that, it ends as it was
 * asked to. Running out of time is put off likewise. */
gboolean recto_task_enter_critical (RectoTask *self);
/* Goes on after the section, for work that has several: a cancel that was noted takes effect now.
 * FALSE: the task has ended. */
gboolean recto_task_leave_critical (RectoTask *self);
gboolean recto_task_is_cancelling (RectoTask *self);

/* Moves on; FALSE when the task was already final (or running, for start), and then nothing
 * changes. Whoever does the work calls these. */
gboolean recto_task_start (RectoTask *self);
gboolean recto_task_succeed (RectoTask *self);
/* CANCELLED and TIMED_OUT of G_IO_ERROR become those states, any other error FAILED. */
gboolean recto_task_fail (RectoTask *self, const GError *error);

/* A limit on the time from start to the end; 0 takes the limit away. Until it is set, the limit is
 * recto_task_kind_default_timeout_ms (). When it runs out, the state is TIMED_OUT and the task's
 * cancellable is cancelled. The timer is gone once the task is final. */
void recto_task_set_timeout_ms (RectoTask *self, guint milliseconds);
guint recto_task_get_timeout_ms (RectoTask *self);

/* Calls `func` once when the task has ended, whichever way: in the thread that ended it, before
 * anybody is told, the newest first; at once if it has ended already. It must not block. What it
 * reports as an error is logged and changes nothing. */
typedef gboolean (*RectoTaskCleanupFunc) (RectoTask *task, gpointer data, GError **error);
void recto_task_add_cleanup (RectoTask *self, RectoTaskCleanupFunc func, gpointer data);

/* For whoever did the work: it has really stopped now, some time after the task ended. Logged with
 * that time. */
void recto_task_log_stopped (RectoTask *self);
/* Microseconds from the end until the work had really stopped; below 0 where nobody has told. */
gint64 recto_task_get_latency (RectoTask *self);
/* The task in one line, as it stands: id, kind, page, state, reason, when it began, how long it
 * took, and its latency. No names, for a report of something wrong. (transfer full) */
char *recto_task_describe (RectoTask *self);

/* The error that stands for the task's final state: CANCELLED, TIMED_OUT, or the one it failed
 * with. NULL while it is not final and when it succeeded. (transfer full) (nullable) */
GError *recto_task_dup_error (RectoTask *self);

/* Calls back, always later and in the caller's main context, once the task is final.
 * `_finish` gives TRUE when it succeeded, else recto_task_dup_error (). */
void recto_task_wait_async (RectoTask *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean recto_task_wait_finish (RectoTask *self, GAsyncResult *result, GError **error);

/* Runs `func` in a thread with `task` as the current task; a task cancelled before that never runs
 * it. The caller is answered as soon as the task has ended, while the function may still run: it
 * uses nothing but `data`, which is freed, in any thread, after it has returned and the task, whose
 * clock may be part of it, has been let go of. What the function returned after a cancel is freed
 * with `destroy`, before `data`, and the outcome is CANCELLED all the same.
 * `_finish` gives the value, or the error. */
typedef gpointer (*RectoTaskFunc) (RectoTask *task,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);
void recto_task_run_async (RectoTask *self,
                           RectoTaskFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify destroy,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer recto_task_run_finish (RectoTask *self, GAsyncResult *result, GError **error);
/* The task whose function runs in this thread; NULL elsewhere. (transfer none) (nullable) */
RectoTask *recto_task_current (void);

/* The task behind the result of one of the engine's calls. (transfer none) (nullable) */
RectoTask *recto_task_of_result (GAsyncResult *result);
/* Lets recto_task_of_result () find it; the engine's calls use this on their GTask. */
void recto_task_attach_to_result (RectoTask *self, GTask *result);
/* The task fails, and `result` is returned with how it ended: it may have been cancelled before. */
void recto_task_fail_result (RectoTask *self, GTask *result, const GError *error);
