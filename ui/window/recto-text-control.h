/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document-view.h"

/* RectoTextControl: a button with the choices of how the text of a book is set behind it. It is
 * there only while a book is.
 *
 * Property "view" (RectoDocumentView, nullable). */
#define RECTO_TYPE_TEXT_CONTROL (recto_text_control_get_type ())
G_DECLARE_FINAL_TYPE (RectoTextControl, recto_text_control, RECTO, TEXT_CONTROL, GtkWidget)

GtkWidget *recto_text_control_new (void);
void recto_text_control_popup (RectoTextControl *self);
