/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-lockdown.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Memory that is the process's own and writable. The soft limit turns a bomb into an error within
 * milliseconds; the viewer may raise it up to the hard one for a page that really needs more. */
#define SOFT_DATA ((rlim_t) 1 << 30)
#define HARD_DATA ((rlim_t) 4 << 30)

static struct sock_fprog worker_program;

static void
prefer_to_be_killed (void)
{
  int fd = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  /* Where this is refused the machine chooses as it always does. */
  if (write (fd, "1000", 4) < 0)
    errno = 0;
  close (fd);
}

gboolean
recto_lockdown_limits (void)
{
  rlim_t half = (rlim_t) sysconf (_SC_PHYS_PAGES) / 2 * sysconf (_SC_PAGESIZE);
  rlim_t hard = MIN (HARD_DATA, half);
  struct rlimit data = { MIN (SOFT_DATA, hard), hard };
  struct rlimit core = { 0, 0 };
  struct rlimit files = { 64, 64 };
  gboolean good = TRUE;

  prefer_to_be_killed ();
  good &= setrlimit (RLIMIT_CORE, &core) == 0;
  good &= setrlimit (RLIMIT_NOFILE, &files) == 0;
  /* The address sanitizer's shadow does not fit below any such limit. */
  if (!RECTO_SANITIZED)
    good &= setrlimit (RLIMIT_DATA, &data) == 0;
  good &= prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
  good &= prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  return good;
}

/* All rights of the file system that the kernel's ABI knows. */
static guint64
file_rights (int abi)
{
  guint64 rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

  if (abi >= 2)
    rights |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3)
    rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
  if (abi >= 5)
    rights |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
  return rights;
}

int
recto_lockdown_landlock (void)
{
  struct landlock_ruleset_attr rules = { 0 };
  int abi = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  gsize size = offsetof (struct landlock_ruleset_attr, handled_access_net);
  int fd;
  gboolean done;

  if (abi < 1)
    return 0;
  rules.handled_access_fs = file_rights (abi);
  if (abi >= 4)
    {
      rules.handled_access_net = LANDLOCK_ACCESS_NET_BIND_TCP | LANDLOCK_ACCESS_NET_CONNECT_TCP;
      size = offsetof (struct landlock_ruleset_attr, scoped);
    }
  if (abi >= 6)
    {
      rules.scoped = LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL;
      size = sizeof rules;
    }
  fd = syscall (SYS_landlock_create_ruleset, &rules, size, 0);
  if (fd < 0)
    return 0;
  done = syscall (SYS_landlock_restrict_self, fd, 0) == 0;
  close (fd);
  return done ? abi : 0;
}

static const int common_calls[] = {
  SCMP_SYS (read),          SCMP_SYS (pread64),
  SCMP_SYS (write),         SCMP_SYS (writev),
  SCMP_SYS (close),         SCMP_SYS (fstat),
  SCMP_SYS (lseek),         SCMP_SYS (recvmsg),
  SCMP_SYS (sendmsg),       SCMP_SYS (poll),
  SCMP_SYS (ppoll),         SCMP_SYS (brk),
  SCMP_SYS (munmap),        SCMP_SYS (mremap),
  SCMP_SYS (madvise),       SCMP_SYS (futex),
  SCMP_SYS (exit),          SCMP_SYS (exit_group),
  SCMP_SYS (rt_sigreturn),  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigaction),  SCMP_SYS (restart_syscall),
  SCMP_SYS (clock_gettime), SCMP_SYS (gettimeofday),
  SCMP_SYS (getpid),        SCMP_SYS (gettid),
  SCMP_SYS (getppid),       SCMP_SYS (getrandom),
  SCMP_SYS (sysinfo),       SCMP_SYS (set_robust_list),
};

/* Refused quietly: libraries ask, and go on without. */
static const struct
{
  int call;
  int error;
} refused_calls[] = {
  { SCMP_SYS (open), EACCES },       { SCMP_SYS (openat), EACCES },
  { SCMP_SYS (access), EACCES },     { SCMP_SYS (faccessat), EACCES },
  { SCMP_SYS (faccessat2), EACCES }, { SCMP_SYS (newfstatat), EACCES },
  { SCMP_SYS (stat), EACCES },       { SCMP_SYS (lstat), EACCES },
  { SCMP_SYS (statx), EACCES },      { SCMP_SYS (readlink), EACCES },
  { SCMP_SYS (readlinkat), EACCES }, { SCMP_SYS (tgkill), EPERM },
  { SCMP_SYS (clone3), ENOSYS },
};

