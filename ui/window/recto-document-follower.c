/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-follower.h"

#include "recto-file-watch.h"

struct _RectoDocumentFollower
{
  RectoDocumentFollowerFunc changed;
  gpointer user_data;
  RectoFileWatch *watch; /* (nullable) */
  guint source;
  guint n_changes;
  gboolean busy;
  gboolean waits; /* the file has changed, but something would be lost */
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
  g_clear_handle_id (&self->source, g_source_remove);
  drop_watch (self);
  g_free (self);
}

static void
changed_cb (RectoDocumentFollower *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->n_changes++;
  self->waits = self->busy;
  self->changed (self->waits, self->user_data);
}

static void
not_busy_cb (gpointer user_data)
{
  RectoDocumentFollower *self = user_data;

  self->source = 0;
  changed_cb (self);
}

void
recto_document_follower_set_file (RectoDocumentFollower *self, GFile *file)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (file == NULL || G_IS_FILE (file));

  drop_watch (self);
  g_clear_handle_id (&self->source, g_source_remove);
  self->waits = FALSE;
  if (file == NULL)
    return;
  self->watch = recto_file_watch_new (file);
  recto_file_watch_set_paused (self->watch, !self->shown);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (changed_cb), self);
}

/* The document is not to be replaced while it tells of a change. */
void
recto_document_follower_set_busy (RectoDocumentFollower *self, gboolean busy)
{
  g_return_if_fail (self != NULL);

  self->busy = busy;
  if (!busy && self->waits && self->source == 0)
    self->source = g_idle_add_once (not_busy_cb, self);
}

void
recto_document_follower_wait (RectoDocumentFollower *self)
{
  g_return_if_fail (self != NULL);

  changed_cb (self);
}

guint
recto_document_follower_get_n_changes (RectoDocumentFollower *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_changes;
}

void
recto_document_follower_has_read (RectoDocumentFollower *self, guint n_changes)
{
  g_return_if_fail (self != NULL);

  if (self->n_changes != n_changes)
    return;
  self->waits = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
}

void
recto_document_follower_set_shown (RectoDocumentFollower *self, gboolean shown)
{
  g_return_if_fail (self != NULL);

  self->shown = shown;
  if (self->watch != NULL)
    recto_file_watch_set_paused (self->watch, !shown);
}
