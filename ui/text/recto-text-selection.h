/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-picture.h"
#include "recto-page-texts.h"
#include "recto-page-view.h"
#include "recto-text-span.h"

/* RectoTextSelection: the text that one has selected in a page view: by drawing over it, by two
 * clicks a word, by three a line, by four a paragraph; or in a rectangle. It belongs to the view.
 */
typedef struct _RectoTextSelection RectoTextSelection;

/* It is another one now: draw again. */
typedef void (*RectoTextSelectionFunc) (gpointer data);

RectoTextSelection *recto_text_selection_new (RectoPageView *view,
                                              RectoPageTexts *texts,
                                              RectoTextSelectionFunc changed,
                                              gpointer data);
void recto_text_selection_free (RectoTextSelection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTextSelection, recto_text_selection_free)

gboolean recto_text_selection_is_empty (RectoTextSelection *self);
void recto_text_selection_clear (RectoTextSelection *self);
void recto_text_selection_select (RectoTextSelection *self, const RectoTextSpan *span);
/* (transfer none) (nullable): NULL where it is empty. */
const RectoTextSpan *recto_text_selection_get_span (RectoTextSelection *self);
/* Into the clipboard, once what it holds has been read. */
void recto_text_selection_copy (RectoTextSelection *self);
/* Into the clipboard as well, instead of what is on its way there. */
void recto_text_selection_copy_picture (RectoTextSelection *self,
                                        RectoDocument *document,
                                        const RectoPagePicture *picture);
/* The part of a page that it takes up. FALSE where that is not known, or on several pages. */
gboolean recto_text_selection_get_area (RectoTextSelection *self,
                                        RectoLocation *location,
                                        RectoRect *area);

/* As recto_text_span_get_ranges (). (transfer full) */
GArray *recto_text_selection_get_ranges (RectoTextSelection *self, RectoPageText *text);
/* What it holds of the pages in view is asked for. */
void recto_text_selection_look_at (RectoTextSelection *self, guint first, guint last);
/* Draws it over the pages in view. */
void recto_text_selection_snapshot (RectoTextSelection *self,
                                    GtkSnapshot *snapshot,
                                    guint first,
                                    guint last,
                                    RectoPageColors colors);
