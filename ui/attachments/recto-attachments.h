/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-attachment.h"

/* Lists of RectoAttachment. */

/* Of what is in the list now, which may change. (transfer full) */
GListModel *recto_attachments_copy (GListModel *attachments);
/* (transfer full) */
GListModel *recto_attachments_of (RectoAttachment *attachment);
/* What is selected now. (transfer full) */
GListModel *recto_attachments_of_selection (GtkSelectionModel *selection);
