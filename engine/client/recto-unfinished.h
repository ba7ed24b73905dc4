/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* RectoUnfinished: what tells the next viewer which temporary files this one has not finished,
 * should it be killed. Each has a small file in a folder of the user's, locked for as long as the
 * viewer lives. All functions may be called from any thread. */
typedef struct _RectoUnfinished RectoUnfinished;
typedef struct _RectoUnfinishedNote RectoUnfinishedNote;

/* `folder`: where the notes lie; it is made when it is needed. */
RectoUnfinished *recto_unfinished_new (const char *folder);
RectoUnfinished *recto_unfinished_ref (RectoUnfinished *self);
void recto_unfinished_unref (RectoUnfinished *self);

/* A name for a temporary file, no two alike: ".recto-XXXXXX.part". */
char *recto_unfinished_make_name (void); /* (transfer full) */
/* To be called before `temporary`, which has such a name, is made. NULL where no note can be kept:
 * that is no reason not to go on. (transfer full) (nullable) */
RectoUnfinishedNote *recto_unfinished_note (RectoUnfinished *self, GFile *temporary);
/* The temporary file is gone, or has its name. Takes `note`. */
void recto_unfinished_note_remove (RectoUnfinishedNote *note);
/* It could not be deleted: what is noted stays, for the next start. */
void recto_unfinished_note_free (RectoUnfinishedNote *note);

/* Deletes, in a thread, what viewers that are no more have left. A note deletes nothing but a
 * regular file of such a name, whatever it says. */
void recto_unfinished_clean_async (RectoUnfinished *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean recto_unfinished_clean_finish (GAsyncResult *result, GError **error);

/* Around each piece of work that may leave something. */
void recto_unfinished_begin (RectoUnfinished *self);
void recto_unfinished_end (RectoUnfinished *self);
/* Blocks until none is at work, but not for longer than this: for the end of the program. TRUE:
 * none is. */
gboolean recto_unfinished_wait (RectoUnfinished *self, guint milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoUnfinished, recto_unfinished_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoUnfinishedNote, recto_unfinished_note_free)
