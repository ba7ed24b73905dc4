/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "recto-connection.h"
#include "recto-hits-body.h"
#include "recto-hold-up.h"
#include "recto-process.h"
#include "recto-question.h"
#include "recto-shared-pixels.h"
#include "recto-text-body.h"
#include "recto-tile-private.h"

/* How long a cancelled worker may take to answer before it is killed. An answer keeps its caches
 * (a new worker's first render takes about twice as long); nobody waits for it either way. */
#define GRACE_MS 150
/* A worker that is told to stop after this much work is likely to be stubborn: it is frozen for a
 * while, so that what the user turned to has the processors for itself, and answers after that. */
#define HEAVY_US (30 * 1000)
#define FREEZE_MS 60
/* A page that is being read and has come to so few parts is held up by one of them. */
#define FEW_PARTS 100
#define N_KNOWN 6 /* pages whose display lists a worker is believed to have; it keeps more */
#define MAX_FREE_BUFFERS 2 /* that a worker keeps for its next tiles */

struct _RectoWorker
{
  guint number;
  RectoConnection *connection;
  int pid;
  int pidfd;
  RectoWorkerState state;
  const RectoWorkerCallbacks *callbacks;
  gpointer data;
  RectoJob *job;      /* while busy */
  RectoJob *left_job; /* while condemned: what it was doing */
  guint32 serial;     /* of its last question */
  guint32 generation;
  GPtrArray *buffers;         /* RectoSharedPixels */
  RectoSharedPixels *painted; /* in buffers: what the question names; NULL for no render */
  guint32 n_buffers;          /* made so far */
  RectoLocation known[N_KNOWN];
  guint n_known;
  guint n_jobs; /* taken so far */
  gboolean said_hello;
  RectoHoldUp hold_up;
  gboolean tainted;
  gboolean outdated;
  guint64 work; /* on tiles so far, microseconds */
  gint64 idle_since;
  guint grace_source;
  guint freeze_source; /* while it is frozen */
};

static void
end_process (RectoWorker *self)
{
  g_clear_handle_id (&self->grace_source, g_source_remove);
  g_clear_handle_id (&self->freeze_source, g_source_remove);
  recto_process_signal (self->pidfd, SIGKILL);
  g_clear_fd (&self->pidfd, NULL);
  g_clear_pointer (&self->connection, recto_connection_free);
  self->state = RECTO_WORKER_DEAD;
}

static RectoTile *
make_tile (RectoWorker *self, RectoJob *job, const RectoMessageRendered *rendered)
{
  const RectoQuestion *question = recto_job_get_question (job);
  gsize n_bytes = RECTO_TILE_STRIDE (question->rect.width) * question->rect.height;
  g_autoptr (GBytes) pixels = recto_shared_pixels_end (self->painted, n_bytes);

  return recto_tile_new (question, rendered, pixels);
}

static gboolean
answers (RectoWorker *self, RectoJob *job, const RectoMessage *message)
{
  static const RectoMessageKind expected[] = {
    [RECTO_JOB_RENDER] = RECTO_MESSAGE_RENDERED,
    [RECTO_JOB_FACTS] = RECTO_MESSAGE_FACTS_FOUND,
    [RECTO_JOB_CHAPTER] = RECTO_MESSAGE_CHAPTER_FOUND,
    [RECTO_JOB_PLACE] = RECTO_MESSAGE_PLACE_FOUND,
    [RECTO_JOB_ATTACHMENTS] = RECTO_MESSAGE_ATTACHMENTS_FOUND,
    [RECTO_JOB_OUTLINE] = RECTO_MESSAGE_OUTLINE_FOUND,
    [RECTO_JOB_LINKS] = RECTO_MESSAGE_LINKS_FOUND,
    [RECTO_JOB_RESOLVE] = RECTO_MESSAGE_RESOLVED,
    [RECTO_JOB_TEXT] = RECTO_MESSAGE_TEXT_FOUND,
    [RECTO_JOB_SEARCH] = RECTO_MESSAGE_SEARCHED,
    [RECTO_JOB_ANNOTATIONS] = RECTO_MESSAGE_ANNOTATIONS_FOUND,
    [RECTO_JOB_LAYERS] = RECTO_MESSAGE_LAYERS_FOUND,
    [RECTO_JOB_PROPERTIES] = RECTO_MESSAGE_PROPERTIES_FOUND,
    [RECTO_JOB_FONTS] = RECTO_MESSAGE_FONTS_FOUND,
    [RECTO_JOB_SIGNATURES] = RECTO_MESSAGE_SIGNATURES_FOUND,
    [RECTO_JOB_INSPECT] = RECTO_MESSAGE_INSPECTED,
  };

  return job != NULL && message->serial == self->serial &&
         message->kind == expected[recto_job_get_question (job)->kind];
}

