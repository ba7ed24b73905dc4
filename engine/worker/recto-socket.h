/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-message.h"

/* The worker's side of a socket: blocking, one message at a time. */
typedef struct
{
  union
  {
    RectoMessage head;
    guint64 aligned[RECTO_MAX_MESSAGE / sizeof (guint64)];
  };
  int fd; /* the descriptor that came with it, or -1; the reader's to close */
} RectoReceived;

/* FALSE when the other side is gone or speaks nonsense: there is nothing to do but exit. */
gboolean recto_socket_receive (int socket, RectoReceived *received);
/* `fd`: a descriptor to send along, or -1. FALSE when the other side is gone. */
gboolean recto_socket_send (int socket, gconstpointer message, int fd);
