/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-attachment.h"

/* RectoAttachmentOpener: hands copies of attachments to the programs that open them.
 *
 * Signals: "found-executable" (RectoAttachment): the copy was not opened, since there is in it what
 * neither the name nor the claimed type tells; "lost" (RectoAttachment): the copy that was to be
 * opened again is gone, and not known any more. */
#define RECTO_TYPE_ATTACHMENT_OPENER (recto_attachment_opener_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentOpener,
                      recto_attachment_opener,
                      RECTO,
                      ATTACHMENT_OPENER,
                      GObject)

/* `widget` (unowned, until _end ()): over which programs are chosen and failures told. */
RectoAttachmentOpener *recto_attachment_opener_new (GtkWidget *widget);
/* The widget goes: whatever has not been opened by now is not. */
void recto_attachment_opener_end (RectoAttachmentOpener *self);
/* Opens a copy, which cannot be written to from now on, unless what is in it may be run. */
void recto_attachment_opener_open (RectoAttachmentOpener *self,
                                   RectoAttachment *attachment,
                                   GFile *copy);
/* The same with the copy that was handed over before; FALSE: there was none. `anyway`: whatever is
 * in it. */
gboolean recto_attachment_opener_open_again (RectoAttachmentOpener *self,
                                             RectoAttachment *attachment,
                                             gboolean anyway);
