/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-place-store.h"

#include "recto-place-database.h"
#include "recto-remembering.h"

#define FINISH_MS 1000

struct _RectoPlaceStore
{
  GObject parent_instance;
  GSettings *settings;
  RectoPlaceDatabase *database; /* the running request's alone */
  GQueue waiting;               /* of Request */
  gboolean running;
};

typedef enum
{
  REQUEST_RECALL,
  REQUEST_REMEMBER,
  REQUEST_FORGET,
  REQUEST_LIST_BOOKMARKS,
  REQUEST_PUT_BOOKMARK,
  REQUEST_REMOVE_BOOKMARK,
} RequestKind;

typedef struct
{
  RequestKind kind;
  char *fingerprint; /* (nullable) */
  char *address;     /* (nullable): to forget all */
  RectoReadingState state;
  gboolean found;
  RectoBookmark *bookmark; /* (nullable): the request's alone */
  GPtrArray *bookmarks;    /* (nullable): those found */
  GTask *asked;            /* (nullable): who waits for the answer */
} Request;

G_DEFINE_FINAL_TYPE (RectoPlaceStore, recto_place_store, G_TYPE_OBJECT)

enum
{
  BOOKMARKS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
request_free (Request *request)
{
  g_free (request->fingerprint);
  g_free (request->address);
  g_clear_object (&request->bookmark);
  g_clear_pointer (&request->bookmarks, g_ptr_array_unref);
  g_clear_object (&request->asked);
  g_free (request);
}

/* ---- One request after the other ------------------------------------------------------------- */

/* In a thread. */
static void
request_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RectoPlaceStore *self = source;
  Request *request = data;

  switch (request->kind)
    {
    case REQUEST_RECALL:
      request->found = recto_place_database_recall (self->database, request->fingerprint,
                                                    request->address, &request->state);
      break;
    case REQUEST_REMEMBER:
      recto_place_database_remember (self->database, request->fingerprint, request->address,
                                     &request->state);
      break;
    case REQUEST_FORGET:
      recto_place_database_forget (self->database);
      break;
    case REQUEST_LIST_BOOKMARKS:
      request->bookmarks =
          recto_place_database_list_bookmarks (self->database, request->fingerprint,
                                               request->address);
      break;
    case REQUEST_PUT_BOOKMARK:
      recto_place_database_put_bookmark (self->database, request->fingerprint, request->address,
                                         request->bookmark);
      break;
    case REQUEST_REMOVE_BOOKMARK:
      recto_place_database_remove_bookmark (self->database,
                                            recto_bookmark_get_key (request->bookmark));
      break;
    default:
      g_assert_not_reached ();
    }
  g_task_return_boolean (task, TRUE);
}

static void run_next (RectoPlaceStore *self);

static void
answer (Request *request)
{
  if (g_task_return_error_if_cancelled (request->asked))
    return;
  if (request->kind == REQUEST_LIST_BOOKMARKS)
    g_task_return_pointer (request->asked, g_steal_pointer (&request->bookmarks),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_pointer (request->asked,
                           request->found ? g_memdup2 (&request->state, sizeof request->state)
                                          : NULL,
                           g_free);
}

static void
request_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RectoPlaceStore *self = RECTO_PLACE_STORE (object);
  Request *request = g_task_get_task_data (G_TASK (result));

  self->running = FALSE;
  run_next (self);
  if (request->asked != NULL)
    answer (request);
}

static void
run_next (RectoPlaceStore *self)
{
  Request *request = self->running ? NULL : g_queue_pop_head (&self->waiting);
  g_autoptr (GTask) task = NULL;

  if (request == NULL)
    return;
  self->running = TRUE;
  task = g_task_new (self, NULL, request_done_cb, NULL);
  g_task_set_source_tag (task, run_next);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, request_thread);
}

static Request *
ask (RectoPlaceStore *self, RequestKind kind, const char *fingerprint, const char *address)
{
  Request *request = g_new0 (Request, 1);

  request->kind = kind;
  request->fingerprint = g_strdup (fingerprint);
  request->address = g_strdup (address);
  g_queue_push_tail (&self->waiting, request);
  return request;
}

/* ---- What others call ------------------------------------------------------------------------ */

