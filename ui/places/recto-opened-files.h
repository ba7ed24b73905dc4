/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-engine.h"

/* RectoOpenedFiles: where attachments are put that another program opens: a folder of the running
 * program's own in the user's cache, which no other user may look into. It goes when the program
 * ends; what one left that was killed goes when the next one starts. */
#define RECTO_TYPE_OPENED_FILES (recto_opened_files_get_type ())
G_DECLARE_FINAL_TYPE (RectoOpenedFiles, recto_opened_files, RECTO, OPENED_FILES, GObject)

/* `root`: the folder for the folders of all running programs; it is not made before it is needed.
 */
RectoOpenedFiles *recto_opened_files_new (const char *root);
/* The one of this program, which lives as long as its engine. (transfer none) */
RectoOpenedFiles *recto_opened_files_of (RectoEngine *engine);

/* Removes what programs left that do not run any more. */
void recto_opened_files_clean_async (RectoOpenedFiles *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean recto_opened_files_clean_finish (RectoOpenedFiles *self,
                                          GAsyncResult *result,
                                          GError **error);
/* Removes this program's own, at its end: it may take a moment. */
void recto_opened_files_remove (RectoOpenedFiles *self);
/* A new empty folder in it, so that what is put there keeps its name. */
void recto_opened_files_make_folder_async (RectoOpenedFiles *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* (transfer full) */
GFile *recto_opened_files_make_folder_finish (RectoOpenedFiles *self,
                                              GAsyncResult *result,
                                              GError **error);
/* Removes one of these, with what is in it, by and by: nobody has use for it. */
void recto_opened_files_remove_folder (RectoOpenedFiles *self, GFile *folder);
