/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-place-keeper.h"
#include "recto-task-list.h"

/* Opens a document, and meanwhile finds out where it was read before. `tasks` gets the tasks that
 * this takes. `style`: of the text of a book that was not read before. Errors as
 * recto_document_open_async (). */
void recto_document_opening_async (RectoEngine *engine,
                                   RectoPlaceKeeper *keeper,
                                   GFile *file,
                                   const char *password, /* (nullable) */
                                   const RectoTextStyle *style,
                                   RectoTaskList *tasks,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* `state` (nullable): where it was read; `fingerprint` (nullable): for the keeper; both are only
 * set together with a document. (transfer full) */
RectoDocument *recto_document_opening_finish (GAsyncResult *result,
                                              RectoReadingState **state,
                                              char **fingerprint,
                                              GError **error);
