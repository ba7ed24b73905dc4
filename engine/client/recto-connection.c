/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-connection.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <sys/socket.h>

#include "recto-packet.h"

struct _RectoConnection
{
  int socket;
  gboolean takes_descriptors;
  GSource *source;
  RectoConnectionReceived received;
  RectoConnectionClosed closed;
  gpointer data;
};

static gboolean
fail (RectoConnection *self)
{
  g_source_destroy (self->source);
  self->closed (self->data);
  return G_SOURCE_REMOVE;
}

static gboolean
readable_cb (int socket, GIOCondition condition, gpointer user_data)
{
  RectoConnection *self = user_data;
  guint64 buffer[RECTO_MAX_MESSAGE / sizeof (guint64)];
  int fd = -1;

  switch (recto_packet_receive (socket, buffer, self->takes_descriptors ? &fd : NULL, MSG_DONTWAIT))
    {
    case RECTO_PACKET_NONE:
      return G_SOURCE_CONTINUE;
    case RECTO_PACKET_MESSAGE:
      self->received ((const RectoMessage *) buffer, &fd, self->data);
      g_clear_fd (&fd, NULL);
      return G_SOURCE_CONTINUE;
    case RECTO_PACKET_WRONG:
    default:
      return fail (self);
    }
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
  return recto_packet_send (self->socket, message, fd, MSG_DONTWAIT);
}

gboolean
recto_connection_is_hung_up (RectoConnection *self)
{
  struct pollfd other_side = { .fd = self->socket };

  return poll (&other_side, 1, 0) > 0 && (other_side.revents & (POLLHUP | POLLERR)) != 0;
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
