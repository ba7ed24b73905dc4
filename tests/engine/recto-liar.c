/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-liar.h"

#include <unistd.h>

union RectoLiarReceived recto_liar_received;

int
recto_liar_receive (int socket)
{
  int fd = -1;

  if (recto_packet_receive (socket, recto_liar_received.aligned, &fd, 0) != RECTO_PACKET_MESSAGE)
    _exit (0);
  return fd;
}

void
recto_liar_send (int socket, gconstpointer message, int fd)
{
  if (!recto_packet_send (socket, message, fd, 0))
    _exit (0);
}

void
recto_liar_claim_pages (guint32 n_pages, gboolean reflowable)
{
  RectoMessageOpened opened = { 0 };

  recto_liar_receive (RECTO_CONTROL_FD);
  recto_message_init (&opened, RECTO_MESSAGE_OPENED, sizeof opened, 0, 0);
  opened.n_chapters = n_pages;
  opened.n_pages = n_pages;
  opened.reflowable = reflowable;
  recto_message_set_text (opened.format, sizeof opened.format, "PDF 1.7");
  recto_liar_send (RECTO_CONTROL_FD, &opened, -1);
}
