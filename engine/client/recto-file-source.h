/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* Any GFile as one read-only descriptor of a regular file. Local files are opened as they are;
 * remote files and pipes are copied into an unlinked file first, as a task of kind FETCH that is a
 * child of `parent` and is given to `announce`. FIFOs, devices, folders and empty files are
 * errors. */
typedef void (*RectoFileSourceAnnounce) (RectoTask *task, gpointer data);

void recto_file_source_open_async (GFile *file,
                                   RectoTask *parent,
                                   RectoFileSourceAnnounce announce,
                                   gpointer announce_data,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The descriptor, the caller's to close; -1 with an error. */
int recto_file_source_open_finish (GAsyncResult *result, GError **error);

/* A harmless name with only the extension of `file`, for a document reader that goes by names:
 * "document.fb2". (transfer full) */
char *recto_file_source_dup_plain_name (GFile *file);
