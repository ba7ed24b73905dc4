/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-format.h"

#include <string.h>

typedef struct
{
  gsize offset;
  const char *bytes;
  gsize length;
  const char *name;
} Signature;

#define AT(offset, bytes, name) { (offset), (bytes), sizeof (bytes) - 1, (name) }

/* Where a zip's first entry is an uncompressed "mimetype", its content begins at byte 38. */
static const Signature signatures[] = {
  AT (0, "AT&TFORM", "DjVu (.djvu)"),
  AT (0, "%!PS", "PostScript (.ps)"),
  AT (0, "\xc5\xd0\xd3\xc6", "Encapsulated PostScript (.eps)"),
  AT (0, "\x04%!PS", "PostScript (.ps)"),
  AT (0, "Rar!\x1a\x07", "RAR archive (.rar, .cbr)"),
  AT (0, "7z\xbc\xaf\x27\x1c", "7-Zip archive (.7z, .cb7)"),
  AT (0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document (.doc, .xls, .ppt)"),
  AT (0, "{\\rtf", "Rich Text (.rtf)"),
  AT (0, "\xf7\x02", "TeX DVI (.dvi)"),
  AT (8, "WEBP", "WebP image (.webp)"),
  AT (0, "\xff\x0a", "JPEG XL image (.jxl)"),
  AT (4, "ftypavif", "AVIF image (.avif)"),
  AT (4, "ftypheic", "HEIF image (.heic)"),
  AT (38, "application/vnd.oasis.opendocument.text", "OpenDocument text (.odt)"),
  AT (38, "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet (.ods)"),
  AT (38, "application/vnd.oasis.opendocument.presentation", "OpenDocument presentation (.odp)"),
  AT (38, "application/vnd.oasis.opendocument", "OpenDocument (.odf)"),
};

const char *
recto_file_format_unsupported (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      const Signature *it = &signatures[i];

      if (length >= it->offset + it->length &&
          memcmp (bytes + it->offset, it->bytes, it->length) == 0)
        return it->name;
    }
  return NULL;
}

gboolean
recto_file_format_is_text (const guint8 *bytes, gsize length)
{
  const char *end = (const char *) bytes;

  if (length == 0)
    return FALSE;
  /* The last character may have been cut through: it has at most four bytes. */
  if (!g_utf8_validate ((const char *) bytes, (gssize) length, &end) &&
      ((guint8) *end < 0x80 || end + 4 <= (const char *) bytes + length))
    return FALSE;
  for (const char *at = (const char *) bytes; at < end; at++)
    if (g_ascii_iscntrl (*at) && !g_ascii_isspace (*at))
      return FALSE;
  return TRUE;
}

gboolean
recto_file_format_is_office (const guint8 *bytes, gsize length, const char *name)
{
  static const char *const extensions[] = { ".docx", ".xlsx", ".pptx", ".hwpx" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (length < 4 || memcmp (bytes, "PK\x03\x04", 4) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_has_suffix (lower, extensions[i]))
      return TRUE;
  return FALSE;
}
