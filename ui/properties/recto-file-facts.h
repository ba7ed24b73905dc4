/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* RectoFileFacts: by what one sees that a file has changed. */
typedef struct
{
  gboolean exists;
  goffset size;
  gint64 changed_at; /* nanoseconds */
  guint64 inode;     /* another file was put in its place */
  gboolean is_whole; /* FALSE: its format says that the end is still missing */
} RectoFileFacts;

/* Blocks: for threads. */
RectoFileFacts recto_file_facts_read (GFile *file, GCancellable *cancellable);
/* Whether nothing has been written between the two. */
gboolean recto_file_facts_equal (const RectoFileFacts *self, const RectoFileFacts *other);
