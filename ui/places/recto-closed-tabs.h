/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-view.h"

/* RectoClosedTabs: the documents whose tabs were closed, and the page each was read at. */
typedef struct _RectoClosedTabs RectoClosedTabs;

RectoClosedTabs *recto_closed_tabs_new (void);
void recto_closed_tabs_free (RectoClosedTabs *self);
/* A view is not remembered that has no document and did not wait to open one. To be called while it
 * still has its document. */
void recto_closed_tabs_remember (RectoClosedTabs *self, RectoDocumentView *view);
gboolean recto_closed_tabs_is_empty (RectoClosedTabs *self);
/* The one that was closed last, which is then forgotten; `number` counts from 1, and is 0 where it
 * had not been opened.
 * (transfer full) (nullable) */
GFile *recto_closed_tabs_take (RectoClosedTabs *self, guint *number);
