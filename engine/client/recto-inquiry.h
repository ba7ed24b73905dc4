/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-job.h"

/* An inquiry: a task of a document whose answer comes in pieces, each a question of its own to the
 * workers. A piece that had to make way for something more urgent is asked for again. */

typedef enum
{
  RECTO_INQUIRY_DONE,
  RECTO_INQUIRY_MORE,   /* the question has become the next one */
  RECTO_INQUIRY_FAILED, /* the answer is of no use */
} RectoInquiryState;

typedef struct
{
  RectoTaskKind kind;
  RectoTaskFlags flags;
  RectoPriority priority;
  guint timeout_ms; /* 0: what is usual for its kind */
  /* Takes an answer to the question, which is whole and of its kind, into `value`. */
  RectoInquiryState (*take) (RectoDocument *document,
                             gpointer value,
                             const RectoMessage *answer,
                             RectoQuestion *question);
  /* (nullable): makes the best of what there is after an error. FALSE: nothing can be made of it.
   */
  gboolean (*salvage) (gpointer value);
  /* (nullable): how much is done, 0 to 1. */
  double (*get_progress) (RectoDocument *document, gpointer value);
  GDestroyNotify destroy; /* of `value` */
} RectoInquiryClass;

/* Takes `value`. The question's address is copied. */
void recto_inquiry_ask (RectoDocument *document,
                        const RectoInquiryClass *klass,
                        const RectoQuestion *question,
                        gpointer value,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data,
                        gpointer source_tag);
/* `value`. (transfer full) */
gpointer recto_inquiry_finish (GAsyncResult *result, GError **error);
