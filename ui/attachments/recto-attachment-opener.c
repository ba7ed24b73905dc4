/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-opener.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "recto-dialog.h"

#define READ_ONLY 0400

struct _RectoAttachmentOpener
{
  GObject parent_instance;
  GtkWidget *widget; /* (unowned) (nullable): until it has ended */
  GCancellable *cancellable;
  GHashTable *copies; /* RectoAttachment → GFile: those that were opened already */
};

/* What waits for something. */
typedef struct
{
  RectoAttachmentOpener *self;
  RectoAttachment *attachment;
  gboolean anyway; /* whatever is found in it */
  gboolean again;  /* what was opened before */
} Request;

G_DEFINE_FINAL_TYPE (RectoAttachmentOpener, recto_attachment_opener, G_TYPE_OBJECT)

enum
{
  FOUND_EXECUTABLE,
  LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
request_free (Request *request)
{
  g_object_unref (request->self);
  g_object_unref (request->attachment);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (RectoAttachmentOpener *self, RectoAttachment *attachment)
{
  Request *request = g_new0 (Request, 1);

  request->self = g_object_ref (self);
  request->attachment = g_object_ref (attachment);
  return request;
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAttachmentOpener) self = user_data;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  if (gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) ||
      recto_dialog_was_dismissed (error) || self->widget == NULL)
    return;
  dialog = adw_alert_dialog_new (_ ("Cannot Open the File"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, self->widget);
}

static void
launch (RectoAttachmentOpener *self, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, recto_dialog_get_parent (self->widget), self->cancellable,
                            launched_cb, g_object_ref (self));
}

/* Caches are cleaned by whoever thinks that he may. */
static void
examined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  RectoAttachmentOpener *self = request->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  const char *type =
      info != NULL ? g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE)
                   : NULL;

  if (self->widget == NULL)
    return;
  if (request->again && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_hash_table_remove (self->copies, request->attachment);
      g_signal_emit (self, signals[LOST], 0, request->attachment);
    }
  else if (!request->anyway && type != NULL && recto_attachment_type_is_executable (type))
    g_signal_emit (self, signals[FOUND_EXECUTABLE], 0, request->attachment);
  else
    launch (self, G_FILE (source));
}

/* Where the name tells nothing the desktop looks into the file. What is known to be executable has
 * been asked about before it came here. Takes `request`. */
static void
examine (Request *request, GFile *copy)
{
  request->anyway = request->anyway || recto_attachment_is_executable (request->attachment);
  g_file_query_info_async (copy, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE,
                           G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT,
                           request->self->cancellable, examined_cb, request);
}

/* What is changed in the copy would be lost, so it may not be. That this could not be seen to is no
 * reason not to show the file. */
static void
protected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;

  g_file_set_attributes_finish (G_FILE (source), result, NULL, NULL);
  examine (g_steal_pointer (&request), G_FILE (source));
}

void
recto_attachment_opener_open (RectoAttachmentOpener *self, RectoAttachment *attachment, GFile *copy)
{
  g_autoptr (GFileInfo) info = g_file_info_new ();

  g_return_if_fail (RECTO_IS_ATTACHMENT_OPENER (self));
  g_return_if_fail (RECTO_IS_ATTACHMENT (attachment));
  g_return_if_fail (G_IS_FILE (copy));

  g_hash_table_insert (self->copies, g_object_ref (attachment), g_object_ref (copy));
  g_file_info_set_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE, READ_ONLY);
  g_file_set_attributes_async (copy, info, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT,
                               self->cancellable, protected_cb, request_new (self, attachment));
}

gboolean
recto_attachment_opener_open_again (RectoAttachmentOpener *self,
                                    RectoAttachment *attachment,
                                    gboolean anyway)
{
  GFile *copy;
  Request *request;

  g_return_val_if_fail (RECTO_IS_ATTACHMENT_OPENER (self), FALSE);
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (attachment), FALSE);

  copy = g_hash_table_lookup (self->copies, attachment);
  if (copy == NULL)
    return FALSE;
  request = request_new (self, attachment);
  request->anyway = anyway;
  request->again = TRUE;
  examine (request, copy);
  return TRUE;
}

void
recto_attachment_opener_end (RectoAttachmentOpener *self)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_OPENER (self));

  self->widget = NULL;
  g_cancellable_cancel (self->cancellable);
}

RectoAttachmentOpener *
recto_attachment_opener_new (GtkWidget *widget)
{
  RectoAttachmentOpener *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (RECTO_TYPE_ATTACHMENT_OPENER, NULL);
  self->widget = widget;
  return self;
}

static void
recto_attachment_opener_dispose (GObject *object)
{
  RectoAttachmentOpener *self = RECTO_ATTACHMENT_OPENER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->copies, g_hash_table_unref);

  G_OBJECT_CLASS (recto_attachment_opener_parent_class)->dispose (object);
}

static void
recto_attachment_opener_class_init (RectoAttachmentOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_attachment_opener_dispose;

  signals[FOUND_EXECUTABLE] =
      g_signal_new ("found-executable", RECTO_TYPE_ATTACHMENT_OPENER, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, RECTO_TYPE_ATTACHMENT);
  signals[LOST] = g_signal_new ("lost", RECTO_TYPE_ATTACHMENT_OPENER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, RECTO_TYPE_ATTACHMENT);
}

static void
recto_attachment_opener_init (RectoAttachmentOpener *self)
{
  self->cancellable = g_cancellable_new ();
  self->copies = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}
