/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "recto-document.h"

/* The desktop's thumbnails: small pictures of files that all programs of the user share, in the
 * user's cache (https://specifications.freedesktop.org/thumbnail-spec/). They are of a document's
 * first page. */

/* The picture of a file, where the desktop has one of the file as it is now. One that is cancelled
 * calls back at once. */
void recto_desktop_thumbnail_load_async (GFile *file,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* NULL where there is none; an error only where it was cancelled. (transfer full) (nullable) */
GdkTexture *recto_desktop_thumbnail_load_finish (GAsyncResult *result, GError **error);

/* Gives the desktop a picture of an open document, where it has none of the file as it was opened.
 * Errors: G_IO_ERROR_NOT_SUPPORTED for files of which no trace is to stay elsewhere: those on
 * another file system than the home folder, from the document portal, in a cache, or in a folder
 * for temporary files; G_IO_ERROR_BUSY where the file has changed since; those of rendering and
 * writing. */
void recto_desktop_thumbnail_make_async (RectoDocument *document,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean recto_desktop_thumbnail_make_finish (GAsyncResult *result, GError **error);

/* Takes away from the desktop all pictures that Recto has ever given to it. One that is being made
 * and was cancelled before is not written any more. */
void recto_desktop_thumbnail_forget_async (GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean recto_desktop_thumbnail_forget_finish (GAsyncResult *result, GError **error);
