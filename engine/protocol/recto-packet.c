/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-packet.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef union
{
  struct cmsghdr header;
  char space[CMSG_SPACE (sizeof (int))];
} OneDescriptor;

gboolean
recto_packet_send (int socket, gconstpointer message, int fd, int flags)
{
  const RectoMessage *head = message;
  OneDescriptor control = { 0 };
  struct iovec part = { (gpointer) message, head->size };
  struct msghdr out = { .msg_iov = &part, .msg_iovlen = 1 };
  ssize_t length;

  if (fd >= 0)
    {
      out.msg_control = &control;
      out.msg_controllen = sizeof control;
      control.header.cmsg_level = SOL_SOCKET;
      control.header.cmsg_type = SCM_RIGHTS;
      control.header.cmsg_len = CMSG_LEN (sizeof fd);
      memcpy (CMSG_DATA (&control.header), &fd, sizeof fd);
    }
  do
    length = sendmsg (socket, &out, flags | MSG_NOSIGNAL);
  while (length < 0 && errno == EINTR);
  return length == (ssize_t) head->size;
}

static int
take_descriptor (struct msghdr *in)
{
  struct cmsghdr *header = CMSG_FIRSTHDR (in);
  int fd = -1;

  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
      header->cmsg_len == CMSG_LEN (sizeof fd))
    memcpy (&fd, CMSG_DATA (header), sizeof fd);
  return fd;
}

RectoPacketOutcome
recto_packet_receive (int socket, gpointer buffer, int *fd, int flags)
{
  OneDescriptor control;
  struct iovec part = { buffer, RECTO_MAX_MESSAGE };
  struct msghdr in = { .msg_iov = &part, .msg_iovlen = 1 };
  int taken = -1;
  ssize_t length;

  if (fd != NULL)
    {
      in.msg_control = &control;
      /* Room for exactly one: padding would let a second one in, unseen. */
      in.msg_controllen = CMSG_LEN (sizeof taken);
    }
  do
    length = recvmsg (socket, &in, flags | MSG_CMSG_CLOEXEC);
  while (length < 0 && errno == EINTR);
  if (length < 0 && errno == EAGAIN)
    return RECTO_PACKET_NONE;
  if (length > 0 && fd != NULL)
    taken = take_descriptor (&in);
  /* Where none is taken, one that comes along only sets MSG_CTRUNC. */
  if (length <= 0 || (in.msg_flags & MSG_TRUNC) != 0 ||
      (fd != NULL && (in.msg_flags & MSG_CTRUNC) != 0) || !recto_message_check (buffer, length))
    {
      if (taken >= 0)
        close (taken);
      return RECTO_PACKET_WRONG;
    }
  if (fd != NULL)
    *fd = taken;
  return RECTO_PACKET_MESSAGE;
}
