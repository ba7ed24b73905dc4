/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Names of files that come from somebody else. */

/* What a file name may have at most, bytes, on the usual file systems. */
#define RECTO_FILE_NAME_MAX 255

/* A name that does no harm, wherever it is saved and shown, as close to `claimed` as that can be:
 * the last part of a path, in UTF-8, at most RECTO_FILE_NAME_MAX bytes long with its extension
 * kept, without characters that cannot be seen, that turn the text around, or that file systems
 * reserve; never hidden, never empty, no name that Windows takes for a device. (transfer full) */
char *recto_file_name_make_safe (const char *claimed);

/* The same with a number before its extension, "notes (2).txt", at most RECTO_FILE_NAME_MAX bytes
 * long. (transfer full) */
char *recto_file_name_number (const char *name, guint number);

/* The extension, beginning with its dot (".tar.gz" as a whole); "" where there is none. */
const char *recto_file_name_get_extension (const char *name);
