/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-connection.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct _RectoConnection
{
  int socket;
  gboolean takes_descriptors;
  GSource *source;
  RectoConnectionReceived received;
  RectoConnectionClosed closed;
  gpointer data;
};

typedef union
{
  struct cmsghdr header;
  char space[CMSG_SPACE (sizeof (int))];
} OneDescriptor;

static gboolean
fail (RectoConnection *self)
{
  g_source_destroy (self->source);
  self->closed (self->data);
  return G_SOURCE_REMOVE;
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  RectoConnection *self = user_data;
  guint64 buffer[RECTO_MAX_MESSAGE / sizeof (guint64)];
  OneDescriptor control;
  struct iovec part = { buffer, sizeof buffer };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
  struct cmsghdr *header;
  int received = -1;
  ssize_t length;

  if (self->takes_descriptors)
    {
      message.msg_control = &control;
      /* Room for exactly one: padding would let a second one in, unseen. */
      message.msg_controllen = CMSG_LEN (sizeof received);
    }
  length = recvmsg (fd, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  header = length > 0 ? CMSG_FIRSTHDR (&message) : NULL;
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
      header->cmsg_len == CMSG_LEN (sizeof received))
    memcpy (&received, CMSG_DATA (header), sizeof received);
  /* A descriptor that was not asked for only sets MSG_CTRUNC, and never gets here. */
  if (length <= 0 || (message.msg_flags & MSG_TRUNC) != 0 ||
      (self->takes_descriptors && (message.msg_flags & MSG_CTRUNC) != 0) ||
      !recto_message_check (buffer, length))
    {
      g_clear_fd (&received, NULL);
      return fail (self);
    }
  self->received ((const RectoMessage *) buffer, &received, self->data);
  g_clear_fd (&received, NULL);
  return G_SOURCE_CONTINUE;
}

RectoConnection *
recto_connection_new (int socket,
                      gboolean takes_descriptors,
                      RectoConnectionReceived received,
                      RectoConnectionClosed closed,
                      gpointer data)
{
  RectoConnection *self = g_new0 (RectoConnection, 1);

  self->socket = socket;
  self->takes_descriptors = takes_descriptors;
  self->received = received;
  self->closed = closed;
  self->data = data;
  self->source = g_unix_fd_source_new (socket, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback (self->source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return self;
}

void
recto_connection_free (RectoConnection *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_clear_fd (&self->socket, NULL);
  g_free (self);
}

gboolean
recto_connection_send (RectoConnection *self, gconstpointer message, int fd)
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
    length = sendmsg (self->socket, &out, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (length < 0 && errno == EINTR);
  return length == (ssize_t) head->size;
}

gboolean
recto_connection_pair (int *ours, int *theirs, GError **error)
{
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  *ours = ends[0];
  *theirs = ends[1];
  return TRUE;
}
