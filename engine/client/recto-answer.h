/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-job.h"

/* Answers all who wait for a job with what a worker said, which has been looked at: `tile` and
 * `body` (both nullable) as RectoWorkerCallbacks has them. FALSE, and nobody is answered: it was
 * told to stop for no fault of theirs, and is to begin again. */
gboolean recto_answer_job (RectoJob *job,
                           const RectoMessage *message,
                           RectoTile *tile,
                           GBytes *body);
