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

G_DEFINE_FINAL_TYPE (RectoAttachmentOpener, recto_attachment_opener, G_TYPE_OBJECT)

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAttachmentOpener) self = user_data;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  if (gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) ||
      recto_dialog_was_dismissed (error) || self->widget == NULL)
    return;
  dialog = adw_alert_dialog_new (_ ("The File Cannot Be Opened"), error->message);
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

/* What is changed in the copy would be lost, so it may not be. That this could not be seen to is no
 * reason not to show the file. */
static void
protected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAttachmentOpener) self = user_data;

  g_file_set_attributes_finish (G_FILE (source), result, NULL, NULL);
  launch (self, G_FILE (source));
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
                               self->cancellable, protected_cb, g_object_ref (self));
}

gboolean
recto_attachment_opener_open_again (RectoAttachmentOpener *self, RectoAttachment *attachment)
{
  GFile *copy;

  g_return_val_if_fail (RECTO_IS_ATTACHMENT_OPENER (self), FALSE);
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (attachment), FALSE);

  copy = g_hash_table_lookup (self->copies, attachment);
  if (copy != NULL)
    launch (self, copy);
  return copy != NULL;
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
}

static void
recto_attachment_opener_init (RectoAttachmentOpener *self)
{
  self->cancellable = g_cancellable_new ();
  self->copies = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}