static void
died_cb (gpointer data)
{
  RectoWorker *self = data;
  g_autoptr (RectoJob) job = g_steal_pointer (&self->job);
  g_autoptr (RectoJob) left = g_steal_pointer (&self->left_job);

  end_process (self);
  if (left == NULL)
    {
      self->callbacks->died (self, job, self->data);
      return;
    }
  /* It was to end anyway. */
  recto_job_log_stopped (left);
  self->callbacks->killed (self, self->data);
}

static void
answer_condemned (RectoWorker *self)
{
  g_autoptr (RectoJob) left = g_steal_pointer (&self->left_job);

  g_clear_handle_id (&self->grace_source, g_source_remove);
  /* The answer may have been on its way when it was frozen. */
  if (self->freeze_source != 0)
    recto_process_signal (self->pidfd, SIGCONT);
  g_clear_handle_id (&self->freeze_source, g_source_remove);
  if (self->painted != NULL)
    recto_shared_pixels_abandon (self->painted);
  self->painted = NULL;
  self->state = RECTO_WORKER_IDLE;
  self->idle_since = g_get_monotonic_time ();
  recto_job_log_stopped (left);
  self->callbacks->answered (self, NULL, NULL, NULL, NULL, self->data);
}

/* Copies what came with an answer in shared memory: the worker may go on writing there. FALSE: it
 * is not what the message claims. */
static gboolean
take_body (RectoWorker *self, const RectoMessage *message, GBytes **body)
{
  const RectoMessageTextFound *found = (const RectoMessageTextFound *) message;
  const RectoMessageSearched *searched = (const RectoMessageSearched *) message;
  const gboolean is_text = message->kind == RECTO_MESSAGE_TEXT_FOUND;
  g_autoptr (GBytes) shared = NULL;
  guint8 *copy;
  gsize size;

  if ((!is_text || found->outcome != RECTO_OUTCOME_OK) &&
      (message->kind != RECTO_MESSAGE_SEARCHED || searched->outcome != RECTO_OUTCOME_OK))
    return TRUE;
  size = is_text ? recto_text_body_get_size (found) : recto_hits_body_get_size (searched);
  if (self->painted == NULL || size > recto_shared_pixels_get_capacity (self->painted))
    return FALSE;
  shared = recto_shared_pixels_end (self->painted, size);
  /* Never NULL, though there may be nothing to copy. */
  copy = g_malloc (size + 1);
  memcpy (copy, g_bytes_get_data (shared, NULL), size);
  *body = g_bytes_new_take (copy, size);
  return is_text ? recto_text_body_check (found, copy) : recto_hits_body_check (searched, copy);
}

static void
answer_busy (RectoWorker *self, const RectoMessage *message, GBytes *body)
{
  g_autoptr (RectoJob) job = g_steal_pointer (&self->job);
  g_autoptr (RectoTile) tile = NULL;

  if (message->kind == RECTO_MESSAGE_RENDERED)
    {
      const RectoMessageRendered *rendered = (const RectoMessageRendered *) message;

      self->tainted |= rendered->errors > 0;
      self->work += rendered->work_us;
      if (rendered->outcome == RECTO_OUTCOME_OK)
        tile = make_tile (self, job, rendered);
    }
  else if (message->kind == RECTO_MESSAGE_TEXT_FOUND)
    self->tainted |= ((const RectoMessageTextFound *) message)->errors > 0;
  else if (message->kind == RECTO_MESSAGE_SEARCHED)
    self->tainted |= ((const RectoMessageSearched *) message)->failed != 0;
  if (self->painted != NULL && tile == NULL)
    recto_shared_pixels_abandon (self->painted);
  self->painted = NULL;
  self->state = RECTO_WORKER_IDLE;
  self->idle_since = g_get_monotonic_time ();
  self->callbacks->answered (self, job, message, tile, body, self->data);
}

