/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-host.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "recto-connection.h"
#include "recto-task-kind.h"

struct _RectoHost
{
  int pid;
  RectoConnection *connection; /* NULL once it died */
  const RectoHostCallbacks *callbacks;
  gpointer data;
  guint lockdown;
  int landlock_abi;
  guint n_news;          /* that it may still tell without being asked: READY, ENDED */
  GArray *asked;         /* RectoMessage: the questions that it has not answered, oldest first */
  gboolean has_answered; /* whether the document can be opened */
  RectoClock clock;
  GSource *watchdog; /* (nullable): while it has not answered */
};

static void
reap_cb (GPid pid, int status, gpointer data)
{
  g_spawn_close_pid (pid);
}

static void
stop_watchdog (RectoHost *self)
{
  if (self->watchdog != NULL)
    g_source_destroy (self->watchdog);
  g_clear_pointer (&self->watchdog, g_source_unref);
}

/* Whoever waits for a worker, or for the document, would wait for ever. */
static gboolean
watchdog_cb (gpointer data)
{
  RectoHost *self = data;

  stop_watchdog (self);
  if (self->callbacks != NULL)
    self->callbacks->hung (self->data);
  return G_SOURCE_REMOVE;
}

/* From now on for the next of its answers. A document may be large, but once it is open, answers
 * take no longer than a page may. */
static void
watch (RectoHost *self)
{
  const RectoTaskKind like = self->has_answered ? RECTO_TASK_RENDER : RECTO_TASK_OPEN;

  stop_watchdog (self);
  if (self->asked->len == 0)
    return;
  self->watchdog = self->clock.timer (self->clock.data, recto_task_kind_default_timeout_ms (like));
  /* Where the viewer itself was stopped, the answer is there by now: what the host has said is read
   * first. */
  g_source_set_priority (self->watchdog, G_PRIORITY_DEFAULT + 1);
  g_source_set_callback (self->watchdog, watchdog_cb, self, NULL);
  g_source_attach (self->watchdog, g_main_context_get_thread_default ());
}

static gboolean
is_news (const RectoMessage *message)
{
  return message->kind == RECTO_MESSAGE_READY || message->kind == RECTO_MESSAGE_ENDED;
}

static gboolean
answers (const RectoMessage *message, const RectoMessage *question)
{
  static const RectoMessageKind expected[] = {
    [RECTO_MESSAGE_OPEN] = RECTO_MESSAGE_OPENED,
    [RECTO_MESSAGE_FORK] = RECTO_MESSAGE_FORKED,
    [RECTO_MESSAGE_PREWARM] = RECTO_MESSAGE_PREWARMED,
    [RECTO_MESSAGE_SHOW_LAYERS] = RECTO_MESSAGE_LAYERS_SHOWN,
  };
  const RectoMessageKind kind =
      message->kind == RECTO_MESSAGE_REFUSED ? RECTO_MESSAGE_OPENED : message->kind;

  return message->serial == question->serial && kind == expected[question->kind];
}

/* It answers one question after the other. Whoever waits for an answer that another has come in
 * place of, would wait for ever; and what nobody has asked for could keep the main loop busy. */
static gboolean
is_due (RectoHost *self, const RectoMessage *message)
{
  if (is_news (message))
    return self->n_news > 0;
  return self->asked->len > 0 && answers (message, &g_array_index (self->asked, RectoMessage, 0));
}

static void
note (RectoHost *self, const RectoMessage *message)
{
  if (is_news (message))
    {
      self->n_news--;
      return;
    }
  if (g_array_index (self->asked, RectoMessage, 0).kind == RECTO_MESSAGE_OPEN)
    self->has_answered = TRUE;
  g_array_remove_index (self->asked, 0);
  watch (self);
}

static void
report_death (RectoHost *self)
{
  stop_watchdog (self);
  if (self->connection == NULL)
    return;
  g_clear_pointer (&self->connection, recto_connection_free);
  /* With all that it has forked, of which one that has been taken over need not have told. */
  kill (-self->pid, SIGKILL);
  g_child_watch_add (self->pid, reap_cb, NULL);
  self->pid = 0;
  if (self->callbacks != NULL)
    self->callbacks->died (self->data);
}

/* The number in a "/proc" text after `name`, or -1. */
static long
number_after (const char *path, const char *name)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (found = strstr (text, name)) == NULL)
    return -1;
  return strtol (found + strlen (name), NULL, 10);
}

