/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-elsewhere.h"

#include <glib/gi18n.h>

#include "recto-search-words.h"
#include "recto-window.h"

typedef struct
{
  RectoSearch *search;
  GWeakRef view; /* of RectoDocumentView */
} Part;

struct _RectoSearchElsewhere
{
  GObject parent_instance;
  GListStore *searches;
  RectoSearch *like;          /* the one whose words are looked for */
  RectoDocument *document;    /* in which one searches */
  GPtrArray *parts;           /* of Part */
  GPtrArray *others;          /* of GWeakRef, to RectoDocumentView: those that had no document */
  RectoTask *task;            /* (nullable): while it runs */
  gboolean loads;             /* those that have not been loaded */
  RectoDocumentView *loading; /* (nullable): a weak pointer, while it is being loaded */
  gboolean stopped;
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (RectoSearchElsewhere, recto_search_elsewhere, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_weak_ref_clear (&part->view);
  g_object_unref (part->search);
  g_free (part);
}

static gboolean
is_unfinished (RectoSearch *search)
{
  const RectoSearchState state = recto_search_get_state (search);

  return state == RECTO_SEARCH_IDLE || state == RECTO_SEARCH_STOPPED;
}

static gboolean
is_running (RectoSearchElsewhere *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];

      if (recto_search_get_state (part->search) == RECTO_SEARCH_RUNNING)
        return TRUE;
    }
  return FALSE;
}

/* ---- Those that are not open ----------------------------------------------------------------- */

/* One whose tab was closed is in no window. */
static gboolean
is_in_window (RectoDocumentView *view)
{
  return gtk_widget_get_root (GTK_WIDGET (view)) != NULL;
}

static gboolean
is_unloaded (RectoSearchElsewhere *self, RectoDocumentView *view)
{
  return recto_document_view_get_state (view) == RECTO_DOCUMENT_VIEW_WAITING ||
         view == self->loading;
}

static gboolean
is_unsearchable (RectoSearchElsewhere *self, RectoDocumentView *view)
{
  const RectoDocumentViewState state = recto_document_view_get_state (view);

  return recto_document_view_get_document (view) == NULL &&
         (state == RECTO_DOCUMENT_VIEW_PASSWORD || state == RECTO_DOCUMENT_VIEW_ERROR);
}

/* (transfer full): of RectoDocumentView. */
static GPtrArray *
list_others (RectoSearchElsewhere *self,
             gboolean (*is_meant) (RectoSearchElsewhere *self, RectoDocumentView *view))
{
  GPtrArray *views = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->others->len; i++)
    {
      g_autoptr (RectoDocumentView) view = g_weak_ref_get (self->others->pdata[i]);

      if (view != NULL && is_in_window (view) && is_meant (self, view))
        g_ptr_array_add (views, g_steal_pointer (&view));
    }
  return views;
}

guint
recto_search_elsewhere_count_unloaded (RectoSearchElsewhere *self)
{
  g_autoptr (GPtrArray) views = NULL;

  g_return_val_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self), 0);

  views = list_others (self, is_unloaded);
  return views->len;
}

guint
recto_search_elsewhere_count_unsearchable (RectoSearchElsewhere *self)
{
  g_autoptr (GPtrArray) views = NULL;

  g_return_val_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self), 0);

  views = list_others (self, is_unsearchable);
  return views->len;
}

gboolean
recto_search_elsewhere_is_running (RectoSearchElsewhere *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self), FALSE);

  return self->task != NULL;
}

gboolean
recto_search_elsewhere_is_loading (RectoSearchElsewhere *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self), FALSE);

  return self->task != NULL && self->loads && recto_search_elsewhere_count_unloaded (self) > 0;
}

/* FALSE: there is nothing to be loaded. */
static gboolean
load_next (RectoSearchElsewhere *self)
{
  g_autoptr (GPtrArray) views = NULL;

  if (!self->loads)
    return FALSE;
  views = list_others (self, is_unloaded);
  if (views->len == 0)
    return FALSE;
  g_set_weak_pointer (&self->loading, views->pdata[0]);
  recto_document_view_load (self->loading);
  return TRUE;
}

static void
stop_loading (RectoSearchElsewhere *self)
{
  RectoDocumentView *loading = self->loading;

  g_clear_weak_pointer (&self->loading);
  if (loading != NULL)
    recto_document_view_stop_loading (loading);
}