static void
received_cb (const RectoMessage *message, int *fd, gpointer data)
{
  RectoWorker *self = data;
  g_autoptr (GBytes) body = NULL;

  if (message->kind == RECTO_MESSAGE_HELLO && !self->said_hello)
    self->said_hello = TRUE;
  else if (self->state == RECTO_WORKER_CONDEMNED && answers (self, self->left_job, message))
    answer_condemned (self);
  else if (self->state == RECTO_WORKER_BUSY && answers (self, self->job, message) &&
           take_body (self, message, &body))
    answer_busy (self, message, body);
  else
    died_cb (self);
}

RectoWorker *
recto_worker_new (guint number,
                  int *theirs,
                  const RectoWorkerCallbacks *callbacks,
                  gpointer data,
                  GError **error)
{
  RectoWorker *self;
  int ours;

  if (!recto_connection_pair (&ours, theirs, error))
    return NULL;
  self = g_new0 (RectoWorker, 1);
  self->number = number;
  self->pidfd = -1;
  self->callbacks = callbacks;
  self->data = data;
  self->buffers = g_ptr_array_new_with_free_func ((GDestroyNotify) recto_shared_pixels_unref);
  self->connection = recto_connection_new (ours, FALSE, received_cb, died_cb, self);
  return self;
}

void
recto_worker_free (RectoWorker *self)
{
  end_process (self);
  g_clear_pointer (&self->job, recto_job_unref);
  g_clear_pointer (&self->left_job, recto_job_unref);
  g_ptr_array_unref (self->buffers);
  g_free (self);
}

void
recto_worker_set_process (RectoWorker *self, int pidfd, int pid)
{
  self->pidfd = pidfd;
  self->pid = pid;
  self->state = RECTO_WORKER_IDLE;
  self->idle_since = g_get_monotonic_time ();
}

guint
recto_worker_get_number (RectoWorker *self)
{
  return self->number;
}

int
recto_worker_get_pid (RectoWorker *self)
{
  return self->pid;
}

RectoWorkerState
recto_worker_get_state (RectoWorker *self)
{
  return self->state;
}

RectoJob *
recto_worker_get_job (RectoWorker *self)
{
  return self->job;
}

RectoPriority
recto_worker_get_priority (RectoWorker *self)
{
  return self->job != NULL ? recto_job_get_priority (self->job) : RECTO_PRIORITY_THUMBNAIL;
}

gpointer
recto_worker_get_owner (RectoWorker *self)
{
  return self->data;
}

gboolean
recto_worker_knows (RectoWorker *self, RectoLocation location)
{
  for (guint i = 0; i < MIN (self->n_known, N_KNOWN); i++)
    if (recto_location_equal (self->known[i], location))
      return TRUE;
  return FALSE;
}

guint
recto_worker_get_warmth (RectoWorker *self)
{
  return self->n_jobs;
}

guint64
recto_worker_get_work (RectoWorker *self)
{
  return self->work;
}

void
recto_worker_set_outdated (RectoWorker *self)
{
  self->outdated = TRUE;
}

gboolean
recto_worker_is_outdated (RectoWorker *self)
{
  return self->outdated;
}

gboolean
recto_worker_is_tainted (RectoWorker *self)
{
  return self->tainted;
}

gint64
recto_worker_get_idle_since (RectoWorker *self)
{
  return self->idle_since;
}

