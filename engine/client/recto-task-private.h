/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* What the recto-task-*.c files share: recto-task.c has the object and its facts, recto-task-end.c
 * its ways to end, recto-task-critical.c what puts an end off, recto-task-progress.c how far it is,
 * recto-task-limit.c its timer, recto-task-wait.c tells of all that. */

typedef struct
{
  RectoTaskCleanupFunc func;
  gpointer data;
} RectoTaskCleanup;

struct _RectoTask
{
  GObject parent_instance;

  /* These do not change once the task is shown to anybody. */
  guint64 id;
  RectoTaskKind kind;
  gboolean detached;
  RectoTask *parent; /* (nullable) */
  GWeakRef *entry;   /* owned: what stands for this task in its parent's children */
  GMainContext *context;
  GCancellable *cancellable; /* its own */
  GCancellable *outer;       /* (nullable): the caller's */
  RectoClock clock;
  char *subject;

  GMutex lock; /* guards what follows; never held while anything is called back */
  RectoTaskState state;
  RectoCancelReason reason;
  GError *error;
  gboolean has_location;
  RectoLocation location;
  gboolean foreground;
  double progress;
  gboolean has_amount;
  guint64 amount;       /* bytes */
  guint64 total_amount; /* 0: unknown */
  gboolean critical;
  RectoTaskState put_off; /* how it ends once it is not critical; PENDING: not at all */
  RectoCancelReason put_off_reason;
  gint64 started; /* microseconds of the clock */
  gint64 ended;
  gint64 latency; /* from the end until the work had stopped; below 0 until that is told */
  guint timeout_ms;
  GSource *timer;
  gulong cancellable_handler;
  gulong outer_handler;
  GPtrArray *children; /* of GWeakRef, each owned by its child */
  GArray *cleanups;    /* of Cleanup */
  GPtrArray *waiters;  /* of GTask */

  /* What is still to be told. Everybody hears of the end after it has fully happened. */
  GSource *announcement;
  gboolean settled;   /* final, and children, work and cleanups have been dealt with */
  gboolean announced; /* final, and told */
  RectoTaskState told_state;
  double told_progress;
  guint64 told_amount;
  gboolean told_foreground;
  gboolean told_cancelling;
};

gint64 recto_task_now (RectoTask *self);
/* Timers and cancellables may outlive the task, in other threads too: they hold it weakly. */
GWeakRef *recto_task_weak_new (RectoTask *self);
void recto_task_weak_free (GWeakRef *weak);

/* recto-task-end.c. FALSE when it had ended before; TRUE too where CANCELLED or TIMED_OUT are put
 * off because it is in a critical section. */
gboolean recto_task_end (RectoTask *self,
                         RectoTaskState state,
                         RectoCancelReason reason,
                         const GError *error);
/* Ends what nobody holds any longer; nobody hears of it. */
void recto_task_abandon (RectoTask *self);
/* To be disconnected with g_signal_handler_disconnect (). */
gulong recto_task_listen_to (RectoTask *self, GCancellable *cancellable);
void recto_task_stop_listening (RectoTask *self);
/* TRUE when one of its cancellables has been cancelled, and then so has the task. */
gboolean recto_task_check_cancellables (RectoTask *self);

/* recto-task-critical.c. With the lock held: TRUE when this end has been put off. */
gboolean recto_task_put_off (RectoTask *self, RectoTaskState state, RectoCancelReason reason);
gboolean recto_task_is_critical (RectoTask *self);
/* No longer in one: the end that was put off, or PENDING. */
RectoTaskState recto_task_drop_critical (RectoTask *self, RectoCancelReason *reason);

/* recto-task-limit.c */
void recto_task_arm_timer (RectoTask *self);
void recto_task_stop_timer (RectoTask *self);

/* recto-task-wait.c. Tells, in the task's context, what has changed; `settled` when that is its
 * end, which goes to the back of the queue, behind the ends of its children. */
void recto_task_announce_later (RectoTask *self, gboolean settled);
