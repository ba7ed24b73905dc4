/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-liar.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Stand-ins that lie as hosts, and have no workers. */

static void
say_nonsense (void)
{
  guint8 noise[300];

  for (gsize i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) (i * 7);
  send (RECTO_CONTROL_FD, noise, sizeof noise, MSG_NOSIGNAL);
}

static void
say_ready (void)
{
  RectoMessageReady ready = { 0 };

  recto_message_init (&ready, RECTO_MESSAGE_READY, sizeof ready, 0, 0);
  recto_liar_send (RECTO_CONTROL_FD, &ready, -1);
}

static void
talk_without_end (void)
{
  for (;;)
    say_ready ();
}

/* Hands out a pidfd of the viewer, in the hope that it is killed with the worker's job. */
static void
hand_out_the_viewer (int viewer)
{
  recto_liar_claim_pages (G_MAXUINT32, FALSE);
  for (;;)
    {
      RectoMessageForked forked = { .pid = viewer };
      int pidfd = syscall (SYS_pidfd_open, viewer, 0);

      recto_liar_receive (RECTO_CONTROL_FD);
      recto_message_init (&forked, RECTO_MESSAGE_FORKED, sizeof forked,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (RECTO_CONTROL_FD, &forked, pidfd);
      close (pidfd);
    }
}

/* And ends with that. */
static void
open_and_end (void)
{
  say_ready ();
  recto_liar_claim_pages (3, FALSE);
}

/* Answers what was not asked, or as if another worker had been asked for; the end of a socket that
 * the worker was to have stays open. */
static void
answer_something_else (void)
{
  recto_liar_claim_pages (3, FALSE);
  for (;;)
    {
      RectoMessageForked forked = { 0 };
      RectoMessage prewarmed;
      guint32 serial;

      recto_liar_receive (RECTO_CONTROL_FD);
      serial = recto_liar_received.head.serial;
      recto_message_init (&prewarmed, RECTO_MESSAGE_PREWARMED, sizeof prewarmed, serial, 0);
      recto_message_init (&forked, RECTO_MESSAGE_FORKED, sizeof forked, serial + 1, 0);
      if (serial % 2 == 0)
        recto_liar_send (RECTO_CONTROL_FD, &prewarmed, -1);
      else
        recto_liar_send (RECTO_CONTROL_FD, &forked, -1);
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
  else if (strcmp (what, "opened") == 0)
    open_and_end ();
  else if (strcmp (what, "other") == 0)
    answer_something_else ();
  /* "silence": it ends without a word. */
  return 0;
}