static int
parent_of (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);

  return number_after (path, "\nPPid:");
}

/* A host that has been taken over could hand out a pidfd of any process of this user, to have it
 * killed: so it must be that of a child of its own. */
static gboolean
is_own_child (RectoHost *self, int pidfd, int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fdinfo/%d", pidfd);

  return pid > 0 && number_after (path, "\nPid:") == pid && parent_of (pid) == self->pid;
}

static void
take_worker (RectoHost *self, const RectoMessageForked *forked, int *pidfd)
{
  int none = -1;

  if (*pidfd >= 0 && is_own_child (self, *pidfd, forked->pid))
    self->callbacks->forked (forked->head.serial, pidfd, forked->pid, self->data);
  else
    self->callbacks->forked (forked->head.serial, &none, 0, self->data);
}

static void
log_end (const RectoMessageEnded *ended)
{
  if (!WIFSIGNALED (ended->status) || WTERMSIG (ended->status) == SIGKILL)
    return;
  /* Found in development builds only; releases answer such a call with an error. */
  if (WTERMSIG (ended->status) == SIGSYS)
    g_warning ("A worker made a system call that is not on its list");
  else
    g_info ("Worker %u ended by signal %d", ended->head.serial, WTERMSIG (ended->status));
}

static void
log_lockdown (RectoHost *self)
{
  g_autofree char *text = recto_host_describe (self);

  g_debug ("Ready to read a document: %s", text);
}

static void
received_cb (const RectoMessage *message, int *fd, gpointer data)
{
  RectoHost *self = data;

  if (!is_due (self, message))
    {
      report_death (self);
      return;
    }
  note (self, message);
  if (message->kind == RECTO_MESSAGE_READY)
    {
      self->lockdown = ((const RectoMessageReady *) message)->lockdown;
      self->landlock_abi = ((const RectoMessageReady *) message)->landlock_abi;
      log_lockdown (self);
    }
  else if (message->kind == RECTO_MESSAGE_ENDED)
    log_end ((const RectoMessageEnded *) message);
  else if (self->callbacks == NULL)
    return;
  else if (message->kind == RECTO_MESSAGE_OPENED || message->kind == RECTO_MESSAGE_REFUSED)
    self->callbacks->answered (message, self->data);
  else if (message->kind == RECTO_MESSAGE_FORKED)
    take_worker (self, (const RectoMessageForked *) message, fd);
  else if (message->kind == RECTO_MESSAGE_PREWARMED)
    self->callbacks->prewarmed (self->data);
}

static void
closed_cb (gpointer data)
{
  report_death (data);
}

/* Large photographs take many times the room that they have in their files: with pages of 4 KiB, a
 * quarter of the time that they took to decode went into getting these from the system. */
static char huge_pages[] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";

/* The environment holds nothing of the user's: only what the C library and sanitizers read. */
static int
spawn (const char *program, int socket, int *pid)
{
  char viewer[16];
  char *arguments[] = { (char *) program, viewer, NULL };
  const char *asan = g_getenv ("ASAN_OPTIONS");
  const char *ubsan = g_getenv ("UBSAN_OPTIONS");
  g_autofree char *asan_line = g_strconcat ("ASAN_OPTIONS=", asan != NULL ? asan : "", NULL);
  g_autofree char *ubsan_line = g_strconcat ("UBSAN_OPTIONS=", ubsan != NULL ? ubsan : "", NULL);
  char *environment[] = { asan_line, ubsan_line, huge_pages, NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none;
  int result;

  g_snprintf (viewer, sizeof viewer, "%d", getpid ());
  sigemptyset (&none);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, socket, RECTO_CONTROL_FD);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  /* A group of its own, which it cannot leave: the calls for that are not on its list. */
  posix_spawnattr_setpgroup (&attributes, 0);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  result = posix_spawn (pid, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy (&attributes);
  posix_spawn_file_actions_destroy (&actions);
  return result;
}

RectoHost *
recto_host_new (const char *program, GError **error)
{
  RectoHost *self;
  g_autofd int ours = -1;
  g_autofd int theirs = -1;
  int pid;
  int failed;

  if (!recto_connection_pair (&ours, &theirs, error))
    return NULL;
  /* dup2 () onto itself would leave close-on-exec set. */
  if (theirs == RECTO_CONTROL_FD)
    {
      int moved = fcntl (theirs, F_DUPFD_CLOEXEC, RECTO_CONTROL_FD + 1);

      close (theirs);
      theirs = moved;
    }
  failed = spawn (program, theirs, &pid);
  if (failed != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (failed), "%s: %s", program,
                   g_strerror (failed));
      return NULL;
    }
  self = g_new0 (RectoHost, 1);
  self->n_news = 1;
  self->asked = g_array_new (FALSE, FALSE, sizeof (RectoMessage));
  self->clock = recto_clock_monotonic;
  self->pid = pid;
  self->connection = recto_connection_new (g_steal_fd (&ours), TRUE, received_cb, closed_cb, self);
  return self;
}

