/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-message.h"

/* RectoConnection: whole messages over one socket, in the main context that was the thread default
 * when it was made. Never blocks; knows no meanings. Owned by whoever made it; both callbacks may
 * free it. */
typedef struct _RectoConnection RectoConnection;

/* `fd`: the descriptor that came with the message, or -1; whoever wants it sets it to -1. */
typedef void (*RectoConnectionReceived) (const RectoMessage *message, int *fd, gpointer data);
/* The other side is gone, or said something that is no message. Comes once. */
typedef void (*RectoConnectionClosed) (gpointer data);

/* Takes `socket`. Descriptors are accepted only where `takes_descriptors`. */
RectoConnection *recto_connection_new (int socket,
                                       gboolean takes_descriptors,
                                       RectoConnectionReceived received,
                                       RectoConnectionClosed closed,
                                       gpointer data);
void recto_connection_free (RectoConnection *self);
/* `fd`: sent along unless -1; stays the caller's. FALSE when the other side does not take it: it
 * is gone, or it does not read. */
gboolean recto_connection_send (RectoConnection *self, gconstpointer message, int fd);

/* Whether the other side has closed its end, though what it said before may not have been heard. */
gboolean recto_connection_is_hung_up (RectoConnection *self);

/* Two ends of a new SOCK_SEQPACKET socket; `ours` does not block. */
gboolean recto_connection_pair (int *ours, int *theirs, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoConnection, recto_connection_free)
