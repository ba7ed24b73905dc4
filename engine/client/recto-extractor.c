/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-extractor.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "recto-attachment-private.h"
#include "recto-connection.h"
#include "recto-error.h"
#include "recto-process.h"
#include "recto-worker-errors.h"

/* How long a worker that has nothing to do is kept. */
#define IDLE_MS (10 * 1000)
/* A worker that was idle may have died unheard of: what it is given begins again so often. */
#define MAX_STARTS 2

struct _RectoExtractor
{
  grefcount refs; /* held while calling out: what is called may close the document */
  gboolean closed;
  RectoHost *host;             /* not owned; NULL while there is none */
  GError *error;               /* why none is to be expected either; NULL: one is */
  RectoConnection *connection; /* to the worker; NULL while there is none */
  guint number;                /* of the last worker that was asked for */
  int pid;
  int pidfd; /* -1 until it has been forked */
  gboolean said_hello;
  gboolean more_memory;
  guint32 serial;   /* of the last question */
  GQueue waiting;   /* Request */
  gpointer running; /* Request */
  guint idle_ms;
  guint idle_source;
};

typedef struct
{
  RectoExtractor *extractor; /* not owned: it owns the request */
  guint object;
  int pipe; /* -1 once the worker has it */
  guint n_starts;
  GTask *result;
  GSource *cancel_source; /* NULL where it cannot be cancelled */
} Request;

static void go_on (RectoExtractor *self);

static void
extractor_unref (RectoExtractor *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_clear_error (&self->error);
  g_free (self);
}

static void
drop_worker (RectoExtractor *self)
{
  g_clear_handle_id (&self->idle_source, g_source_remove);
  recto_process_signal (self->pidfd, SIGKILL);
  g_clear_fd (&self->pidfd, NULL);
  self->pid = 0;
  g_clear_pointer (&self->connection, recto_connection_free);
}

/* ---- Ends of a request ---- */

/* It is out of every list, so whatever the caller does in its call-back cannot meet it. */
static GTask *
take_result (RectoExtractor *self, Request *request)
{
  GTask *result = request->result;

  if (self->running == request)
    self->running = NULL;
  else
    g_queue_remove (&self->waiting, request);
  if (request->cancel_source != NULL)
    g_source_destroy (request->cancel_source);
  g_clear_pointer (&request->cancel_source, g_source_unref);
  g_clear_fd (&request->pipe, NULL);
  g_free (request);
  return result;
}

/* Takes `error`. */
static void
fail (RectoExtractor *self, Request *request, GError *error)
{
  g_autoptr (GTask) result = take_result (self, request);

  g_ref_count_inc (&self->refs);
  g_task_return_error (result, error);
  if (!self->closed)
    go_on (self);
  extractor_unref (self);
}

static GError *
died_error (void)
{
  return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_WORKER_DIED,
                              _ ("The process that unpacks attachments ended unexpectedly."));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Request *request = user_data;
  RectoExtractor *self = request->extractor;

  if (self->running == request)
    drop_worker (self);
  fail (self, request, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  return G_SOURCE_REMOVE;
}

/* ---- The worker ---- */

/* What runs, or what the worker was asked for, ends with it. */
static void
died_cb (gpointer data)
{
  RectoExtractor *self = data;
  Request *request = self->running;

  if (request == NULL && self->pidfd < 0)
    request = g_queue_peek_head (&self->waiting);
  drop_worker (self);
  if (request != NULL)
    fail (self, request, died_error ());
}

static GError *
error_of_answer (const RectoMessageExtracted *extracted)
{
  switch ((RectoOutcome) extracted->outcome)
    {
    case RECTO_OUTCOME_ABORTED:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE,
                                  _ ("The file is not taken any more."));
    case RECTO_OUTCOME_OUT_OF_MEMORY:
      return g_error_new (RECTO_ERROR, RECTO_ERROR_OUT_OF_MEMORY,
                          _ ("This attachment needs more than the %u MB of memory it may use."),
                          (guint) (RECTO_WORKER_MEMORY >> 20));
    default:
      return g_error_new (RECTO_ERROR, RECTO_ERROR_DAMAGED,
                          /* Translators: %s is a technical reason, in English. */
                          _ ("This attachment is damaged: %s"), extracted->text);
    }
}

static void
answered (RectoExtractor *self, const RectoMessageExtracted *extracted)
{
  Request *request = self->running;
  g_autoptr (GTask) result = NULL;

  if (extracted->outcome != RECTO_OUTCOME_OK)
    {
      /* A parser that met nonsense may have been harmed by it. */
      drop_worker (self);
      fail (self, request, error_of_answer (extracted));
      return;
    }
  result = take_result (self, request);
  g_ref_count_inc (&self->refs);
  g_task_return_pointer (result, g_memdup2 (&extracted->bytes, sizeof extracted->bytes), g_free);
  if (!self->closed)
    go_on (self);
  extractor_unref (self);
}

static void
received_cb (const RectoMessage *message, int *fd, gpointer data)
{
  RectoExtractor *self = data;

  if (message->kind == RECTO_MESSAGE_HELLO && !self->said_hello)
    self->said_hello = TRUE;
  else if (message->kind == RECTO_MESSAGE_EXTRACTED && self->running != NULL &&
           message->serial == self->serial)
    answered (self, (const RectoMessageExtracted *) message);
  else
    died_cb (self);
}

