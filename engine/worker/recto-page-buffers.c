/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-buffers.h"

#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  guint8 *bytes;
  gsize size;
} Buffer;

struct _RectoPageBuffers
{
  GHashTable *buffers; /* number -> Buffer */
};

static void
buffer_free (gpointer data)
{
  Buffer *buffer = data;

  munmap (buffer->bytes, buffer->size);
  g_free (buffer);
}

RectoPageBuffers *
recto_page_buffers_new (void)
{
  RectoPageBuffers *self = g_new0 (RectoPageBuffers, 1);

  self->buffers = g_hash_table_new_full (NULL, NULL, NULL, buffer_free);
  return self;
}

guint8 *
recto_page_buffers_add (RectoPageBuffers *self, guint32 number, int fd, gsize size)
{
  void *bytes = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  Buffer *buffer;

  close (fd);
  if (bytes == MAP_FAILED)
    return NULL;
  buffer = g_new0 (Buffer, 1);
  buffer->bytes = bytes;
  buffer->size = size;
  g_hash_table_replace (self->buffers, GUINT_TO_POINTER (number), buffer);
  return buffer->bytes;
}

guint8 *
recto_page_buffers_get (RectoPageBuffers *self, guint32 number, gsize size)
{
  Buffer *buffer = g_hash_table_lookup (self->buffers, GUINT_TO_POINTER (number));

  return buffer != NULL && size <= buffer->size ? buffer->bytes : NULL;
}

void
recto_page_buffers_drop (RectoPageBuffers *self, guint32 number)
{
  g_hash_table_remove (self->buffers, GUINT_TO_POINTER (number));
}
