/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-socket.h"

#include "recto-packet.h"

gboolean
recto_socket_receive (int socket, RectoReceived *received)
{
  received->fd = -1;
  return recto_packet_receive (socket, received->aligned, &received->fd, 0) == RECTO_PACKET_MESSAGE;
}

gboolean
recto_socket_send (int socket, gconstpointer message, int fd)
{
  return recto_packet_send (socket, message, fd, 0);
}
