/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-actions.h"

#include <glib/gi18n.h>

#include "recto-attachment-content.h"
#include "recto-attachment-opener.h"
#include "recto-attachments.h"
#include "recto-dialog.h"
#include "recto-program-question.h"
#include "recto-save-dialog.h"

struct _RectoAttachmentActions
{
  GObject parent_instance;
  GtkWidget *widget; /* (unowned) (nullable): until it has ended */
  RectoDocument *document;
  RectoOpenedFiles *opened_files;
  GSettings *settings;
  GCancellable *cancellable; /* of questions, and of what nobody sees */
  RectoAttachmentOpener *opener;
  RectoPendingSavings *pending;
};

/* What waits for something; the attachments it is about. */
typedef struct
{
  RectoAttachmentActions *self;
  GListModel *attachments;
  RectoSavingPurpose purpose;
  RectoAttachmentContent *content; /* (nullable): for dragging */
} Request;

G_DEFINE_FINAL_TYPE (RectoAttachmentActions, recto_attachment_actions, G_TYPE_OBJECT)

enum
{
  MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
request_free (Request *request)
{
  recto_pending_savings_end_question (request->self->pending);
  g_object_unref (request->self);
  g_object_unref (request->attachments);
  g_clear_object (&request->content);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (RectoAttachmentActions *self, GListModel *attachments)
{
  Request *request = g_new0 (Request, 1);

  request->self = g_object_ref (self);
  request->attachments = g_object_ref (attachments);
  recto_pending_savings_begin_question (self->pending);
  return request;
}

static void
tell (RectoAttachmentActions *self, const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message);
}

/* ---- What comes after a saving ------------------------------------------------------------------
 */

static GdkFileList *
list_files (RectoSaving *saving)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (saving)); i++)
    {
      g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (saving), i);

      g_ptr_array_add (files, recto_saving_item_get_file (item));
    }
  return gdk_file_list_new_from_array ((GFile **) files->pdata, files->len);
}

static void
open_saved (RectoAttachmentActions *self, RectoSaving *saving)
{
  g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (saving), 0);

  recto_attachment_opener_open (self->opener, recto_saving_item_get_attachment (item),
                                recto_saving_item_get_file (item));
}

static void
copy_saved (RectoAttachmentActions *self, RectoSaving *saving)
{
  GdkFileList *files = list_files (saving);
  const guint n_files = g_list_model_get_n_items (G_LIST_MODEL (saving));
  g_autofree char *message =
      g_strdup_printf (ngettext ("%u file copied", "%u files copied", n_files), n_files);

  gdk_clipboard_set (gtk_widget_get_clipboard (self->widget), GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  tell (self, message);
}

static void
give_saved (RectoSaving *saving)
{
  GdkFileList *files = list_files (saving);

  recto_attachment_content_give (recto_saving_purpose_get_content (saving), files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
}

static void
hand_on (RectoAttachmentActions *self, RectoSaving *saving)
{
  switch (recto_saving_purpose_get (saving))
    {
    case RECTO_SAVING_FOR_OPENING:
      open_saved (self, saving);
      break;
    case RECTO_SAVING_FOR_COPYING:
      copy_saved (self, saving);
      break;
    case RECTO_SAVING_FOR_DRAGGING:
      give_saved (saving);
      break;
    case RECTO_SAVING_FOR_KEEPING:
    default:
      return;
    }
  recto_saving_forget (saving);
}

static void
fail_content (RectoAttachmentContent *content)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Saving stopped"));

  recto_attachment_content_fail (content, error);
}

/* Nobody has got, or will get, what has been written for a drag. */
static void
remove_copies (RectoAttachmentActions *self, RectoAttachmentContent *content)
{
  GFile *folder = recto_attachment_content_get_folder (content);

  if (folder != NULL)
    recto_opened_files_remove_folder (self->opened_files, folder);
}

/* Whoever waits for a drop does not wait for a Resume. */
static void
give_up_drag (RectoAttachmentActions *self, RectoSaving *saving, RectoAttachmentContent *content)
{
  fail_content (content);
  remove_copies (self, content);
  if (recto_saving_get_n_failed (saving) == 0)
    recto_saving_forget (saving);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAttachmentActions) self = user_data;
  g_autoptr (RectoSaving) saving = g_object_ref (RECTO_SAVING (source));
  RectoAttachmentContent *content = recto_saving_purpose_get_content (saving);
  g_autoptr (GError) error = NULL;
  const gboolean ran = recto_saving_run_finish (saving, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    return;
  if (ran && self->widget != NULL &&
      recto_saving_get_n_saved (saving) == g_list_model_get_n_items (G_LIST_MODEL (saving)))
    hand_on (self, saving);
  else if (content != NULL)
    give_up_drag (self, saving, content);
}

void
recto_attachment_actions_forget_saved (RectoAttachmentActions *self)
{
  GListModel *savings;

  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));

  savings = recto_document_get_savings (self->document);
  for (guint i = g_list_model_get_n_items (savings); i > 0; i--)
    {
      g_autoptr (RectoSaving) saving = g_list_model_get_item (savings, i - 1);

      if (recto_saving_get_n_saved (saving) == g_list_model_get_n_items (G_LIST_MODEL (saving)) &&
          recto_saving_purpose_get (saving) == RECTO_SAVING_FOR_KEEPING)
        recto_saving_forget (saving);
    }
}

