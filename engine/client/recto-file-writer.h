/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"
#include "recto-unfinished.h"

/* RectoFileWriter: brings what comes through a pipe into a file, which is there as a whole in the
 * end or not at all. The bytes come from a process that may say and do anything. Shared between
 * threads by its references. */
typedef struct _RectoFileWriter RectoFileWriter;

typedef enum
{
  RECTO_FILE_WRITER_NONE = 0,
  RECTO_FILE_WRITER_REPLACE = 1 << 0,   /* else a name that is taken gets a number */
  RECTO_FILE_WRITER_NO_LIMITS = 1 << 1, /* however far it expands and whatever it claims */
} RectoFileWriterFlags;

/* What grew to more than this many bytes, and to more than that many times what it takes in the
 * document, is stopped. */
#define RECTO_FILE_WRITER_MAX_GROWN ((guint64) 256 << 20)
#define RECTO_FILE_WRITER_MAX_RATIO 100

RectoFileWriter *recto_file_writer_new (GFile *destination,
                                        RectoFileWriterFlags flags,
                                        RectoUnfinished *unfinished);
RectoFileWriter *recto_file_writer_ref (RectoFileWriter *self);
void recto_file_writer_unref (RectoFileWriter *self);

/* Before it runs. `claimed`: bytes that are said to come, 0 where unknown; `stored`: how many they
 * take in the document. */
void recto_file_writer_set_sizes (RectoFileWriter *self, guint64 claimed, guint64 stored);
/* The number to begin with when the name is taken, from 1; what it was given, once it is done. */
void recto_file_writer_set_number (RectoFileWriter *self, guint number);
guint recto_file_writer_get_number (RectoFileWriter *self);

/* A new pipe: the end to write to is for whoever has the bytes. -1: no pipe can be had. */
int recto_file_writer_open_pipe (RectoFileWriter *self, GError **error);
/* The pipe's end means nothing by itself: were these all the bytes (`error` is NULL), or why not?
 * Must be called, except when the task has ended. */
void recto_file_writer_settle (RectoFileWriter *self, guint64 bytes, const GError *error);

/* Writes, as the work of `task`. Its critical section, and its parent's, is the naming of the file:
 * the parent is still in it when the child has ended, and to be told to leave. The task is
 * cancelled with the reason LIMIT for what recto_file_writer_dup_limit_error () says.
 * `_finish`: where the file is now. (transfer full) */
void recto_file_writer_run_async (RectoFileWriter *self,
                                  RectoTask *task,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GFile *recto_file_writer_run_finish (RectoTask *task, GAsyncResult *result, GError **error);
/* NO_SPACE when it claims more than there is room for; NULL otherwise. (transfer full)
 * (nullable) */
GError *recto_file_writer_dup_limit_error (RectoFileWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoFileWriter, recto_file_writer_unref)
