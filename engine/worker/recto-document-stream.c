/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-stream.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  int fd;
  unsigned char bytes[32 * 1024];
} State;

static int
next_bytes (fz_context *ctx, fz_stream *stream, size_t max)
{
  State *state = stream->state;
  ssize_t length;

  do
    length = pread (state->fd, state->bytes, sizeof state->bytes, stream->pos);
  while (length < 0 && errno == EINTR);
  if (length < 0)
    fz_throw (ctx, FZ_ERROR_SYSTEM, "cannot read: %s", strerror (errno));
  stream->rp = state->bytes;
  stream->wp = state->bytes + length;
  stream->pos += length;
  return length == 0 ? EOF : *stream->rp++;
}

static void
seek (fz_context *ctx, fz_stream *stream, int64_t offset, int whence)
{
  State *state = stream->state;
  struct stat facts;

  if (whence == SEEK_END)
    {
      if (fstat (state->fd, &facts) != 0)
        fz_throw (ctx, FZ_ERROR_SYSTEM, "cannot seek: %s", strerror (errno));
      offset += facts.st_size;
    }
  if (offset < 0)
    offset = 0;
  /* What is asked for next often stands near, and has been read already. */
  if (offset >= stream->pos - (stream->wp - state->bytes) && offset <= stream->pos)
    {
      stream->rp = stream->wp - (stream->pos - offset);
      return;
    }
  stream->pos = offset;
  stream->rp = stream->wp = state->bytes;
}

static void
drop (fz_context *ctx, void *state)
{
  fz_free (ctx, state);
}

fz_stream *
recto_document_stream_new (fz_context *ctx, int fd)
{
  State *state = fz_malloc_struct (ctx, State);
  fz_stream *stream;

  state->fd = fd;
  stream = fz_new_stream (ctx, state, next_bytes, drop);
  stream->seek = seek;
  stream->rp = stream->wp = state->bytes;
  return stream;
}
