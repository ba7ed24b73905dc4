/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-packet.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A stand-in for recto-worker that has been taken over: what it does is in the file name it was
 * started by, "lying-worker-WHAT". It never reads a document. */

static union
{
  RectoMessage head;
  guint64 aligned[RECTO_MAX_MESSAGE / sizeof (guint64)];
} received;

static int
receive (int socket)
{
  int fd = -1;

  if (recto_packet_receive (socket, received.aligned, &fd, 0) != RECTO_PACKET_MESSAGE)
    _exit (0);
  return fd;
}

static void
send_message (int socket, gconstpointer message, int fd)
{
  if (!recto_packet_send (socket, message, fd, 0))
    _exit (0);
}

static void
say_nonsense (void)
{
  guint8 noise[300];

  for (gsize i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) (i * 7);
  send (RECTO_CONTROL_FD, noise, sizeof noise, MSG_NOSIGNAL);
}

static void
talk_without_end (void)
{
  RectoMessageReady ready = { 0 };

  recto_message_init (&ready, RECTO_MESSAGE_READY, sizeof ready, 0, 0);
  for (;;)
    send_message (RECTO_CONTROL_FD, &ready, -1);
}

static void
claim_everything (void)
{
  RectoMessageOpened opened = { 0 };

  receive (RECTO_CONTROL_FD);
  recto_message_init (&opened, RECTO_MESSAGE_OPENED, sizeof opened, 0, 0);
  opened.n_chapters = G_MAXUINT32;
  opened.n_pages = G_MAXUINT32;
  send_message (RECTO_CONTROL_FD, &opened, -1);
}

/* Hands out a pidfd of the viewer, in the hope that it is killed with the worker's job. */
static void
hand_out_the_viewer (int viewer)
{
  claim_everything ();
  for (;;)
    {
      RectoMessageForked forked = { .pid = viewer };
      int pidfd = syscall (SYS_pidfd_open, viewer, 0);

      receive (RECTO_CONTROL_FD);
      recto_message_init (&forked, RECTO_MESSAGE_FORKED, sizeof forked, received.head.serial, 0);
      send_message (RECTO_CONTROL_FD, &forked, pidfd);
      close (pidfd);
    }
}

/* Forks as it should; its workers answer every question with what they were not asked. */
static void
answer_something_else (void)
{
  claim_everything ();
  for (;;)
    {
      int socket = receive (RECTO_CONTROL_FD);
      RectoMessageForked forked = { 0 };
      RectoMessageRendered rendered = { 0 };
      pid_t pid = fork ();
      int pidfd;

      if (pid == 0)
        {
          for (;;)
            {
              receive (socket);
              recto_message_init (&rendered, RECTO_MESSAGE_RENDERED, sizeof rendered,
                                  received.head.serial + 1, 0);
              send_message (socket, &rendered, -1);
            }
        }
      forked.pid = pid;
      pidfd = syscall (SYS_pidfd_open, pid, 0);
      recto_message_init (&forked, RECTO_MESSAGE_FORKED, sizeof forked, received.head.serial, 0);
      send_message (RECTO_CONTROL_FD, &forked, pidfd);
      close (pidfd);
      close (socket);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *name = g_path_get_basename (argv[0]);
  const char *what = name + strlen ("lying-worker-");

  if (strcmp (what, "nonsense") == 0)
    say_nonsense ();
  else if (strcmp (what, "flood") == 0)
    talk_without_end ();
  else if (strcmp (what, "pidfd") == 0)
    hand_out_the_viewer (atoi (argv[1]));
  else if (strcmp (what, "answers") == 0)
    answer_something_else ();
  /* "silence": it ends without a word. */
  return 0;
}
