/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How many bytes of a file's beginning recto_file_format_unsupported () wants to see. */
#define RECTO_FILE_FORMAT_BYTES 4096

/* The name of a known format that cannot be opened ("DjVu", "OpenDocument text (.odt)"), or NULL
 * where the beginning is not of one of those. */
const char *recto_file_format_unsupported (const guint8 *bytes, gsize length);

/* Whether a file that begins like this is plain text, whatever it is called. */
gboolean recto_file_format_is_text (const guint8 *bytes, gsize length);

/* Whether the file is an office file of which only the text is shown. `name`: with its extension.
 */
gboolean recto_file_format_is_office (const guint8 *bytes, gsize length, const char *name);