/* There is no more need to tell of what was saved before. `content` (nullable). */
static void
run_new (RectoAttachmentActions *self,
         RectoSaving *saving,
         RectoSavingPurpose purpose,
         RectoAttachmentContent *content)
{
  recto_saving_purpose_set (saving, purpose, content);
  recto_attachment_actions_forget_saved (self);
  recto_saving_run_async (saving, RECTO_SAVE_NONE, NULL, ran_cb, g_object_ref (self));
}

void
recto_attachment_actions_resume (RectoAttachmentActions *self,
                                 RectoSaving *saving,
                                 RectoSaveFlags flags)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (RECTO_IS_SAVING (saving));

  recto_saving_run_async (saving, flags, NULL, ran_cb, g_object_ref (self));
}

/* ---- Into the private folder --------------------------------------------------------------------
 */

static void
folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder =
      recto_opened_files_make_folder_finish (RECTO_OPENED_FILES (source), result, &error);

  if (request->content != NULL && folder != NULL)
    recto_attachment_content_set_folder (request->content, folder);
  /* A drag may have ended meanwhile. */
  if (request->content != NULL && recto_attachment_content_is_settled (request->content))
    {
      remove_copies (request->self, request->content);
      return;
    }
  if (folder != NULL)
    {
      g_autoptr (RectoSaving) saving =
          recto_saving_new (request->self->document, request->attachments, folder);

      run_new (request->self, saving, request->purpose, request->content);
      return;
    }
  if (request->content != NULL)
    recto_attachment_content_fail (request->content, error);
  if (!recto_dialog_was_dismissed (error))
    tell (request->self, error->message);
}

static void
save_privately (RectoAttachmentActions *self,
                GListModel *attachments,
                RectoSavingPurpose purpose,
                RectoAttachmentContent *content)
{
  g_autoptr (GListModel) copy = recto_attachments_copy (attachments);
  Request *request = request_new (self, copy);

  request->purpose = purpose;
  g_set_object (&request->content, content);
  recto_opened_files_make_folder_async (self->opened_files, self->cancellable, folder_made_cb,
                                        request);
}

/* What has been deleted is made anew. */
static void
copy_lost_cb (RectoAttachmentActions *self, RectoAttachment *attachment)
{
  g_autoptr (GListModel) list = recto_attachments_of (attachment);

  save_privately (self, list, RECTO_SAVING_FOR_OPENING, NULL);
}

