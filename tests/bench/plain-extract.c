/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* Usage: plain-extract FILE OBJECT DESTINATION: what saving an attachment is, by MuPDF alone in one
 * process; for bench-attachments. Prints the microseconds it took from the opening of the stream
 * until all is on the disk, the bytes, and the most memory it had, KiB. */

#define PIECE (64 * 1024)

static guint64
copy (fz_context *ctx, fz_stream *stream, int fd)
{
  static guint8 piece[PIECE];
  guint64 total = 0;
  gsize length;

  while ((length = fz_read (ctx, stream, piece, sizeof piece)) > 0)
    {
      if (write (fd, piece, length) != (ssize_t) length)
        fz_throw (ctx, FZ_ERROR_SYSTEM, "cannot write");
      total += length;
    }
  if (fsync (fd) != 0)
    fz_throw (ctx, FZ_ERROR_SYSTEM, "cannot sync");
  return total;
}

static void
extract (fz_context *ctx, const char *path, int object, const char *destination)
{
  fz_document *document = fz_open_document (ctx, path);
  pdf_document *pdf = pdf_specifics (ctx, document);
  gint64 began = g_get_monotonic_time ();
  int fd = open (destination, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  fz_stream *stream = pdf_open_stream_number (ctx, pdf, object);
  guint64 bytes = copy (ctx, stream, fd);
  gint64 took = g_get_monotonic_time () - began;
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  printf ("%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %ld\n", took, bytes, usage.ru_maxrss);
}

int
main (int argc, char **argv)
{
  fz_context *ctx = fz_new_context (NULL, NULL, FZ_STORE_DEFAULT);
  int status = 1;

  if (ctx == NULL || argc != 4)
    return 2;
  fz_try (ctx)
  {
    fz_register_document_handlers (ctx);
    extract (ctx, argv[1], atoi (argv[2]), argv[3]);
    status = 0;
  }
  fz_catch (ctx) { fz_report_error (ctx); }
  /* Nothing is freed: the process ends, and nobody waits for that. */
  exit (status);
}
