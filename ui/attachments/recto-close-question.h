/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document.h"

/* Before something is closed, or read anew, whose attachments are still being saved: is that to be
 * given up? */

/* Whether there is anything to ask about. `document` (nullable). */
gboolean recto_close_question_is_needed (RectoDocument *document);
void recto_close_question_ask_async (GtkWidget *parent,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void recto_close_question_ask_to_reload_async (GtkWidget *parent,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
/* Of both; TRUE: it is to be given up. */
gboolean recto_close_question_ask_finish (GAsyncResult *result);
