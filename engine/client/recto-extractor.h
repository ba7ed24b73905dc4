/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment.h"
#include "recto-host.h"

/* RectoExtractor: brings the bytes of a document's attachments out of the sandbox. It has a worker
 * of its own, so that pages are rendered meanwhile, and asks it for one attachment at a time. The
 * worker is kept for the next attachment, and let go when none has been wanted for a while. */
typedef struct _RectoExtractor RectoExtractor;

/* Set in the numbers of its workers, which the document's other workers never have. */
#define RECTO_EXTRACTOR_NUMBER (1u << 31)

RectoExtractor *recto_extractor_new (void);
/* Kills its worker; what waits or runs fails with G_IO_ERROR_CLOSED. */
void recto_extractor_free (RectoExtractor *self);

/* Whom to ask for a worker, or NULL while there is none: what runs fails then, the rest waits. */
void recto_extractor_set_host (RectoExtractor *self, RectoHost *host);
/* The host's answer to a fork of such a number. */
void recto_extractor_forked (RectoExtractor *self, guint number, int *pidfd, int pid);
/* All that waits or runs fails, and whatever is asked for until there is another host. */
void recto_extractor_fail_all (RectoExtractor *self, const GError *error);
/* Its worker, and those to come, may use what the hard limit allows. */
void recto_extractor_allow_more_memory (RectoExtractor *self);
/* For tests: how long an idle worker is kept, from the next time it is idle; the worker's process,
 * or 0. */
void recto_extractor_set_idle_ms (RectoExtractor *self, guint milliseconds);
int recto_extractor_get_pid (RectoExtractor *self);

/* Writes the attachment's bytes into `pipe` (taken: the end that is written to; it is closed once
 * the bytes have ended, whichever way). The end of the bytes says nothing: only `_finish` tells
 * whether they were all. Cancelling kills the worker in the same turn of the main loop. The reader
 * may close its end at any time, which ends it likewise.
 *
 * `_finish`: TRUE when all of it was written; `bytes` (out, optional): how many, as the worker
 * says, to be compared with what came. Errors: CANCELLED; RECTO_ERROR DAMAGED (what could be read
 * was written), OUT_OF_MEMORY, WORKER_DIED; G_IO_ERROR_BROKEN_PIPE where the reader closed its end;
 * G_IO_ERROR_CLOSED. */
void recto_extractor_extract_async (RectoExtractor *self,
                                    RectoAttachment *attachment,
                                    int pipe,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean recto_extractor_extract_finish (GAsyncResult *result, guint64 *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoExtractor, recto_extractor_free)