/* It may be over, whichever way. */
static void
note_loading (RectoSearchElsewhere *self)
{
  const RectoDocumentViewState state = recto_document_view_get_state (self->loading);

  if (state == RECTO_DOCUMENT_VIEW_OPENING && is_in_window (self->loading))
    return;
  g_clear_weak_pointer (&self->loading);
  /* Whoever stops some of it means all. */
  if (state == RECTO_DOCUMENT_VIEW_WAITING && self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_USER_STOP);
}

/* ---- One after the other --------------------------------------------------------------------- */

/* What is open is searched before anything else is loaded. */
static void
begin_next (RectoSearchElsewhere *self)
{
  if (self->ended || self->task == NULL || recto_task_is_done (self->task) ||
      self->loading != NULL || is_running (self))
    return;
  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autoptr (RectoSearch) search = g_object_ref (((Part *) self->parts->pdata[i])->search);

      if (!is_unfinished (search))
        continue;
      recto_search_set_parent (search, self->task);
      recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
      /* One that ends at once leads here again, and may take its part away. */
      if (self->task == NULL || recto_search_get_state (search) == RECTO_SEARCH_RUNNING)
        return;
    }
  if (self->task != NULL && !load_next (self))
    recto_task_succeed (self->task);
}

/* Its document was closed, or has been read anew: what was found in it leads nowhere. */
static void
forget (RectoSearchElsewhere *self, RectoSearch *search)
{
  guint position;

  if (g_list_store_find (self->searches, search, &position))
    g_list_store_remove (self->searches, position);
  g_signal_handlers_disconnect_by_data (search, self);
  for (guint i = 0; i < self->parts->len; i++)
    if (((Part *) self->parts->pdata[i])->search == search)
      {
        g_ptr_array_remove_index (self->parts, i);
        return;
      }
}

static void
document_cb (RectoSearchElsewhere *self)
{
  for (guint i = self->parts->len; i > 0; i--)
    {
      RectoSearch *search = ((Part *) self->parts->pdata[i - 1])->search;

      if (recto_search_elsewhere_find_view (self, search) == NULL)
        forget (self, search);
    }
  begin_next (self);
  if (!self->ended)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
state_cb (RectoSearchElsewhere *self, GParamSpec *pspec, RectoSearch *search)
{
  g_autoptr (RectoSearch) kept = g_object_ref (search);
  g_autoptr (RectoSearchElsewhere) alive = g_object_ref (self);

  if (self->ended)
    return;
  if (recto_search_get_state (search) == RECTO_SEARCH_STOPPED)
    {
      if (recto_search_get_reason (search) == RECTO_CANCEL_DOCUMENT_CLOSED)
        forget (self, search);
      else if (self->task != NULL)
        recto_task_cancel (self->task, RECTO_CANCEL_USER_STOP);
    }
  begin_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
progress_cb (RectoSearchElsewhere *self)
{
  const guint n_to_come = self->loads ? recto_search_elsewhere_count_unloaded (self) : 0;

  if (self->task != NULL)
    recto_task_set_progress (self->task,
                             recto_search_words_get_progress (G_LIST_MODEL (self->searches),
                                                              n_to_come));
}

static void
task_cb (RectoSearchElsewhere *self)
{
  if (self->task == NULL || !recto_task_is_done (self->task))
    return;
  self->stopped = recto_task_is_cancelled (self->task);
  g_clear_object (&self->task);
  if (self->stopped)
    stop_loading (self);
  if (!self->ended)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
recto_search_elsewhere_start (RectoSearchElsewhere *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self));

  if (self->task != NULL)
    return;
  self->stopped = FALSE;
  if (self->parts->len == 0 && !self->loads)
    return;
  self->task = recto_task_new (RECTO_TASK_SEARCH, RECTO_TASK_FOREGROUND, NULL);
  recto_task_set_subject (self->task, _ ("Other open documents"));
  g_signal_connect_object (self->task, "notify::state", G_CALLBACK (task_cb), self,
                           G_CONNECT_SWAPPED);
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self->document)), self->task);
  recto_task_start (self->task);
  begin_next (self);
}

void
recto_search_elsewhere_stop (RectoSearchElsewhere *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self));

  if (self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_USER_STOP);
}

gboolean
recto_search_elsewhere_is_stopped (RectoSearchElsewhere *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self), FALSE);

  return self->stopped;
}

void
recto_search_elsewhere_end (RectoSearchElsewhere *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self));

  self->ended = TRUE;
  if (self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_SUPERSEDED);
  stop_loading (self);
}

RectoDocumentView *
recto_search_elsewhere_find_view (RectoSearchElsewhere *self, RectoSearch *search)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self), NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      g_autoptr (RectoDocumentView) view = g_weak_ref_get (&part->view);

      /* It is in a window as long as its document is there. */
      if (part->search == search && view != NULL &&
          recto_document_view_get_document (view) == recto_search_get_document (search))
        return view;
    }
  return NULL;
}