/* `anyway`: whatever is found in it. */
static void
open_unasked (RectoAttachmentActions *self, RectoAttachment *attachment, gboolean anyway)
{
  g_autoptr (GListModel) list = recto_attachments_of (attachment);

  if (!recto_attachment_opener_open_again (self->opener, attachment, anyway))
    save_privately (self, list, RECTO_SAVING_FOR_OPENING, NULL);
}

static void
warned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (RectoAttachment) attachment = g_list_model_get_item (request->attachments, 0);
  const RectoProgramAnswer answer = recto_program_question_ask_finish (source, result);

  if (answer == RECTO_PROGRAM_OPEN)
    open_unasked (request->self, attachment, TRUE);
  else if (answer == RECTO_PROGRAM_SAVE)
    recto_attachment_actions_save_as (request->self, attachment);
}

static void
warn (RectoAttachmentActions *self, RectoAttachment *attachment)
{
  g_autoptr (GListModel) list = recto_attachments_of (attachment);

  recto_program_question_ask_async (self->widget, recto_attachment_get_name (attachment),
                                    self->cancellable, warned_cb, request_new (self, list));
}

void
recto_attachment_actions_open (RectoAttachmentActions *self, RectoAttachment *attachment)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (RECTO_IS_ATTACHMENT (attachment));

  if (recto_attachment_is_executable (attachment))
    warn (self, attachment);
  else
    open_unasked (self, attachment, FALSE);
}

void
recto_attachment_actions_copy (RectoAttachmentActions *self, GListModel *attachments)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (G_IS_LIST_MODEL (attachments));

  save_privately (self, attachments, RECTO_SAVING_FOR_COPYING, NULL);
}

GdkContentProvider *
recto_attachment_actions_drag (RectoAttachmentActions *self, GListModel *attachments)
{
  RectoAttachmentContent *content;

  g_return_val_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (attachments), NULL);

  content = recto_attachment_content_new ();
  save_privately (self, attachments, RECTO_SAVING_FOR_DRAGGING, content);
  return GDK_CONTENT_PROVIDER (content);
}

void
recto_attachment_actions_drop_drag (RectoAttachmentActions *self, GdkContentProvider *content)
{
  GListModel *savings;

  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (GDK_IS_CONTENT_PROVIDER (content));

  fail_content (RECTO_ATTACHMENT_CONTENT (content));
  savings = recto_document_get_savings (self->document);
  for (guint i = g_list_model_get_n_items (savings); i > 0; i--)
    {
      g_autoptr (RectoSaving) saving = g_list_model_get_item (savings, i - 1);

      if ((gpointer) recto_saving_purpose_get_content (saving) == (gpointer) content)
        recto_saving_forget (saving);
    }
  remove_copies (self, RECTO_ATTACHMENT_CONTENT (content));
}

/* ---- Where the user wants -----------------------------------------------------------------------
 */

static void
name_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (RectoAttachment) attachment = g_list_model_get_item (request->attachments, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (RectoSaving) saving = NULL;
  g_autoptr (GFile) folder = NULL;

  if (file == NULL)
    {
      if (!recto_dialog_was_dismissed (error))
        tell (request->self, error->message);
      return;
    }
  folder = g_file_get_parent (file);
  recto_save_dialog_remember (request->self->settings, folder);
  saving = recto_saving_new_as (request->self->document, attachment, file);
  run_new (request->self, saving, RECTO_SAVING_FOR_KEEPING, NULL);
}

void
recto_attachment_actions_save_as (RectoAttachmentActions *self, RectoAttachment *attachment)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GListModel) list = NULL;

  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (RECTO_IS_ATTACHMENT (attachment));

  list = recto_attachments_of (attachment);
  dialog = recto_save_dialog_new (self->settings, _ ("Save Attachment"));
  gtk_file_dialog_set_initial_name (dialog, recto_attachment_get_name (attachment));
  gtk_file_dialog_save (dialog, recto_dialog_get_parent (self->widget), self->cancellable,
                        name_chosen_cb, request_new (self, list));
}

