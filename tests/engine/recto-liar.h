/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-packet.h"

/* Stand-ins for recto-worker that have been taken over: what one does is in the file name it was
 * started by, "lying-worker-WHAT". None ever reads a document. */

/* What it was asked last. */
extern union RectoLiarReceived
{
  RectoMessage head;
  guint64 aligned[RECTO_MAX_MESSAGE / sizeof (guint64)];
} recto_liar_received;

/* What came with it, or -1. Nobody there: the process ends, as for the next. */
int recto_liar_receive (int socket);
void recto_liar_send (int socket, gconstpointer message, int fd);
/* Says that it has opened the document that it is asked for. */
void recto_liar_claim_pages (guint32 n_pages, gboolean reflowable);