/* Free buffers beyond so many are given up, the least fitting first to come. */
static void
drop_free_buffers (RectoWorker *self, guint n_kept)
{
  guint n_free = 0;

  for (guint i = self->buffers->len; i-- > 0;)
    {
      RectoSharedPixels *buffer = self->buffers->pdata[i];
      RectoMessageDropBuffer drop = { .buffer = recto_shared_pixels_get_number (buffer) };

      if (recto_shared_pixels_is_used (buffer) || ++n_free <= n_kept)
        continue;
      recto_message_init (&drop, RECTO_MESSAGE_DROP_BUFFER, sizeof drop, 0, 0);
      recto_connection_send (self->connection, &drop, -1);
      g_ptr_array_remove_index (self->buffers, i);
    }
}

/* A free buffer of at least, and at most twice, that size; or a new one. */
static RectoSharedPixels *
take_buffer (RectoWorker *self, gsize n_bytes)
{
  RectoSharedPixels *buffer;

  for (guint i = 0; i < self->buffers->len; i++)
    {
      gsize capacity = recto_shared_pixels_get_capacity (self->buffers->pdata[i]);

      if (!recto_shared_pixels_is_used (self->buffers->pdata[i]) && capacity >= n_bytes &&
          capacity <= MAX (2 * n_bytes, 1 << 20))
        return self->buffers->pdata[i];
    }
  buffer = recto_shared_pixels_new (++self->n_buffers, n_bytes, NULL);
  if (buffer != NULL)
    g_ptr_array_add (self->buffers, buffer);
  return buffer;
}

static void
remember (RectoWorker *self, RectoLocation location)
{
  if (!recto_worker_knows (self, location))
    self->known[self->n_known++ % N_KNOWN] = location;
}

static gboolean
send_render (RectoWorker *self, const RectoQuestion *question)
{
  RectoMessageRender message = { 0 };
  gboolean sent;

  drop_free_buffers (self, MAX_FREE_BUFFERS);
  self->painted =
      take_buffer (self, RECTO_TILE_STRIDE (question->rect.width) * question->rect.height);
  if (self->painted == NULL)
    return FALSE;
  recto_message_init (&message, RECTO_MESSAGE_RENDER, sizeof message, self->serial,
                      self->generation);
  message.chapter = question->location.chapter;
  message.page = question->location.page;
  message.scale = question->scale;
  message.rotation = question->rotation;
  message.tint = question->colors;
  message.x = question->rect.x;
  message.y = question->rect.y;
  message.width = question->rect.width;
  message.height = question->rect.height;
  message.buffer = recto_shared_pixels_get_number (self->painted);
  message.buffer_size = recto_shared_pixels_get_size (self->painted);
  if (recto_shared_pixels_get_fd (self->painted) >= 0)
    message.bits |= RECTO_RENDER_NEW_BUFFER;
  if ((question->flags & RECTO_RENDER_NO_LIMITS) != 0)
    message.bits |= RECTO_RENDER_ANY_SIZE;
  if ((question->flags & RECTO_RENDER_NO_ANNOTATIONS) != 0)
    message.bits |= RECTO_RENDER_BARE;
  recto_shared_pixels_begin (self->painted);
  sent = recto_connection_send (self->connection, &message,
                                recto_shared_pixels_get_fd (self->painted));
  recto_shared_pixels_reserve (self->painted);
  recto_shared_pixels_close_fd (self->painted);
  remember (self, question->location);
  return sent;
}

/* Memory for an answer that fits no message; it is only taken for what the worker writes there. */
static gboolean
begin_body (RectoWorker *self, gsize n_bytes, RectoBufferClaim *claim)
{
  drop_free_buffers (self, MAX_FREE_BUFFERS);
  self->painted = take_buffer (self, n_bytes);
  if (self->painted == NULL)
    return FALSE;
  claim->number = recto_shared_pixels_get_number (self->painted);
  claim->size = recto_shared_pixels_get_size (self->painted);
  if (recto_shared_pixels_get_fd (self->painted) >= 0)
    claim->bits = RECTO_RENDER_NEW_BUFFER;
  recto_shared_pixels_begin (self->painted);
  return TRUE;
}

