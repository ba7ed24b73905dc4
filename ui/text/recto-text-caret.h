/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-texts.h"
#include "recto-page-view.h"
#include "recto-text-selection.h"

/* RectoTextCaret: a caret in the text of the pages, which one moves by the keys that move it in an
 * editor, from page to page, too; with Shift they select. It belongs to the view. */
typedef struct _RectoTextCaret RectoTextCaret;

/* It came, moved, blinked or went: draw again. `moved`: it is not where it was. */
typedef void (*RectoTextCaretFunc) (gboolean moved, gpointer data);

RectoTextCaret *recto_text_caret_new (RectoPageView *view,
                                      RectoPageTexts *texts,
                                      RectoTextSelection *selection,
                                      RectoTextCaretFunc changed,
                                      gpointer data);
void recto_text_caret_free (RectoTextCaret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTextCaret, recto_text_caret_free)

gboolean recto_text_caret_is_active (RectoTextCaret *self);
/* Where one has selected last, or else at the top of the view. */
void recto_text_caret_begin (RectoTextCaret *self);
void recto_text_caret_end (RectoTextCaret *self);
/* A text has come. */
void recto_text_caret_update (RectoTextCaret *self);
/* What is selected is another part of the text: the caret is at its end. */
void recto_text_caret_follow (RectoTextCaret *self);
/* The page it is on, and the gap of that page's text. FALSE where it is nowhere, or not known. */
gboolean recto_text_caret_get_place (RectoTextCaret *self, RectoLocation *location, guint *gap);
void recto_text_caret_snapshot (RectoTextCaret *self,
                                GtkSnapshot *snapshot,
                                RectoPageColors colors);
