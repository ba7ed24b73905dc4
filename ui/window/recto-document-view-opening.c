/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-view.h"

#include "recto-close-question.h"
#include "recto-document-opening.h"
#include "recto-document-view-private.h"
#include "recto-error.h"
#include "recto-recent-files.h"
#include "recto-view-defaults.h"

typedef struct
{
  RectoDocumentView *view;
  GCancellable *cancellable;
  char *password; /* (nullable) */
  RectoOpeningFlags flags;
  guint n_changes; /* of the file, when it began */
} Opening;

static void
remember_file (RectoDocumentView *self)
{
  g_autoptr (GFile) guide = g_file_new_for_path (WELCOME_PATH);
  g_autoptr (GFile) list = NULL;
  gboolean may = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-recent-files-enabled", &may, NULL);
  if (!may || g_file_equal (self->file, guide))
    return;
  list = recto_recent_files_get_list ();
  /* The list is a convenience: that it could not be changed is not worth a word. */
  recto_recent_files_add_async (list, self->file, NULL, NULL, NULL);
  /* What one needs a password to see is not to be seen in the cache. */
  if (self->password == NULL)
    recto_thumbnail_keeper_begin (self->thumbnail_keeper, self->document);
}

/* How and where: as it is shown now where it has been read anew, as it was the last time, or as the
 * settings have it. A page that was asked for goes before a remembered one. */
static void
prepare_place (RectoDocumentView *self,
               RectoDocument *document,
               const RectoReadingState *remembered)
{
  RectoReadingState state;
  RectoTextStyle style;

  /* As it is set by now, not as it was when the reading began. */
  if (self->document != NULL)
    {
      style = recto_document_view_get_text_style (self);
      recto_document_set_text_style (document, &style);
    }
  if (self->document != NULL && self->wanted == NULL)
    {
      state = recto_reading_state_capture (self->page_view);
      recto_document_view_begin_at (self, recto_wanted_page_new_remembered (&state));
    }
  else if (self->document == NULL && remembered != NULL)
    {
      recto_reading_state_show (remembered, self->page_view);
      recto_document_set_text_style (document, &remembered->text);
      recto_document_sidebar_begin (self->sidebar, remembered->sidebar, remembered->pane);
      if (self->wanted == NULL)
        recto_document_view_begin_at (self, recto_wanted_page_new_remembered (remembered));
    }
  else if (self->document == NULL)
    {
      recto_view_defaults_apply (self->settings, self->page_view);
      recto_document_sidebar_begin (self->sidebar,
                                    g_settings_get_boolean (self->settings, "show-sidebar"), NULL);
    }
}

static void
find_destination (RectoDocumentView *self)
{
  g_autofree char *destination = g_steal_pointer (&self->destination);

  if (destination != NULL)
    recto_document_body_find_destination (self->body, destination);
}

static void
show_document (RectoDocumentView *self,
               RectoDocument *document,
               const RectoReadingState *remembered)
{
  prepare_place (self, document, remembered);
  recto_document_view_set_document (self, document);
  if (self->wanted == NULL)
    recto_place_keeper_begin (self->keeper, self->file, self->fingerprint);
  recto_document_view_show_wanted (self);
  recto_document_view_show_child (self, "pages");
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_PAGES);
  if (!self->unseen)
    remember_file (self);
  recto_document_bookmarks_begin (recto_document_sidebar_get_bookmarks (self->sidebar), self->file,
                                  self->fingerprint);
  g_signal_emit_by_name (self, "opened");
  find_destination (self);
}

void
recto_document_view_note_seen (RectoDocumentView *self)
{
  if (!self->unseen)
    return;
  self->unseen = FALSE;
  if (self->document != NULL)
    remember_file (self);
}

/* It can be loaded another time. */
static void
wait_again (RectoDocumentView *self)
{
  self->untouched = TRUE;
  recto_document_follower_set_file (self->follower, NULL);
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_WAITING);
}

