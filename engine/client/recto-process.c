/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-process.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

void
recto_process_signal (int pidfd, int number)
{
  if (pidfd >= 0)
    syscall (SYS_pidfd_send_signal, pidfd, number, NULL, 0);
}

void
recto_process_limit_memory (int pid, guint64 bytes)
{
  struct rlimit limit;

  /* The process has been found to be a child of its host, which has not waited for it yet: the
   * number is still its own. */
  if (pid <= 0 || prlimit (pid, RLIMIT_DATA, NULL, &limit) != 0)
    return;
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  prlimit (pid, RLIMIT_DATA, &limit, NULL);
}
