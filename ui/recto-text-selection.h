/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-texts.h"
#include "recto-page-view.h"
#include "recto-text-span.h"

/* RectoTextSelection: the text that one has selected in a page view: by drawing over it, by two
 * clicks a word, by three a line, by four a paragraph. It belongs to the view. */
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
void recto_text_selection_select_page (RectoTextSelection *self, RectoLocation location);
/* Into the clipboard, once what it holds has been read. */
void recto_text_selection_copy (RectoTextSelection *self);

/* What it holds of a page; FALSE: nothing. */
gboolean recto_text_selection_get_range (RectoTextSelection *self,
                                         RectoPageText *text,
                                         guint *start,
                                         guint *end);
/* What it holds of the pages in view is asked for. */
void recto_text_selection_look_at (RectoTextSelection *self, guint first, guint last);
/* Draws it over the pages in view. */
void recto_text_selection_snapshot (RectoTextSelection *self,
                                    GtkSnapshot *snapshot,
                                    guint first,
                                    guint last,
                                    RectoPageColors colors);
