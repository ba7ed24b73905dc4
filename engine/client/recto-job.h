/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-message.h"
#include "recto-shared-pixels.h"

/* RectoJob: one question for a worker, and all who wait for its answer. Waiters come and go; a job
 * that nobody waits for any more is dropped. */
typedef enum
{
  RECTO_JOB_RENDER,
  RECTO_JOB_FACTS,
  RECTO_JOB_CHAPTER,
  RECTO_JOB_PLACE,
  RECTO_JOB_ATTACHMENTS,
  RECTO_JOB_OUTLINE,
  RECTO_JOB_LINKS,
  RECTO_JOB_RESOLVE,
  RECTO_JOB_TEXT,
  RECTO_JOB_SEARCH,
  RECTO_JOB_ANNOTATIONS,
  RECTO_JOB_LAYERS,
  RECTO_JOB_PROPERTIES,
  RECTO_JOB_FONTS,
  RECTO_JOB_SIGNATURES,
  RECTO_JOB_INSPECT,
} RectoJobKind;

typedef struct
{
  RectoJobKind kind;
  RectoLocation location; /* of the page, the first page, or the chapter */
  guint first;    /* OUTLINE, LINKS, LAYERS, SIGNATURES: the first entry wanted; FONTS: page */
  guint count;    /* FACTS, ATTACHMENTS, SEARCH, ANNOTATIONS: how many pages */
  RectoPart part; /* ATTACHMENTS: where to look, and what is known of that */
  guint skip;     /* SEARCH: RectoSearchBits; ANNOTATIONS: known of the first page */
  gboolean by_character; /* PLACE: where this character is, or which is there */
  guint character;
  double fraction;        /* PLACE: of the page's height */
  double scale;           /* RENDER: device pixels per point */
  int rotation;           /* RENDER */
  RectoPageColors colors; /* RENDER */
  int page_width;         /* RENDER: of the whole page as shown, device pixels */
  int page_height;
  RectoPixelRect rect; /* RENDER */
  RectoRenderFlags flags;
  RectoSharedPixels *memory; /* INSPECT (unowned): to count in; there while anybody waits */
  const char *address;       /* RESOLVE, or the words of a SEARCH; a job keeps its own */
} RectoQuestion;

/* Whether both ask for the same: renders are compared in device pixels. */
gboolean recto_question_equal (const RectoQuestion *a, const RectoQuestion *b);

typedef struct _RectoJob RectoJob;

/* Nobody waits for the job any more. */
typedef void (*RectoJobAbandoned) (RectoJob *job, gpointer data);

RectoJob *recto_job_new (const RectoQuestion *question, RectoJobAbandoned abandoned, gpointer data);
RectoJob *recto_job_ref (RectoJob *self);
void recto_job_unref (RectoJob *self);
const RectoQuestion *recto_job_get_question (RectoJob *self);

/* `result` (transfer full) is returned, once, when the job is done or `task` ends before: a pointer
 * that recto_job_succeed () gave, or the task's error. */
void recto_job_add_waiter (RectoJob *self, RectoTask *task, GTask *result, RectoPriority priority);
/* The greatest urgency of those who wait. */
RectoPriority recto_job_get_priority (RectoJob *self);
/* Whether any task that waits has not ended. */
gboolean recto_job_is_wanted (RectoJob *self);
/* Answers all whose tasks have ended; FALSE when nobody is left. Does not call `abandoned`. */
gboolean recto_job_sweep (RectoJob *self);

/* The job went to a worker, or came back to the queue. */
void recto_job_started (RectoJob *self);
gboolean recto_job_is_started (RectoJob *self);
void recto_job_requeued (RectoJob *self);
guint recto_job_get_n_starts (RectoJob *self);
/* Its last start had to make room, and does not count. */
void recto_job_excuse (RectoJob *self);
gint64 recto_job_get_work (RectoJob *self); /* microseconds since it started */
void recto_job_set_progress (RectoJob *self, double progress);

/* Answers all; the job is over. `value` is shared: each gets copy (value). */
void recto_job_succeed (RectoJob *self,
                        gpointer value,
                        GBoxedCopyFunc copy,
                        GDestroyNotify destroy);
void recto_job_fail (RectoJob *self, const GError *error);
/* It gave up by itself: each task is CANCELLED with this reason. */
void recto_job_give_up (RectoJob *self, RectoCancelReason reason);
/* Tells the log of every task that waited last that its work has really stopped. */
void recto_job_log_stopped (RectoJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoJob, recto_job_unref)
