/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoAttachmentContent: what is dragged out of a document: files that are still being written
 * when the drag begins. Whoever asks for them waits until they are there. */
#define RECTO_TYPE_ATTACHMENT_CONTENT (recto_attachment_content_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentContent,
                      recto_attachment_content,
                      RECTO,
                      ATTACHMENT_CONTENT,
                      GdkContentProvider)

RectoAttachmentContent *recto_attachment_content_new (void);
/* Where the files are put, once that is known. (nullable) */
void recto_attachment_content_set_folder (RectoAttachmentContent *self, GFile *folder);
GFile *recto_attachment_content_get_folder (RectoAttachmentContent *self);
/* They are there. Nothing where it has failed. */
void recto_attachment_content_give (RectoAttachmentContent *self, GdkFileList *files);
/* They will not come: who asks hears `error`. Nothing where they were given. */
void recto_attachment_content_fail (RectoAttachmentContent *self, const GError *error);
/* Whether one of these two has happened. */
gboolean recto_attachment_content_is_settled (RectoAttachmentContent *self);
