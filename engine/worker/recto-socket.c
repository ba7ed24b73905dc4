/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-socket.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef union
{
  struct cmsghdr header;
  char space[CMSG_SPACE (sizeof (int))];
} OneDescriptor;

static int
take_descriptor (struct msghdr *message)
{
  struct cmsghdr *control = CMSG_FIRSTHDR (message);
  int fd = -1;

  if (control != NULL && control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS &&
      control->cmsg_len == CMSG_LEN (sizeof fd))
    memcpy (&fd, CMSG_DATA (control), sizeof fd);
  return fd;
}

gboolean
recto_socket_receive (int socket, RectoReceived *received)
{
  OneDescriptor control;
  struct iovec part = { received->aligned, sizeof received->aligned };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  ssize_t length;

  do
    length = recvmsg (socket, &message, MSG_CMSG_CLOEXEC);
  while (length < 0 && errno == EINTR);
  received->fd = length < 0 ? -1 : take_descriptor (&message);
  if (length > 0 && (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0 &&
      recto_message_check (received->aligned, length))
    return TRUE;
  if (received->fd >= 0)
    close (received->fd);
  return FALSE;
}

gboolean
recto_socket_send (int socket, gconstpointer message, int fd)
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
    length = sendmsg (socket, &out, MSG_NOSIGNAL);
  while (length < 0 && errno == EINTR);
  return length == (ssize_t) head->size;
}
