/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-unfinished.h"

/* RectoPartFile: a file that is being written. Until it is whole and given its name, it is a
 * temporary beside its destination, which stays as it was. To be used in a thread: all of this
 * blocks. */
typedef struct _RectoPartFile RectoPartFile;

/* For `destination`, a file in a folder that exists. Errors are those of GIO; a name that is too
 * long, or is a folder's when it is to be replaced, is told at once. Whoever may read and write the
 * file that is replaced may do so with the new one, and nobody else. */
RectoPartFile *recto_part_file_new (GFile *destination,
                                    gboolean replace,
                                    RectoUnfinished *unfinished,
                                    GCancellable *cancellable,
                                    GError **error);
/* Deletes the temporary unless it was named. */
void recto_part_file_free (RectoPartFile *self);

/* Bytes that are free where it is written to, and how many there are in all. FALSE: unknown. */
gboolean recto_part_file_get_room (RectoPartFile *self, guint64 *room, guint64 *size);
gboolean recto_part_file_write (RectoPartFile *self,
                                const void *bytes,
                                gsize length,
                                GCancellable *cancellable,
                                GError **error);
/* All is written: waits until it is on the medium. */
gboolean recto_part_file_sync (RectoPartFile *self, GCancellable *cancellable, GError **error);
/* Gives it its name, in one step, and makes that last. What has the name already is replaced, not
 * followed; or, when it is not to be replaced, the next number is taken that is free: `number`
 * (inout) is what to begin with (1: without a number) and what it got. Not to be cancelled.
 * (transfer full) */
GFile *recto_part_file_finish (RectoPartFile *self, guint *number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPartFile, recto_part_file_free)
