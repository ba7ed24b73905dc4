/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-requests.h"

struct _RectoTileRequests
{
  RectoDocument *document;
  GHashTable *waiting; /* Waiter, which is its own key; freed by its callback */
  RectoTileAnswerFunc answer;
  RectoTileBeganFunc began;
  gpointer data;
};

typedef struct
{
  RectoTileKey key;
  RectoTileRequests *owner; /* (nullable): NULL once dropped */
  GCancellable *cancellable;
  RectoTask *task; /* (nullable) */
  gulong state_handler;
} Waiter;

static void
waiter_free (Waiter *self)
{
  if (self->task != NULL)
    g_clear_signal_handler (&self->state_handler, self->task);
  g_clear_object (&self->task);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiter, waiter_free)

/* The engine holds the waiter until it calls back. */
static void
drop_waiter (Waiter *waiter, RectoCancelReason reason)
{
  g_autoptr (GCancellable) cancellable = g_object_ref (waiter->cancellable);

  waiter->owner = NULL;
  recto_cancellable_cancel (cancellable, reason);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiter) waiter = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile =
      recto_document_render_finish (RECTO_DOCUMENT (source), result, &error);
  RectoTileRequests *self = waiter->owner;
  RectoTask *task = recto_task_of_result (result);

  if (self == NULL)
    return;

  g_hash_table_remove (self->waiting, waiter);
  self->answer (&waiter->key, tile, task != NULL ? recto_task_get_reason (task) : RECTO_CANCEL_NONE,
                error, self->data);
}

static void
state_cb (RectoTask *task, GParamSpec *pspec, gpointer user_data)
{
  Waiter *waiter = user_data;
  RectoTileRequests *self = waiter->owner;

  if (self == NULL || recto_task_get_state (task) == RECTO_TASK_PENDING)
    return;
  g_clear_signal_handler (&waiter->state_handler, task);
  self->began (&waiter->key, self->data);
}

/* The task is in the document's list once it has been accepted. */
static void
ask_document (RectoTileRequests *self, Waiter *waiter, const RectoRenderRequest *request)
{
  GListModel *tasks = recto_document_get_tasks (self->document);
  const guint n_before = g_list_model_get_n_items (tasks);

  recto_document_render_async (self->document, request, waiter->cancellable, rendered_cb, waiter);
  if (g_list_model_get_n_items (tasks) <= n_before)
    return;
  waiter->task = g_list_model_get_item (tasks, n_before);
  waiter->state_handler =
      g_signal_connect (waiter->task, "notify::state", G_CALLBACK (state_cb), waiter);
}

RectoTileRequests *
recto_tile_requests_new (RectoDocument *document,
                         RectoTileAnswerFunc answer,
                         RectoTileBeganFunc began,
                         gpointer data)
{
  RectoTileRequests *self = g_new0 (RectoTileRequests, 1);

  self->document = g_object_ref (document);
  self->waiting = g_hash_table_new (recto_tile_key_hash, recto_tile_key_equal);
  self->answer = answer;
  self->began = began;
  self->data = data;
  return self;
}

void
recto_tile_requests_free (RectoTileRequests *self)
{
  recto_tile_requests_drop_all (self, RECTO_CANCEL_SUPERSEDED);
  g_hash_table_unref (self->waiting);
  g_object_unref (self->document);
  g_free (self);
}

void
recto_tile_requests_ask (RectoTileRequests *self,
                         const RectoTileKey *key,
                         const RectoRenderRequest *request)
{
  Waiter *former = g_hash_table_lookup (self->waiting, key);
  Waiter *waiter = g_new0 (Waiter, 1);

  if (former != NULL)
    g_hash_table_remove (self->waiting, former);
  waiter->key = *key;
  waiter->owner = self;
  waiter->cancellable = g_cancellable_new ();
  g_hash_table_add (self->waiting, waiter);
  ask_document (self, waiter, request);
  /* Only now, so that the job both stand for goes on. */
  if (former != NULL)
    drop_waiter (former, RECTO_CANCEL_SUPERSEDED);
}

void
recto_tile_requests_drop (RectoTileRequests *self,
                          const RectoTileKey *key,
                          RectoCancelReason reason)
{
  Waiter *waiter = g_hash_table_lookup (self->waiting, key);

  if (waiter == NULL)
    return;
  g_hash_table_remove (self->waiting, waiter);
  drop_waiter (waiter, reason);
}

static void
drop_matching (RectoTileRequests *self, const RectoLocation *location, RectoCancelReason reason)
{
  g_autoptr (GPtrArray) dropped = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer waiter;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &waiter, NULL))
    if (location == NULL ||
        recto_location_equal (((Waiter *) waiter)->key.page.location, *location))
      {
        g_hash_table_iter_remove (&iter);
        g_ptr_array_add (dropped, waiter);
      }
  /* Cancelling runs the listeners of the task, which may come back here. */
  for (guint i = 0; i < dropped->len; i++)
    drop_waiter (g_ptr_array_index (dropped, i), reason);
}

void
recto_tile_requests_drop_page (RectoTileRequests *self,
                               RectoLocation location,
                               RectoCancelReason reason)
{
  drop_matching (self, &location, reason);
}

void
recto_tile_requests_drop_all (RectoTileRequests *self, RectoCancelReason reason)
{
  drop_matching (self, NULL, reason);
}