/* What the sanitizers' runtime needs besides. */
static const int sanitizer_calls[] = {
  SCMP_SYS (sigaltstack),
  SCMP_SYS (prlimit64),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (getuid),
  SCMP_SYS (geteuid),
  SCMP_SYS (getgid),
  SCMP_SYS (getegid),
  SCMP_SYS (uname),
  SCMP_SYS (dup),
  SCMP_SYS (fcntl),
  SCMP_SYS (ioctl),
  SCMP_SYS (pipe2),
  SCMP_SYS (process_vm_readv),
};

static int
allow_common (scmp_filter_ctx filter)
{
  int failed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (common_calls); i++)
    failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, common_calls[i], 0);
  /* A rule that says what the filter does anyway is refused. */
  for (gsize i = 0; i < G_N_ELEMENTS (refused_calls); i++)
    if (RECTO_DEVEL || refused_calls[i].error != ENOSYS)
      failed |= seccomp_rule_add (filter, SCMP_ACT_ERRNO (refused_calls[i].error),
                                  refused_calls[i].call, 0);
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prctl), 1,
                              SCMP_A0 (SCMP_CMP_EQ, PR_SET_PDEATHSIG));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prctl), 1,
                              SCMP_A0 (SCMP_CMP_EQ, PR_SET_NAME));
  /* Of itself alone. */
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (setpriority), 2,
                              SCMP_A0 (SCMP_CMP_EQ, PRIO_PROCESS), SCMP_A1 (SCMP_CMP_EQ, 0));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (getpriority), 2,
                              SCMP_A0 (SCMP_CMP_EQ, PRIO_PROCESS), SCMP_A1 (SCMP_CMP_EQ, 0));
  if (RECTO_SANITIZED)
    for (gsize i = 0; i < G_N_ELEMENTS (sanitizer_calls); i++)
      failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, sanitizer_calls[i], 0);
  return failed;
}

/* fork () as glibc does it, and nothing else that clone () can do. */
static int
allow_host_calls (scmp_filter_ctx filter)
{
  int failed = 0;

  failed |=
      seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1,
                        SCMP_A0 (SCMP_CMP_EQ, CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (pidfd_open), 0);
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (wait4), 0);
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (waitid), 0);
  failed |=
      seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (seccomp), 2,
                        SCMP_A0 (SCMP_CMP_EQ, SECCOMP_SET_MODE_FILTER), SCMP_A1 (SCMP_CMP_EQ, 0));
  return failed;
}

static scmp_filter_ctx
new_filter (void)
{
  /* Developers want to hear what is missing; for users a call that a new C library makes must not
   * turn every page into a crash. Denied it is either way. */
  scmp_filter_ctx filter =
      seccomp_init (RECTO_DEVEL ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ERRNO (ENOSYS));

  if (filter != NULL && allow_common (filter) != 0)
    g_clear_pointer (&filter, seccomp_release);
  return filter;
}

/* Turns the filter into the program that a forked worker loads by itself. */
static gboolean
export_program (scmp_filter_ctx filter, struct sock_fprog *program)
{
  g_autofd int fd = memfd_create ("filter", MFD_CLOEXEC);
  struct stat facts;

  if (fd < 0 || seccomp_export_bpf (filter, fd) != 0 || fstat (fd, &facts) != 0 ||
      facts.st_size == 0)
    return FALSE;
  program->filter = g_malloc (facts.st_size);
  program->len = facts.st_size / sizeof program->filter[0];
  return pread (fd, program->filter, facts.st_size, 0) == facts.st_size;
}

gboolean
recto_lockdown_host_calls (void)
{
  scmp_filter_ctx host = new_filter ();
  scmp_filter_ctx worker = new_filter ();
  gboolean done = host != NULL && worker != NULL && allow_host_calls (host) == 0 &&
                  export_program (worker, &worker_program) && seccomp_load (host) == 0;

  g_clear_pointer (&host, seccomp_release);
  g_clear_pointer (&worker, seccomp_release);
  return done;
}

gboolean
recto_lockdown_worker_calls (void)
{
  return syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &worker_program) == 0;
}