void
recto_place_store_recall_async (RectoPlaceStore *self,
                                const char *fingerprint,
                                const char *address,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (RECTO_IS_PLACE_STORE (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_place_store_recall_async);
  if (!recto_remembering_is_allowed (self->settings))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  request = ask (self, REQUEST_RECALL, fingerprint, address);
  request->asked = g_object_ref (task);
  run_next (self);
}

RectoReadingState *
recto_place_store_recall_finish (RectoPlaceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RECTO_IS_PLACE_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
recto_place_store_remember (RectoPlaceStore *self,
                            const char *fingerprint,
                            const char *address,
                            const RectoReadingState *state)
{
  g_return_if_fail (RECTO_IS_PLACE_STORE (self));
  g_return_if_fail (address != NULL && state != NULL);

  if (!recto_remembering_is_allowed (self->settings))
    return;
  ask (self, REQUEST_REMEMBER, fingerprint, address)->state = *state;
  run_next (self);
}

/* ---- Bookmarks: made by somebody, so kept whether or not places are remembered --------------- */

void
recto_place_store_list_bookmarks_async (RectoPlaceStore *self,
                                        const char *fingerprint,
                                        const char *address,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RECTO_IS_PLACE_STORE (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_place_store_list_bookmarks_async);
  ask (self, REQUEST_LIST_BOOKMARKS, fingerprint, address)->asked = g_object_ref (task);
  run_next (self);
}

GPtrArray *
recto_place_store_list_bookmarks_finish (RectoPlaceStore *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (RECTO_IS_PLACE_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The thread has one of its own: the name of this one may become another meanwhile. */
static RectoBookmark *
copy_bookmark (RectoBookmark *bookmark)
{
  return recto_bookmark_new (recto_bookmark_get_key (bookmark), recto_bookmark_get_place (bookmark),
                             recto_bookmark_get_n_pages (bookmark),
                             recto_bookmark_get_character (bookmark),
                             recto_bookmark_get_name (bookmark));
}

static void
change_bookmark (RectoPlaceStore *self,
                 RequestKind kind,
                 const char *fingerprint,
                 const char *address,
                 RectoBookmark *bookmark,
                 gpointer by)
{
  ask (self, kind, fingerprint, address)->bookmark = copy_bookmark (bookmark);
  run_next (self);
  g_signal_emit (self, signals[BOOKMARKS_CHANGED], 0, address, by);
}

void
recto_place_store_put_bookmark (RectoPlaceStore *self,
                                const char *fingerprint,
                                const char *address,
                                RectoBookmark *bookmark,
                                gpointer by)
{
  g_return_if_fail (RECTO_IS_PLACE_STORE (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (RECTO_IS_BOOKMARK (bookmark));

  change_bookmark (self, REQUEST_PUT_BOOKMARK, fingerprint, address, bookmark, by);
}

void
recto_place_store_remove_bookmark (RectoPlaceStore *self,
                                   const char *address,
                                   RectoBookmark *bookmark,
                                   gpointer by)
{
  g_return_if_fail (RECTO_IS_PLACE_STORE (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (RECTO_IS_BOOKMARK (bookmark));

  change_bookmark (self, REQUEST_REMOVE_BOOKMARK, NULL, address, bookmark, by);
}

void
recto_place_store_forget (RectoPlaceStore *self)
{
  g_return_if_fail (RECTO_IS_PLACE_STORE (self));

  ask (self, REQUEST_FORGET, NULL, NULL);
  run_next (self);
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  gboolean *time_is_up = user_data;

  *time_is_up = TRUE;
  return G_SOURCE_CONTINUE;
}

/* There is no window any more: nobody waits for the main loop. */
void
recto_place_store_finish (RectoPlaceStore *self)
{
  gboolean time_is_up = FALSE;
  guint source;

  g_return_if_fail (RECTO_IS_PLACE_STORE (self));

  source = g_timeout_add (FINISH_MS, time_is_up_cb, &time_is_up);
  while (self->running && !time_is_up)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
setting_changed_cb (RectoPlaceStore *self)
{
  if (!g_settings_get_boolean (self->settings, "remember-places"))
    recto_place_store_forget (self);
}

RectoPlaceStore *
recto_place_store_new (const char *path, GSettings *settings)
{
  RectoPlaceStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (RECTO_TYPE_PLACE_STORE, NULL);
  self->database = recto_place_database_new (path);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::remember-places", G_CALLBACK (setting_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

char *
recto_place_store_dup_usual_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "recto", "places.sqlite", NULL);
}

static void
recto_place_store_finalize (GObject *object)
{
  RectoPlaceStore *self = RECTO_PLACE_STORE (object);

  g_queue_clear_full (&self->waiting, (GDestroyNotify) request_free);
  g_clear_pointer (&self->database, recto_place_database_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (recto_place_store_parent_class)->finalize (object);
}

static void
recto_place_store_class_init (RectoPlaceStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = recto_place_store_finalize;

  signals[BOOKMARKS_CHANGED] =
      g_signal_new ("bookmarks-changed", RECTO_TYPE_PLACE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
}

static void
recto_place_store_init (RectoPlaceStore *self)
{
}
