/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoPageTexts: what the pages of a document say that somebody has asked for lately. */
typedef struct _RectoPageTexts RectoPageTexts;

/* A text came, or could not be read. */
typedef void (*RectoPageTextsFunc) (gpointer data);

RectoPageTexts *recto_page_texts_new (RectoPageTextsFunc changed, gpointer data);
void recto_page_texts_free (RectoPageTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageTexts, recto_page_texts_free)

/* `document` (nullable). What is known of another one is forgotten. */
void recto_page_texts_set_document (RectoPageTexts *self, RectoDocument *document);
/* All that is known: pages may say something else now. */
void recto_page_texts_forget (RectoPageTexts *self);
/* The pages in view: what is being read of others is not wanted any more. */
void recto_page_texts_look_at (RectoPageTexts *self, RectoLocation first, RectoLocation last);

/* The text of a page; where it is not known it is asked for, if it has not been with this priority
 * or a higher one, and NULL is returned. (transfer none) (nullable) */
RectoPageText *recto_page_texts_get (RectoPageTexts *self,
                                     RectoLocation location,
                                     RectoPriority priority);
/* As recto_page_texts_get (), without asking. (transfer none) (nullable) */
RectoPageText *recto_page_texts_peek (RectoPageTexts *self, RectoLocation location);
/* Whether the text of a page has been asked for, and has not come yet. */
gboolean recto_page_texts_is_reading (RectoPageTexts *self, RectoLocation location);
