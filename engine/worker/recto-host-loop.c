/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-host-loop.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "recto-lockdown.h"
#include "recto-message.h"
#include "recto-mupdf-document.h"
#include "recto-mupdf-layers.h"
#include "recto-socket.h"
#include "recto-worker-loop.h"

typedef struct
{
  RectoMupdfDocument document;
  int control;      /* the viewer */
  int children;     /* a signalfd of SIGCHLD */
  int file;         /* the document, or -1 */
  GHashTable *kids; /* pid -> the worker's number */
} Host;

static void
send_or_exit (Host *self, gconstpointer message, int fd)
{
  if (!recto_socket_send (self->control, message, fd))
    _exit (0);
}

static void
send_plain (Host *self, RectoMessageKind kind, const RectoMessage *question)
{
  RectoMessage answer;

  recto_message_init (&answer, kind, sizeof answer, question->serial, question->generation);
  send_or_exit (self, &answer, -1);
}

static void
answer_open (Host *self, RectoReceived *received)
{
  const RectoMessageOpen *request = (const RectoMessageOpen *) received->aligned;
  RectoMessageOpened opened = { 0 };
  RectoMessageRefused refused = { 0 };
  RectoOutcome outcome = RECTO_OUTCOME_DAMAGED;

  if (self->file < 0 && received->fd >= 0)
    {
      self->file = g_steal_fd (&received->fd);
      outcome =
          recto_mupdf_document_open (&self->document, request, self->file, &opened, refused.text);
    }
  if (outcome == RECTO_OUTCOME_OK)
    {
      recto_message_init (&opened, RECTO_MESSAGE_OPENED, sizeof opened, request->head.serial,
                          request->head.generation);
      send_or_exit (self, &opened, -1);
      return;
    }
  recto_message_init (&refused, RECTO_MESSAGE_REFUSED, sizeof refused, request->head.serial,
                      request->head.generation);
  refused.outcome = outcome;
  send_or_exit (self, &refused, -1);
}

static void
answer_prewarm (Host *self, RectoReceived *received)
{
  if (self->document.document != NULL)
    recto_mupdf_document_prewarm (&self->document);
  send_plain (self, RECTO_MESSAGE_PREWARMED, &received->head);
}

/* For the workers that are forked from now on. */
static void
answer_show_layers (Host *self, RectoReceived *received)
{
  if (self->document.document != NULL)
    recto_mupdf_layers_show (&self->document, (const RectoMessageShowLayers *) received->aligned);
  send_plain (self, RECTO_MESSAGE_LAYERS_SHOWN, &received->head);
}

static _Noreturn void
become_worker (Host *self, pid_t host, int socket)
{
  sigset_t none;

  close (self->control);
  close (self->children);
  /* Ends with the host, which may have ended before this was asked for. */
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  prctl (PR_SET_NAME, "recto-page", 0, 0, 0);
  if (getppid () != host)
    _exit (0);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  if (!recto_lockdown_worker_calls ())
    _exit (1);
  recto_worker_loop_run (&self->document, socket);
}

/* Whatever keeps it from that, the viewer is told, which waits for the worker. */
static void
answer_fork (Host *self, RectoReceived *received)
{
  RectoMessageForked forked = { 0 };
  pid_t host = getpid ();
  int pidfd = -1;
  pid_t pid = -1;

  if (self->document.document != NULL && received->fd >= 0)
    pid = fork ();
  if (pid == 0)
    become_worker (self, host, g_steal_fd (&received->fd));
  if (pid > 0)
    {
      g_hash_table_insert (self->kids, GINT_TO_POINTER (pid),
                           GUINT_TO_POINTER (received->head.serial));
      pidfd = syscall (SYS_pidfd_open, pid, 0);
    }
  forked.pid = MAX (pid, 0);
  recto_message_init (&forked, RECTO_MESSAGE_FORKED, sizeof forked, received->head.serial,
                      received->head.generation);
  send_or_exit (self, &forked, pidfd);
  if (pidfd >= 0)
    close (pidfd);
}

static void (*const answers[RECTO_N_MESSAGES]) (Host *, RectoReceived *) = {
  [RECTO_MESSAGE_OPEN] = answer_open,
  [RECTO_MESSAGE_FORK] = answer_fork,
  [RECTO_MESSAGE_PREWARM] = answer_prewarm,
  [RECTO_MESSAGE_SHOW_LAYERS] = answer_show_layers,
};

/* Only the parent can learn how a worker ended, so the host tells the viewer. */
static void
report_ended (Host *self)
{
  guint8 signals[1024];
  int status;
  pid_t pid;

  if (read (self->children, signals, sizeof signals) < 0 && errno != EAGAIN)
    _exit (1);
  while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
    {
      gpointer number = g_hash_table_lookup (self->kids, GINT_TO_POINTER (pid));
      RectoMessageEnded ended = { .status = status };

      recto_message_init (&ended, RECTO_MESSAGE_ENDED, sizeof ended, GPOINTER_TO_UINT (number), 0);
      g_hash_table_remove (self->kids, GINT_TO_POINTER (pid));
      send_or_exit (self, &ended, -1);
    }
}

void
recto_host_loop_run (fz_context *ctx, int control, int children)
{
  Host self = { .document.ctx = ctx, .control = control, .children = children, .file = -1 };
  g_autofree RectoReceived *received = g_new0 (RectoReceived, 1);
  struct pollfd ready[] = { { .fd = control, .events = POLLIN },
                            { .fd = children, .events = POLLIN } };

  self.kids = g_hash_table_new (NULL, NULL);
  for (;;)
    {
      if (poll (ready, G_N_ELEMENTS (ready), -1) < 0 && errno != EINTR)
        _exit (1);
      if (ready[1].revents != 0)
        report_ended (&self);
      if (ready[0].revents == 0)
        continue;
      if (!recto_socket_receive (control, received))
        _exit (0);
      if (answers[received->head.kind] != NULL)
        answers[received->head.kind](&self, received);
      if (received->fd >= 0)
        close (received->fd);
    }
}
