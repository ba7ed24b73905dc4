/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "recto-host-loop.h"
#include "recto-lockdown.h"
#include "recto-message.h"
#include "recto-mupdf-context.h"
#include "recto-socket.h"

#if RECTO_SANITIZED
/* Leaks are counted by the tests: the checker needs system calls that are forbidden here. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0:handle_segv=0:handle_abort=0";
}
#endif

static int
watch_children (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGCHLD);
  sigprocmask (SIG_BLOCK, &set, NULL);
  return signalfd (-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
say_ready (int landlock)
{
  RectoMessageReady ready = { 0 };

  recto_message_init (&ready, RECTO_MESSAGE_READY, sizeof ready, 0, 0);
  ready.lockdown =
      RECTO_LOCKDOWN_LIMITS | RECTO_LOCKDOWN_NO_NEW_PRIVILEGES | RECTO_LOCKDOWN_SECCOMP;
  if (landlock > 0)
    ready.lockdown |= RECTO_LOCKDOWN_LANDLOCK;
  ready.landlock_abi = landlock;
  recto_message_set_text (ready.build, sizeof ready.build, RECTO_VERSION);
  if (!recto_socket_send (RECTO_CONTROL_FD, &ready, -1))
    _exit (0);
}

/* Usage: recto-worker VIEWER_PID, with the control socket as descriptor 3. */
int
main (int argc, char *argv[])
{
  fz_context *ctx;
  int children;
  int landlock;

  if (argc != 2 || fcntl (RECTO_CONTROL_FD, F_GETFD) < 0)
    {
      fputs ("recto-worker is started by recto, not by hand.\n", stderr);
      return 2;
    }
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid () != atoi (argv[1]))
    return 0;
  /* A pipe that nobody reads any more is told by write (). */
  signal (SIGPIPE, SIG_IGN);
  close_range (RECTO_CONTROL_FD + 1, ~0U, 0);
  fcntl (RECTO_CONTROL_FD, F_SETFD, FD_CLOEXEC);
  children = watch_children ();
  ctx = recto_mupdf_context_new ();
  if (ctx == NULL || children < 0 || !recto_lockdown_limits ())
    return 1;
  landlock = recto_lockdown_landlock ();
  if (!recto_lockdown_host_calls ())
    {
      fputs ("recto-worker: cannot restrict system calls\n", stderr);
      return 1;
    }
  say_ready (landlock);
  recto_host_loop_run (ctx, RECTO_CONTROL_FD, children);
}