void
recto_host_free (RectoHost *self)
{
  self->callbacks = NULL;
  report_death (self);
  g_array_unref (self->asked);
  g_free (self);
}

void
recto_host_set_callbacks (RectoHost *self, const RectoHostCallbacks *callbacks, gpointer data)
{
  self->callbacks = callbacks;
  self->data = data;
}

void
recto_host_set_clock (RectoHost *self, const RectoClock *clock)
{
  self->clock = *clock;
  watch (self);
}

gboolean
recto_host_is_owing (RectoHost *self)
{
  return self->asked->len > 0;
}

gboolean
recto_host_has_answered (RectoHost *self)
{
  return self->has_answered;
}

int
recto_host_get_pid (RectoHost *self)
{
  return self->pid;
}

gboolean
recto_host_is_gone (RectoHost *self)
{
  siginfo_t info = { 0 };

  /* A worker that is just being forked may hold the socket a moment longer. GLib may have asked for
   * the end of the process before: then there is no such child. */
  return self->connection == NULL || recto_connection_is_hung_up (self->connection) ||
         waitid (P_PID, (id_t) self->pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0 ||
         info.si_pid != 0;
}

gboolean
recto_host_ask (RectoHost *self, gconstpointer message, int fd)
{
  const RectoMessage *head = message;

  if (self->connection == NULL || !recto_connection_send (self->connection, message, fd))
    return FALSE;
  /* A worker's end is told without being asked for. */
  self->n_news += head->kind == RECTO_MESSAGE_FORK;
  g_array_append_val (self->asked, *head);
  if (self->watchdog == NULL)
    watch (self);
  return TRUE;
}

gboolean
recto_host_fork (RectoHost *self, guint number, int socket)
{
  RectoMessage message;

  recto_message_init (&message, RECTO_MESSAGE_FORK, sizeof message, number, 0);
  return recto_host_ask (self, &message, socket);
}

guint64
recto_host_get_worker_limit (RectoHost *self)
{
  const int pid = self != NULL ? self->pid : 0;
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  long kilobytes = pid > 0 ? number_after (path, "\nVmData:") : -1;

  return (kilobytes > 0 ? (guint64) kilobytes * 1024 : 0) + RECTO_WORKER_MEMORY;
}

guint
recto_host_get_lockdown (RectoHost *self)
{
  return self->lockdown;
}

static void
describe_memory (GString *text, int pid)
{
  struct rlimit limit;

  if (prlimit (pid, RLIMIT_DATA, NULL, &limit) != 0 || limit.rlim_max == RLIM_INFINITY)
    g_string_append (text, ", memory without limit");
  else
    g_string_append_printf (text,
                            ", memory %" G_GUINT64_FORMAT " MiB, at most %" G_GUINT64_FORMAT " MiB",
                            (guint64) limit.rlim_cur >> 20, (guint64) limit.rlim_max >> 20);
}

char *
recto_host_describe (RectoHost *self)
{
  const struct
  {
    guint flag;
    const char *name;
  } locks[] = {
    { RECTO_LOCKDOWN_LIMITS, "limits" },
    { RECTO_LOCKDOWN_NO_NEW_PRIVILEGES, "no new privileges" },
    { RECTO_LOCKDOWN_SECCOMP, "system calls" },
  };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "process %d", recto_host_get_pid (self));
  if (self->lockdown == 0)
    {
      g_string_append (text, ", starting");
      return g_string_free_and_steal (text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    g_string_append_printf (text, ", %s%s",
                            self->lockdown & locks[i].flag ? "" : "NOT LOCKED: ", locks[i].name);
  if (self->lockdown & RECTO_LOCKDOWN_LANDLOCK)
    g_string_append_printf (text, ", Landlock %d", self->landlock_abi);
  else
    g_string_append (text, ", NOT LOCKED: Landlock");
  describe_memory (text, recto_host_get_pid (self));
  return g_string_free_and_steal (text);
}
