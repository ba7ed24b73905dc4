/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* A desktop of the test's own: a home folder on the file system of the made documents, and in it a
 * cache and a folder for temporary files, all of them empty. */

/* To be called before anything asks for one of these folders. */
void recto_test_desktop_set_up (void);
void recto_test_desktop_tear_down (void);

/* A new folder in another. (transfer full) */
char *recto_test_desktop_make_folder (const char *parent);
/* Where the specification has the picture of a file. (transfer full) */
char *recto_test_desktop_dup_picture_path (GFile *file);
gboolean recto_test_desktop_has_picture (GFile *file);
/* Gives the desktop a picture of a document, and waits. */
gboolean recto_test_desktop_make_picture (RectoDocument *document, GError **error);
/* Takes all of Recto's away, and waits. */
void recto_test_desktop_forget_pictures (void);
