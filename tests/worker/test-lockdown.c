/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-lockdown.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each claim is tried in a process of its own that locks itself down as the host does. A call that
 * is not on the list ends the process in development builds, and fails with ENOSYS in releases. */

typedef int (*Attempt) (void); /* 0: it did not work, as it should be */

static int
run (Attempt attempt, gboolean as_worker)
{
  pid_t pid = fork ();
  int status = -1;

  if (pid == 0)
    {
      if (!recto_lockdown_limits ())
        _exit (100);
      recto_lockdown_landlock ();
      if (!recto_lockdown_host_calls ())
        _exit (101);
      if (as_worker && !recto_lockdown_worker_calls ())
        _exit (102);
      _exit (attempt ());
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
assert_harmless (Attempt attempt)
{
  for (guint as_worker = 0; as_worker < 2; as_worker++)
    {
      int status = run (attempt, as_worker);

      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
}

static void
assert_forbidden (Attempt attempt, gboolean as_worker)
{
  int status = run (attempt, as_worker);

  if (RECTO_DEVEL)
    {
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
    }
  else
    {
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
}

static int
try_open (void)
{
  return open ("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES;
}

static int
try_create (void)
{
  return open ("/tmp/recto-lockdown", O_WRONLY | O_CREAT, 0600) >= 0 || errno != EACCES;
}

static int
try_access (void)
{
  return access ("/etc/passwd", R_OK) == 0 || errno != EACCES;
}

static int
try_signal_the_viewer (void)
{
  return syscall (SYS_tgkill, getppid (), getppid (), 0) == 0 || errno != EPERM;
}

static int
try_allocate_without_end (void)
{
  gsize total = 0;

  /* The soft limit is 1 GB; written to, so that it is real. */
  while (total < ((gsize) 3 << 30))
    {
      /* Volatile: a compiler may leave out memory that nobody looks at. */
      guint8 *volatile block = malloc (16 << 20);

      if (block == NULL)
        return 0;
      block[0] = 1;
      total += 16 << 20;
    }
  return 1;
}

static int
try_ordinary_work (void)
{
  gpointer memory = malloc (1 << 20);
  int result = memory == NULL;

  memory = realloc (memory, 300 << 20);
  result |= memory == NULL;
  free (memory);
  return result;
}

static int
try_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0;
}

static int
try_execute (void)
{
  char program[] = "/bin/true";
  char *arguments[] = { program, NULL };

  execv (arguments[0], arguments);
  return 0;
}

static int
try_kill (void)
{
  return kill (getppid (), 0) == 0;
}

static int
try_executable_memory (void)
{
  return mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static int
try_ptrace (void)
{
  return syscall (SYS_ptrace, 0, 0, 0, 0) == 0;
}

static int
try_fork (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (0);
  return pid > 0;
}

static int
try_thread (void)
{
  return syscall (SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0) >= 0;
}

static int
try_naming_itself (void)
{
  return prctl (PR_SET_NAME, "x", 0, 0, 0) != 0;
}

static int
try_going_behind (void)
{
  return setpriority (PRIO_PROCESS, 0, getpriority (PRIO_PROCESS, 0) + 1) != 0;
}

static int
try_holding_the_viewer_back (void)
{
  return setpriority (PRIO_PROCESS, getppid (), 0) == 0;
}

static int
try_holding_the_user_back (void)
{
  return setpriority (PRIO_USER, 0, 0) == 0;
}

static void
test_files_cannot_be_opened (void)
{
  assert_harmless (try_open);
  assert_harmless (try_create);
  assert_harmless (try_access);
}

static void
test_the_viewer_cannot_be_signalled (void)
{
  assert_harmless (try_signal_the_viewer);
  assert_forbidden (try_kill, FALSE);
  assert_forbidden (try_kill, TRUE);
}

static void
test_memory_ends (void)
{
  assert_harmless (try_allocate_without_end);
}

static void
test_ordinary_work_goes_on (void)
{
  assert_harmless (try_ordinary_work);
  assert_harmless (try_naming_itself);
  assert_harmless (try_going_behind);
}

static void
test_nothing_can_be_reached_or_run (void)
{
  static const Attempt attempts[] = { try_socket,
                                      try_execute,
                                      try_executable_memory,
                                      try_ptrace,
                                      try_thread,
                                      try_holding_the_viewer_back,
                                      try_holding_the_user_back };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      assert_forbidden (attempts[i], FALSE);
      assert_forbidden (attempts[i], TRUE);
    }
}

static void
test_only_the_host_forks (void)
{
  int status = run (try_fork, FALSE);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  assert_forbidden (try_fork, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lockdown/files-cannot-be-opened", test_files_cannot_be_opened);
  g_test_add_func ("/lockdown/the-viewer-cannot-be-signalled", test_the_viewer_cannot_be_signalled);
  g_test_add_func ("/lockdown/memory-ends", test_memory_ends);
  g_test_add_func ("/lockdown/ordinary-work-goes-on", test_ordinary_work_goes_on);
  g_test_add_func ("/lockdown/nothing-can-be-reached-or-run", test_nothing_can_be_reached_or_run);
  g_test_add_func ("/lockdown/only-the-host-forks", test_only_the_host_forks);

  return g_test_run ();
}