static gboolean
send_question (RectoWorker *self, const RectoQuestion *question)
{
  RectoBufferClaim claim = { 0 };
  gboolean sent;

  if (question->kind == RECTO_JOB_RENDER)
    return send_render (self, question);
  if ((question->kind == RECTO_JOB_TEXT && !begin_body (self, RECTO_MAX_TEXT_BODY, &claim)) ||
      (question->kind == RECTO_JOB_SEARCH && !begin_body (self, RECTO_MAX_HITS_BODY, &claim)))
    return FALSE;
  sent =
      recto_question_send (question, self->connection, self->serial, self->generation, &claim,
                           self->painted != NULL ? recto_shared_pixels_get_fd (self->painted) : -1);
  if (self->painted != NULL)
    recto_shared_pixels_close_fd (self->painted);
  return sent;
}

gboolean
recto_worker_give (RectoWorker *self, RectoJob *job, guint generation)
{
  const RectoQuestion *question = recto_job_get_question (job);

  g_return_val_if_fail (self->state == RECTO_WORKER_IDLE, FALSE);

  self->serial++;
  self->generation = generation;
  self->painted = NULL;
  self->hold_up = (RectoHoldUp) { 0 };
  if (!send_question (self, question))
    return FALSE;
  self->n_jobs++;
  self->job = recto_job_ref (job);
  self->state = RECTO_WORKER_BUSY;
  return TRUE;
}

double
recto_worker_get_progress (RectoWorker *self)
{
  volatile RectoCookie *cookie;
  guint64 max;
  gint32 done;

  if (self->painted == NULL)
    return -1;
  cookie = recto_shared_pixels_get_cookie (self->painted);
  max = cookie->progress_max;
  done = cookie->progress;
  if (max == 0 || max > G_MAXINT32 || done < 0)
    return -1;
  return CLAMP ((double) done / max, 0, 1);
}

gboolean
recto_worker_is_at_one_thing (RectoWorker *self)
{
  volatile RectoCookie *cookie;

  if (self->state != RECTO_WORKER_BUSY || self->painted == NULL)
    return FALSE;
  cookie = recto_shared_pixels_get_cookie (self->painted);
  return recto_hold_up_look (&self->hold_up,
                             cookie->progress_max > G_MAXINT32 && cookie->progress < FEW_PARTS,
                             recto_job_get_work (self->job));
}

static void
grace_over_cb (gpointer data)
{
  RectoWorker *self = data;

  self->grace_source = 0;
  recto_worker_kill (self);
}

static void
thaw_cb (gpointer data)
{
  RectoWorker *self = data;

  self->freeze_source = 0;
  recto_process_signal (self->pidfd, SIGCONT);
}

RectoJob *
recto_worker_condemn (RectoWorker *self)
{
  g_return_val_if_fail (self->state == RECTO_WORKER_BUSY, NULL);

  if (self->painted != NULL)
    recto_shared_pixels_get_cookie (self->painted)->abort = 1;
  /* The memory it counts into may be given to another one at once. */
  if (recto_job_get_question (self->job)->kind == RECTO_JOB_INSPECT)
    recto_process_signal (self->pidfd, SIGKILL);
  self->state = RECTO_WORKER_CONDEMNED;
  if (recto_job_get_work (self->job) > HEAVY_US)
    {
      recto_process_signal (self->pidfd, SIGSTOP);
      self->freeze_source = g_timeout_add_once (FREEZE_MS, thaw_cb, self);
    }
  self->grace_source = g_timeout_add_once (GRACE_MS, grace_over_cb, self);
  self->left_job = recto_job_ref (self->job);
  return g_steal_pointer (&self->job);
}

void
recto_worker_kill (RectoWorker *self)
{
  g_autoptr (RectoJob) left = NULL;

  if (self->state != RECTO_WORKER_CONDEMNED)
    return;
  left = g_steal_pointer (&self->left_job);
  end_process (self);
  recto_job_log_stopped (left);
  self->callbacks->killed (self, self->data);
}

void
recto_worker_set_memory_limit (RectoWorker *self, guint64 bytes)
{
  recto_process_limit_memory (self->pid, bytes);
}

void
recto_worker_give_back_memory (RectoWorker *self)
{
  if (self->state == RECTO_WORKER_IDLE || self->state == RECTO_WORKER_BUSY)
    drop_free_buffers (self, 0);
}