/* ---- Which there are ------------------------------------------------------------------------- */

static void
add_document (RectoSearchElsewhere *self, RectoDocumentView *view)
{
  RectoDocument *document = recto_document_view_get_document (view);
  RectoSearch *search;
  Part *part;

  if (document == NULL || document == self->document)
    return;
  search = recto_search_new (document, recto_search_get_words (self->like),
                             recto_search_get_flags (self->like), NULL);
  if (search == NULL)
    return;
  part = g_new0 (Part, 1);
  part->search = search;
  g_weak_ref_init (&part->view, view);
  g_ptr_array_add (self->parts, part);
  g_list_store_append (self->searches, search);
  g_signal_connect_object (view, "notify::document", G_CALLBACK (document_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "notify::n-searched", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Loading it has begun, or has come to an end: what is there now is searched. */
static void
view_cb (RectoSearchElsewhere *self, GParamSpec *pspec, RectoDocumentView *view)
{
  g_autoptr (RectoSearchElsewhere) alive = g_object_ref (self);
  gboolean added = FALSE;

  if (self->ended)
    return;
  if (recto_document_view_get_document (view) != NULL)
    {
      g_signal_handlers_disconnect_by_func (view, view_cb, self);
      add_document (self, view);
      added = TRUE;
    }
  if (view == self->loading)
    note_loading (self);
  if (self->task != NULL)
    begin_next (self);
  else if (added && !self->stopped)
    recto_search_elsewhere_start (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_view (RectoSearchElsewhere *self, RectoDocumentView *view)
{
  GWeakRef *other;

  if (recto_document_view_get_document (view) != NULL)
    {
      add_document (self, view);
      return;
    }
  if (recto_document_view_get_state (view) == RECTO_DOCUMENT_VIEW_START)
    return;
  other = g_new0 (GWeakRef, 1);
  g_weak_ref_init (other, view);
  g_ptr_array_add (self->others, other);
  g_signal_connect_object (view, "notify::state", G_CALLBACK (view_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::root", G_CALLBACK (view_cb), self, G_CONNECT_SWAPPED);
}

void
recto_search_elsewhere_load (RectoSearchElsewhere *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_ELSEWHERE (self));

  self->loads = TRUE;
  if (self->task != NULL)
    begin_next (self);
  else
    recto_search_elsewhere_start (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Those of the window in which one searches come first. */
static void
add_window (RectoSearchElsewhere *self, GtkWindow *window)
{
  if (!RECTO_IS_WINDOW (window))
    return;
  for (guint i = 0; i < recto_window_count_views (RECTO_WINDOW (window)); i++)
    add_view (self, recto_window_get_nth_view (RECTO_WINDOW (window), i));
}

RectoSearchElsewhere *
recto_search_elsewhere_new (GtkWidget *widget, RectoSearch *search, GListStore *searches)
{
  RectoSearchElsewhere *self;
  GtkRoot *root;
  GtkApplication *application;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (RECTO_IS_SEARCH (search), NULL);
  g_return_val_if_fail (G_IS_LIST_STORE (searches), NULL);

  self = g_object_new (RECTO_TYPE_SEARCH_ELSEWHERE, NULL);
  self->searches = g_object_ref (searches);
  self->like = g_object_ref (search);
  self->document = g_object_ref (recto_search_get_document (search));
  root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return self;
  add_window (self, GTK_WINDOW (root));
  application = gtk_window_get_application (GTK_WINDOW (root));
  for (GList *it = application != NULL ? gtk_application_get_windows (application) : NULL;
       it != NULL; it = it->next)
    if (it->data != root)
      add_window (self, it->data);
  return self;
}

static void
recto_search_elsewhere_finalize (GObject *object)
{
  RectoSearchElsewhere *self = RECTO_SEARCH_ELSEWHERE (object);

  g_clear_object (&self->task);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->others);
  g_clear_weak_pointer (&self->loading);
  g_object_unref (self->like);
  g_object_unref (self->searches);
  g_object_unref (self->document);

  G_OBJECT_CLASS (recto_search_elsewhere_parent_class)->finalize (object);
}

static void
recto_search_elsewhere_class_init (RectoSearchElsewhereClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_search_elsewhere_finalize;

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_SEARCH_ELSEWHERE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_search_elsewhere_init (RectoSearchElsewhere *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->others = g_ptr_array_new_with_free_func (weak_ref_free);
}
