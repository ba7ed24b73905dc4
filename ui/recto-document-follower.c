/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-follower.h"

#include "recto-file-watch.h"

struct _RectoDocumentFollower
{
  RectoDocumentFollowerFunc changed;
  gpointer user_data;
  RectoFileWatch *watch; /* (nullable) */
  GListModel *tasks;     /* (nullable): of the document */
  gulong tasks_changed;
  guint source;
  gboolean waits; /* the file has changed, but something is being saved */
  gboolean shown;
};

RectoDocumentFollower *
recto_document_follower_new (RectoDocumentFollowerFunc changed, gpointer user_data)
{
  RectoDocumentFollower *self = g_new0 (RectoDocumentFollower, 1);

  g_return_val_if_fail (changed != NULL, self);

  self->changed = changed;
  self->user_data = user_data;
  return self;
}

static void
drop_watch (RectoDocumentFollower *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
}

void
recto_document_follower_free (RectoDocumentFollower *self)
{
  recto_document_follower_set_document (self, NULL);
  drop_watch (self);
  g_free (self);
}

static gboolean
is_saving (RectoDocumentFollower *self)
{
  const guint n = self->tasks != NULL ? g_list_model_get_n_items (self->tasks) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (self->tasks, i);
      const RectoTaskKind kind = recto_task_get_kind (task);

      if (kind == RECTO_TASK_SAVE || kind == RECTO_TASK_SAVE_ALL)
        return TRUE;
    }
  return FALSE;
}

static void
changed_cb (RectoDocumentFollower *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->waits = is_saving (self);
  if (!self->waits)
    self->changed (self->user_data);
}

static void
saved_cb (gpointer user_data)
{
  RectoDocumentFollower *self = user_data;

  self->source = 0;
  changed_cb (self);
}

/* The list is not to be changed while it tells of a change. */
static void
tasks_changed_cb (RectoDocumentFollower *self)
{
  if (self->waits && self->source == 0)
    self->source = g_idle_add_once (saved_cb, self);
}

void
recto_document_follower_set_file (RectoDocumentFollower *self, GFile *file)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (file == NULL || G_IS_FILE (file));

  drop_watch (self);
  self->waits = FALSE;
  if (file == NULL)
    return;
  self->watch = recto_file_watch_new (file);
  recto_file_watch_set_paused (self->watch, !self->shown);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (changed_cb), self);
}

void
recto_document_follower_set_document (RectoDocumentFollower *self, RectoDocument *document)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  g_clear_signal_handler (&self->tasks_changed, self->tasks);
  g_clear_object (&self->tasks);
  g_clear_handle_id (&self->source, g_source_remove);
  self->waits = FALSE;
  if (document == NULL)
    return;
  self->tasks = g_object_ref (recto_document_get_tasks (document));
  self->tasks_changed =
      g_signal_connect_data (self->tasks, "items-changed", G_CALLBACK (tasks_changed_cb), self,
                             NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
recto_document_follower_set_shown (RectoDocumentFollower *self, gboolean shown)
{
  g_return_if_fail (self != NULL);

  self->shown = shown;
  if (self->watch != NULL)
    recto_file_watch_set_paused (self->watch, !shown);
}
