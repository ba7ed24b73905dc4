/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-view.h"

/* RectoPresentation: a document page by page on the whole screen, with nothing around it. Keys, the
 * wheel and clicks turn, B and W blank the screen, Escape leaves; the view it came from then shows
 * the page that was shown last. It ends with its document. */
#define RECTO_TYPE_PRESENTATION (recto_presentation_get_type ())
G_DECLARE_FINAL_TYPE (RectoPresentation, recto_presentation, RECTO, PRESENTATION, GtkWindow)

/* Of a view that has a document. The window is to be presented, and destroys itself. */
GtkWidget *recto_presentation_new (RectoDocumentView *view);
/* One whose pointer hides by another clock. */
GtkWidget *recto_presentation_new_with_clock (RectoDocumentView *view, const RectoClock *clock);
RectoPageView *recto_presentation_get_page_view (RectoPresentation *self); /* (transfer none) */
