/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* By what a document is known again wherever it has been moved: its size, its beginning and its
 * end. Read in a thread, and only from regular files on this machine: of others it would mean to
 * fetch them twice (G_IO_ERROR_NOT_SUPPORTED). */
void recto_file_fingerprint_async (GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
char *recto_file_fingerprint_finish (GAsyncResult *result, GError **error);
