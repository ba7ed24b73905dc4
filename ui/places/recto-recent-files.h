/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

/* RectoRecentFile: a document opened lately, on this desktop, with this or another program.
 * Property "thumbnail" (GdkTexture, nullable): as the desktop has it, once it has been loaded. */
#define RECTO_TYPE_RECENT_FILE (recto_recent_file_get_type ())
G_DECLARE_FINAL_TYPE (RectoRecentFile, recto_recent_file, RECTO, RECENT_FILE, GObject)

GFile *recto_recent_file_get_file (RectoRecentFile *self);           /* (transfer none) */
GDateTime *recto_recent_file_get_time (RectoRecentFile *self);       /* (transfer none) */
char *recto_recent_file_dup_name (RectoRecentFile *self);            /* for people */
char *recto_recent_file_dup_folder (RectoRecentFile *self);          /* for people: "~/Documents" */
GdkTexture *recto_recent_file_get_thumbnail (RectoRecentFile *self); /* (nullable) */
/* Looks for it, again where it was looked for before. Where that is cancelled, it stays as it is.
 */
void recto_recent_file_load_thumbnail (RectoRecentFile *self, GCancellable *cancellable);

/* Fills `files`, a GListStore of RectoRecentFile, the latest first, with the documents of `list`
 * (the desktop's list, in the bookmark format) that can be opened and are still there. Each turns
 * up when it has been found; the list is read in a thread. */
void recto_recent_files_load_async (GFile *list,
                                    GListStore *files,
                                    guint n_files,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean recto_recent_files_load_finish (GAsyncResult *result, GError **error);
/* The desktop's list. (transfer full) */
GFile *recto_recent_files_get_list (void);
/* Puts a document that was just opened at the head of `list`. */
void recto_recent_files_add_async (GFile *list,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean recto_recent_files_add_finish (GAsyncResult *result, GError **error);
