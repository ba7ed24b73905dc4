/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoPageHistory: where a page view's reader jumped from and to. In a book the places stay at
 * their text, however that is set by the time one comes back. */
typedef struct _RectoPageHistory RectoPageHistory;

/* `view` (unowned) outlives it. */
RectoPageHistory *recto_page_history_new (RectoPageView *view);
void recto_page_history_free (RectoPageHistory *self);
/* The view shows another document, or (NULL) none; `renewed`: the same, read anew. */
void recto_page_history_set_document (RectoPageHistory *self,
                                      RectoDocument *document,
                                      gboolean renewed);
/* The view is about to go there, by a jump. */
void recto_page_history_jump (RectoPageHistory *self, RectoPlace to);
gboolean recto_page_history_can_go_back (RectoPageHistory *self);
gboolean recto_page_history_can_go_forward (RectoPageHistory *self);
/* FALSE at the end of the history. In a book that has been laid out otherwise, the view goes there
 * once it has been found out where that is. */
gboolean recto_page_history_back (RectoPageHistory *self);
gboolean recto_page_history_forward (RectoPageHistory *self);