/* For `request`. */
static void
ask_for_worker (RectoExtractor *self, Request *request)
{
  g_autofd int theirs = -1;
  GError *error = NULL;
  int ours;

  if (self->host == NULL)
    return;
  if (!recto_connection_pair (&ours, &theirs, &error))
    {
      fail (self, request, error);
      return;
    }
  self->number = (self->number + 1) | RECTO_EXTRACTOR_NUMBER;
  self->said_hello = FALSE;
  self->connection = recto_connection_new (ours, FALSE, received_cb, died_cb, self);
  /* A host that does not take it is dying, and its successor will be asked. */
  if (!recto_host_fork (self->host, self->number, theirs))
    drop_worker (self);
}

static gboolean
give (RectoExtractor *self, Request *request)
{
  RectoMessageExtract message = { .object = request->object };

  recto_message_init (&message, RECTO_MESSAGE_EXTRACT, sizeof message, ++self->serial, 0);
  if (!recto_connection_send (self->connection, &message, request->pipe))
    return FALSE;
  /* The reader sees the end as soon as the worker has closed the only copy that is left. */
  g_clear_fd (&request->pipe, NULL);
  return TRUE;
}

static void
idle_cb (gpointer data)
{
  RectoExtractor *self = data;

  self->idle_source = 0;
  drop_worker (self);
}

/* One that has been cancelled only waits for its source to say so. */
static Request *
find_next (RectoExtractor *self)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      Request *request = link->data;

      if (!g_cancellable_is_cancelled (g_task_get_cancellable (request->result)))
        return request;
    }
  return NULL;
}

static void
begin (RectoExtractor *self, Request *request)
{
  request->n_starts++;
  if (give (self, request))
    {
      g_queue_remove (&self->waiting, request);
      self->running = request;
    }
  else
    {
      drop_worker (self);
      if (request->n_starts >= MAX_STARTS)
        fail (self, request, died_error ());
      else
        ask_for_worker (self, request);
    }
}

static void
go_on (RectoExtractor *self)
{
  Request *next = find_next (self);

  if (self->running != NULL)
    return;
  g_clear_handle_id (&self->idle_source, g_source_remove);
  if (next == NULL)
    {
      if (self->connection != NULL)
        self->idle_source = g_timeout_add_once (self->idle_ms, idle_cb, self);
    }
  else if (self->connection == NULL)
    ask_for_worker (self, next);
  else if (self->pidfd >= 0)
    begin (self, next);
}

/* ---- Public ---- */

RectoExtractor *
recto_extractor_new (void)
{
  RectoExtractor *self = g_new0 (RectoExtractor, 1);

  g_ref_count_init (&self->refs);
  self->pidfd = -1;
  self->idle_ms = IDLE_MS;
  g_queue_init (&self->waiting);
  return self;
}

void
recto_extractor_free (RectoExtractor *self)
{
  g_autoptr (GError) error = recto_worker_error_closed ();

  self->closed = TRUE;
  self->host = NULL;
  recto_extractor_fail_all (self, error);
  extractor_unref (self);
}

void
recto_extractor_set_host (RectoExtractor *self, RectoHost *host)
{
  self->host = host;
  if (host == NULL)
    drop_worker (self);
  else
    g_clear_error (&self->error);
  if (host == NULL && self->running != NULL)
    fail (self, self->running, died_error ());
  else
    go_on (self);
}

static void
limit_memory (RectoExtractor *self)
{
  recto_process_limit_memory (self->pid, self->more_memory
                                             ? G_MAXINT64
                                             : recto_host_get_worker_limit (self->host));
}

void
recto_extractor_allow_more_memory (RectoExtractor *self)
{
  self->more_memory = TRUE;
  limit_memory (self);
}

void
recto_extractor_forked (RectoExtractor *self, guint number, int *pidfd, int pid)
{
  if (number != self->number || self->connection == NULL || self->pidfd >= 0)
    return;
  if (*pidfd < 0)
    {
      died_cb (self);
      return;
    }
  self->pidfd = g_steal_fd (pidfd);
  self->pid = pid;
  limit_memory (self);
  go_on (self);
}

void
recto_extractor_fail_all (RectoExtractor *self, const GError *error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);

  g_ref_count_inc (&self->refs);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  drop_worker (self);
  if (self->running != NULL)
    g_ptr_array_add (results, take_result (self, self->running));
  while (!g_queue_is_empty (&self->waiting))
    g_ptr_array_add (results, take_result (self, g_queue_peek_head (&self->waiting)));
  for (guint i = 0; i < results->len; i++)
    g_task_return_error (results->pdata[i], g_error_copy (error));
  extractor_unref (self);
}

void
recto_extractor_set_idle_ms (RectoExtractor *self, guint milliseconds)
{
  self->idle_ms = milliseconds;
}

int
recto_extractor_get_pid (RectoExtractor *self)
{
  return self->pid;
}

void
recto_extractor_extract_async (RectoExtractor *self,
                               RectoAttachment *attachment,
                               int pipe,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->extractor = self;
  request->object = recto_attachment_get_object (attachment);
  request->pipe = pipe;
  request->result = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (request->result, recto_extractor_extract_async);
  if (cancellable != NULL)
    {
      request->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (request->cancel_source, G_SOURCE_FUNC (cancelled_cb), request, NULL);
      g_source_attach (request->cancel_source, g_main_context_get_thread_default ());
    }
  g_queue_push_tail (&self->waiting, request);
  if (self->error != NULL)
    fail (self, request, g_error_copy (self->error));
  else
    go_on (self);
}

gboolean
recto_extractor_extract_finish (GAsyncResult *result, guint64 *bytes, GError **error)
{
  g_autofree guint64 *written = g_task_propagate_pointer (G_TASK (result), error);

  if (written == NULL)
    return FALSE;
  if (bytes != NULL)
    *bytes = *written;
  return TRUE;
}