void
recto_attachment_actions_save_to (RectoAttachmentActions *self,
                                  GListModel *attachments,
                                  GFile *folder)
{
  g_autoptr (RectoSaving) saving = NULL;

  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (G_IS_LIST_MODEL (attachments));
  g_return_if_fail (G_IS_FILE (folder));

  if (g_list_model_get_n_items (attachments) == 0)
    return;
  saving = recto_saving_new (self->document, attachments, folder);
  run_new (self, saving, RECTO_SAVING_FOR_KEEPING, NULL);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder =
      gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (folder != NULL)
    {
      recto_save_dialog_remember (request->self->settings, folder);
      recto_attachment_actions_save_to (request->self, request->attachments, folder);
    }
  else if (!recto_dialog_was_dismissed (error))
    tell (request->self, error->message);
}

void
recto_attachment_actions_save_all (RectoAttachmentActions *self, GListModel *attachments)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GListModel) copy = NULL;

  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (G_IS_LIST_MODEL (attachments));

  copy = recto_attachments_copy (attachments);
  dialog = recto_save_dialog_new (self->settings, _ ("Save Attachments Into"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Save"));
  gtk_file_dialog_select_folder (dialog, recto_dialog_get_parent (self->widget), self->cancellable,
                                 folder_chosen_cb, request_new (self, copy));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAttachmentActions) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result,
                                                        &error) &&
      !recto_dialog_was_dismissed (error))
    tell (self, error->message);
}

void
recto_attachment_actions_show_file (RectoAttachmentActions *self, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = NULL;

  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));
  g_return_if_fail (G_IS_FILE (file));

  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_open_containing_folder (launcher, recto_dialog_get_parent (self->widget),
                                            self->cancellable, shown_cb, g_object_ref (self));
}

RectoPendingSavings *
recto_attachment_actions_get_pending (RectoAttachmentActions *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self), NULL);

  return self->pending;
}

void
recto_attachment_actions_end (RectoAttachmentActions *self)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (self));

  self->widget = NULL;
  recto_attachment_opener_end (self->opener);
  g_cancellable_cancel (self->cancellable);
}

RectoAttachmentActions *
recto_attachment_actions_new (GtkWidget *widget,
                              RectoDocument *document,
                              RectoOpenedFiles *opened_files,
                              GSettings *settings)
{
  RectoAttachmentActions *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (RECTO_IS_OPENED_FILES (opened_files), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (RECTO_TYPE_ATTACHMENT_ACTIONS, NULL);
  self->widget = widget;
  self->opener = recto_attachment_opener_new (widget);
  g_signal_connect_object (self->opener, "found-executable", G_CALLBACK (warn), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "lost", G_CALLBACK (copy_lost_cb), self,
                           G_CONNECT_SWAPPED);
  self->document = g_object_ref (document);
  self->pending = recto_pending_savings_new (document);
  self->opened_files = g_object_ref (opened_files);
  self->settings = g_object_ref (settings);
  return self;
}

static void
recto_attachment_actions_dispose (GObject *object)
{
  RectoAttachmentActions *self = RECTO_ATTACHMENT_ACTIONS (object);

  g_clear_object (&self->document);
  g_clear_object (&self->opened_files);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->opener);
  g_clear_object (&self->pending);

  G_OBJECT_CLASS (recto_attachment_actions_parent_class)->dispose (object);
}

static void
recto_attachment_actions_class_init (RectoAttachmentActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_attachment_actions_dispose;

  signals[MESSAGE] = g_signal_new ("message", RECTO_TYPE_ATTACHMENT_ACTIONS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
recto_attachment_actions_init (RectoAttachmentActions *self)
{
  self->cancellable = g_cancellable_new ();
}