static void
opening_stopped (RectoDocumentView *self)
{
  if (self->unseen)
    {
      wait_again (self);
      return;
    }
  recto_document_view_show_start (self);
  g_signal_emit_by_name (self, "opening-stopped");
}

/* What is shown stays; that somebody stopped it needs no words, nor what nobody asked for: the next
 * change of the file may mend it. */
static void
reload_failed (RectoDocumentView *self, const GError *error, RectoOpeningFlags flags)
{
  if ((flags & RECTO_OPENING_AUTOMATIC) == 0 &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "reload-failed", error);
}

static void
opening_failed (RectoDocumentView *self, const GError *error, RectoOpeningFlags flags)
{
  if (self->document != NULL)
    reload_failed (self, error, flags);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    opening_stopped (self);
  else if (g_error_matches (error, RECTO_ERROR, RECTO_ERROR_PASSWORD_NEEDED))
    recto_document_view_show_password (self, FALSE);
  else if (g_error_matches (error, RECTO_ERROR, RECTO_ERROR_PASSWORD_WRONG))
    recto_document_view_show_password (self, TRUE);
  else
    recto_document_view_show_error (self, error);
}

/* One has begun to save something while it was read anew. */
static gboolean
must_wait (RectoDocumentView *self, RectoOpeningFlags flags)
{
  return self->document != NULL && (flags & RECTO_OPENING_ANYWAY) == 0 &&
         recto_document_attachments_get_pending (self->attachments);
}

/* Only the latest opening counts: whoever stopped an earlier one has already shown so. */
static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (RectoDocumentView) self = opening->view;
  g_autoptr (GCancellable) cancellable = opening->cancellable;
  g_autofree char *password = opening->password;
  g_autofree RectoReadingState *remembered = NULL;
  g_autofree char *fingerprint = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoDocument) document =
      recto_document_opening_finish (result, &remembered, &fingerprint, &error);

  if (self->opening != cancellable)
    {
      if (document != NULL)
        recto_document_close (document);
      return;
    }
  g_clear_object (&self->opening);
  if (document == NULL)
    {
      opening_failed (self, error, opening->flags);
      return;
    }
  if (must_wait (self, opening->flags))
    {
      recto_document_close (document);
      recto_document_follower_wait (self->follower);
      return;
    }
  g_set_str (&self->password, password);
  g_set_str (&self->fingerprint, fingerprint);
  recto_document_follower_has_read (self->follower, opening->n_changes);
  show_document (self, document, remembered);
}

void
recto_document_view_cancel_opening (RectoDocumentView *self, RectoCancelReason reason)
{
  g_autoptr (GCancellable) opening = g_steal_pointer (&self->opening);

  if (opening != NULL)
    recto_cancellable_cancel (opening, reason);
}

void
recto_document_view_start_opening (RectoDocumentView *self,
                                   const char *password,
                                   RectoOpeningFlags flags)
{
  Opening *opening = g_new0 (Opening, 1);
  const RectoTextStyle style = self->document != NULL
                                   ? recto_document_view_get_text_style (self)
                                   : recto_view_defaults_get_text_style (self->settings);

  recto_document_view_cancel_opening (self, RECTO_CANCEL_SUPERSEDED);
  self->opening = g_cancellable_new ();
  opening->view = g_object_ref (self);
  opening->cancellable = g_object_ref (self->opening);
  opening->password = g_strdup (password);
  opening->flags = flags;
  opening->n_changes = recto_document_follower_get_n_changes (self->follower);
  recto_document_opening_async (self->engine, self->keeper, self->file, password, &style,
                                recto_document_view_get_tasks (self), self->opening, opened_cb,
                                opening);
  if (self->document == NULL)
    recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_OPENING);
}

