/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document-view.h"

/* RectoTextPopover: how the text of a book is set, to be chosen, and how far it is laid out. */
#define RECTO_TYPE_TEXT_POPOVER (recto_text_popover_get_type ())
G_DECLARE_FINAL_TYPE (RectoTextPopover, recto_text_popover, RECTO, TEXT_POPOVER, GtkPopover)

GtkWidget *recto_text_popover_new (void);
/* Whose text (nullable). */
void recto_text_popover_set_view (RectoTextPopover *self, RectoDocumentView *view);
