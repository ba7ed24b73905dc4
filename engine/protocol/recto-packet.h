/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include "recto-message.h"

/* Packets: a SOCK_SEQPACKET socket's way to carry a message, whole, with a descriptor or without.
 * Both sides of the sandbox speak through these. */

/* `fd`: sent along unless -1; stays the caller's. `flags` are sendmsg ()'s. FALSE when the other
 * side did not take all of it. */
gboolean recto_packet_send (int socket, gconstpointer message, int fd, int flags);

typedef enum
{
  RECTO_PACKET_MESSAGE,
  RECTO_PACKET_NONE,  /* nothing to read yet */
  RECTO_PACKET_WRONG, /* the other side is gone, or said what is no message */
} RectoPacketOutcome;

/* One message that has passed recto_message_check () into `buffer`, which is aligned as one and
 * RECTO_MAX_MESSAGE large. `fd` becomes the descriptor that came with it, the caller's to close,
 * or -1; where it is NULL, a descriptor is not even let into the process. A message that comes
 * with more than one is WRONG, and none of them stays. `flags` are recvmsg ()'s. */
RectoPacketOutcome recto_packet_receive (int socket, gpointer buffer, int *fd, int flags);
