/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-text-span.h"

/* Reads, page after page, what a span holds, as one wants it elsewhere: with words whole, and a
 * newline between pages. Pages that cannot be read are left out. The end is cut where it would be
 * more than can be meant. */
void recto_text_gather_async (RectoDocument *document,
                              const RectoTextSpan *span,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full) */
char *recto_text_gather_finish (RectoDocument *document, GAsyncResult *result, GError **error);
