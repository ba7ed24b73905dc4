/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* What is asked about a file while it is opened: its descriptor may be one of a file system that
 * does not answer any more, where even this would block. */
typedef struct
{
  guint64 size;    /* bytes */
  gint64 modified; /* when it was changed last: microseconds since 1970 */
} RectoFileFacts;

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
/* The descriptor, the caller's to close, and what is known of it; -1 with an error. */
int recto_file_source_open_finish (GAsyncResult *result, RectoFileFacts *facts, GError **error);
/* Without waiting for that: the file system is told, and may not answer. `fd` may be -1. */
void recto_file_source_close (int fd);

/* A harmless name with only the extension of `file`, for a document reader that goes by names:
 * "document.fb2". (transfer full) */
char *recto_file_source_dup_plain_name (GFile *file);
