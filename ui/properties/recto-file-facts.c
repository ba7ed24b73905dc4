/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-facts.h"

#include <string.h>

/* A ZIP file's comment is at most so long, and the record before it 22 bytes. */
#define TAIL ((gsize) 64 * 1024 + 22)
#define PDF_TAIL ((gsize) 1024)

static const struct
{
  const char *beginning;
  const char *end;
  gsize length; /* of both, bytes */
  gsize tail;   /* the end lies within so many bytes of the file's end */
} formats[] = {
  { "%PDF-", "%%EOF", 5, PDF_TAIL },
  { "PK\3\4", "PK\5\6", 4, TAIL },
};

static gboolean
has_end (GInputStream *stream, gsize format, goffset size, GCancellable *cancellable)
{
  const gsize tail = MIN (formats[format].tail, (gsize) size);
  g_autofree char *bytes = g_malloc (tail);
  gsize length = 0;

  return g_seekable_seek (G_SEEKABLE (stream), -(goffset) tail, G_SEEK_END, cancellable, NULL) &&
         g_input_stream_read_all (stream, bytes, tail, &length, cancellable, NULL) &&
         memmem (bytes, length, formats[format].end, formats[format].length) != NULL;
}

/* An empty file is one that has only been begun. */
static gboolean
is_whole (GFile *file, goffset size, GCancellable *cancellable)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  char beginning[8];
  gsize length = 0;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), beginning,
                                                  sizeof beginning, &length, cancellable, NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (length >= formats[i].length &&
        memcmp (beginning, formats[i].beginning, formats[i].length) == 0)
      return has_end (G_INPUT_STREAM (stream), i, size, cancellable);
  return length > 0;
}

RectoFileFacts
recto_file_facts_read (GFile *file, GCancellable *cancellable)
{
  const char *wanted = G_FILE_ATTRIBUTE_STANDARD_TYPE
      "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED
      "," G_FILE_ATTRIBUTE_TIME_MODIFIED_NSEC "," G_FILE_ATTRIBUTE_UNIX_INODE;
  g_autoptr (GFileInfo) info = NULL;
  RectoFileFacts self = { 0 };

  g_return_val_if_fail (G_IS_FILE (file), self);

  info = g_file_query_info (file, wanted, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return self;
  self.exists = TRUE;
  self.size = g_file_info_get_size (info);
  self.changed_at =
      (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) *
          G_GINT64_CONSTANT (1000000000) +
      g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_NSEC);
  self.inode = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE);
  self.is_whole = is_whole (file, self.size, cancellable);
  return self;
}

gboolean
recto_file_facts_equal (const RectoFileFacts *self, const RectoFileFacts *other)
{
  return self->exists == other->exists && self->size == other->size &&
         self->changed_at == other->changed_at && self->inode == other->inode;
}