void
recto_document_view_file_changed_cb (gboolean waits, gpointer user_data)
{
  RectoDocumentView *self = user_data;

  recto_document_body_set_outdated (self->body, waits);
  if (!waits && self->state != RECTO_DOCUMENT_VIEW_PASSWORD)
    recto_document_view_start_opening (self, self->document != NULL ? self->password : NULL,
                                       RECTO_OPENING_AUTOMATIC);
}

void
recto_document_view_begin (RectoDocumentView *self)
{
  self->untouched = FALSE;
  recto_document_follower_set_file (self->follower, self->file);
  recto_document_view_start_opening (self, NULL, RECTO_OPENING_NONE);
}

static void
take_file (RectoDocumentView *self, GFile *file, RectoWantedPage *wanted)
{
  self->unseen = FALSE;
  recto_document_view_set_document (self, NULL);
  recto_document_view_set_file (self, file);
  g_clear_pointer (&self->destination, g_free);
  recto_document_view_begin_at (self, wanted);
}

void
recto_document_view_open (RectoDocumentView *self, GFile *file, guint number, const char *label)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));

  take_file (self, file,
             number > 0 || label != NULL ? recto_wanted_page_new (number, label) : NULL);
  recto_document_view_begin (self);
}

static void
take_untouched (RectoDocumentView *self, GFile *file, const char *title)
{
  recto_document_view_cancel_opening (self, RECTO_CANCEL_SUPERSEDED);
  take_file (self, file, NULL);
  g_set_str (&self->title, title);
  self->untouched = TRUE;
  self->unseen = !self->shown;
}

void
recto_document_view_open_when_shown (RectoDocumentView *self, GFile *file, const char *title)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (title != NULL);

  take_untouched (self, file, title);
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_WAITING);
  if (self->shown)
    recto_document_view_begin (self);
}

void
recto_document_view_load (RectoDocumentView *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  if (self->state == RECTO_DOCUMENT_VIEW_WAITING)
    recto_document_view_begin (self);
}

void
recto_document_view_stop_loading (RectoDocumentView *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  if (self->unseen && self->state == RECTO_DOCUMENT_VIEW_OPENING)
    recto_document_view_stop (self);
}

void
recto_document_view_hold (RectoDocumentView *self, GFile *file, const char *title)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (title != NULL);

  take_untouched (self, file, title);
  recto_document_view_show_held (self);
}

void
recto_document_view_find_destination (RectoDocumentView *self, const char *name)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (name != NULL);

  g_set_str (&self->destination, name);
  if (self->state == RECTO_DOCUMENT_VIEW_PAGES)
    find_destination (self);
}

gboolean
recto_document_view_stop (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), FALSE);

  if (self->opening != NULL && self->document == NULL)
    {
      recto_document_view_cancel_opening (self, RECTO_CANCEL_USER_STOP);
      opening_stopped (self);
      return TRUE;
    }
  if (self->document == NULL || !recto_document_stop (self->document))
    return FALSE;
  recto_page_view_stop (self->page_view);
  return TRUE;
}

/* The document may be gone by now, and so may what would have been lost. */
static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoDocumentView) self = user_data;

  self->asking = FALSE;
  if (recto_close_question_ask_finish (result) && self->state == RECTO_DOCUMENT_VIEW_PAGES)
    recto_document_view_start_opening (self, self->password, RECTO_OPENING_ANYWAY);
}

static void
reload_document (RectoDocumentView *self)
{
  if (!recto_document_attachments_get_pending (self->attachments))
    recto_document_view_start_opening (self, self->password, RECTO_OPENING_NONE);
  else if (!self->asking)
    {
      self->asking = TRUE;
      recto_close_question_ask_to_reload_async (GTK_WIDGET (self), NULL, asked_cb,
                                                g_object_ref (self));
    }
}

void
recto_document_view_reload (RectoDocumentView *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  if (self->state == RECTO_DOCUMENT_VIEW_PAGES)
    reload_document (self);
  else if (self->state == RECTO_DOCUMENT_VIEW_ERROR)
    recto_document_view_try_again (self);
}
