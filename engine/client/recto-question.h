/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-connection.h"
#include "recto-job.h"

/* The shared memory that an answer is to be written to, as a message names it; all 0 for one that
 * fits a message. */
typedef struct
{
  guint32 number;
  guint32 bits; /* RectoRenderBits */
  guint64 size;
} RectoBufferClaim;

/* Asks a worker anything but to render. `fd`: of that memory, where it comes for the first time, or
 * -1. FALSE: it does not take it. */
gboolean recto_question_send (const RectoQuestion *question,
                              RectoConnection *connection,
                              guint32 serial,
                              guint generation,
                              const RectoBufferClaim *claim,
                              int fd);
