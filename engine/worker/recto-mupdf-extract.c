/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-extract.h"

#include <errno.h>
#include <mupdf/pdf.h>
#include <string.h>
#include <unistd.h>

#include "recto-message.h"
#include "recto-mupdf-context.h"

/* As much as a pipe holds unless it was made larger. */
#define PIECE (64 * 1024)

/* FALSE: nobody reads it any more. */
static gboolean
write_all (int pipe, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      ssize_t written = write (pipe, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      length -= written;
    }
  return TRUE;
}

static void
copy (fz_context *ctx, fz_stream *stream, int pipe, RectoMessageExtracted *extracted)
{
  static guint8 piece[PIECE];
  gsize length;

  while ((length = fz_read (ctx, stream, piece, sizeof piece)) > 0)
    {
      if (!write_all (pipe, piece, length))
        {
          extracted->outcome = RECTO_OUTCOME_ABORTED;
          return;
        }
      extracted->bytes += length;
    }
}

/* Behind the data of a stream there must be the word that ends it, and more: where the file was cut
 * in the middle of the data, MuPDF takes what there is, less that word's length, for the whole. */
static gboolean
is_cut_short (fz_context *ctx, pdf_document *pdf, guint32 object)
{
  gint64 start = pdf_get_xref_entry (ctx, pdf, object)->stm_ofs;
  pdf_obj *stream = pdf_load_object (ctx, pdf, object);
  gint64 length = MAX (pdf_dict_get_int64 (ctx, stream, PDF_NAME (Length)), 0);

  pdf_drop_obj (ctx, stream);
  fz_seek (ctx, pdf->file, 0, SEEK_END);
  return start > 0 && start + length + (gint64) strlen ("endstream") >= fz_tell (ctx, pdf->file);
}

/* Where the table of objects is wrong about this one, or about what it refers to, MuPDF says so and
 * makes another: no complaint about the data. */
static void
find (fz_context *ctx, pdf_document *pdf, guint32 object)
{
  pdf_obj *stream = pdf_load_object (ctx, pdf, object);

  fz_try (ctx)
  {
    for (int i = 0; i < pdf_dict_len (ctx, stream); i++)
      pdf_resolve_indirect (ctx, pdf_dict_get_val (ctx, stream, i));
  }
  fz_always (ctx) { pdf_drop_obj (ctx, stream); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

static void
extract (fz_context *ctx,
         pdf_document *pdf,
         guint32 object,
         int pipe,
         RectoMessageExtracted *extracted)
{
  fz_stream *stream = pdf_open_stream_number (ctx, pdf, object);

  fz_try (ctx) { copy (ctx, stream, pipe, extracted); }
  fz_always (ctx) { fz_drop_stream (ctx, stream); }
  fz_catch (ctx) { fz_rethrow (ctx); }
  if (extracted->outcome == RECTO_OUTCOME_OK && is_cut_short (ctx, pdf, object))
    fz_throw (ctx, FZ_ERROR_FORMAT, "the file ends in the middle of it");
}

void
recto_mupdf_extract (RectoMupdfDocument *self,
                     guint32 object,
                     int pipe,
                     RectoMessageExtracted *extracted)
{
  guint refusals = recto_mupdf_context_refusals ();
  guint complaints = 0;
  pdf_document *pdf = pdf_specifics (self->ctx, self->document);

  extracted->outcome = RECTO_OUTCOME_OK;
  fz_var (complaints);
  fz_try (self->ctx)
  {
    if (pdf == NULL || pipe < 0 || object > G_MAXINT)
      fz_throw (self->ctx, FZ_ERROR_ARGUMENT, "no such attachment");
    find (self->ctx, pdf, object);
    complaints = recto_mupdf_context_complaints (self->ctx);
    extract (self->ctx, pdf, object, pipe, extracted);
  }
  fz_catch (self->ctx)
  {
    extracted->outcome = recto_mupdf_outcome_of_caught (self->ctx, refusals, extracted->text);
  }
  /* Where a filter finds nonsense MuPDF ends the stream, with no more than a word about it. */
  if (extracted->outcome == RECTO_OUTCOME_OK &&
      recto_mupdf_context_complaints (self->ctx) != complaints)
    {
      extracted->outcome = recto_mupdf_context_refusals () != refusals ? RECTO_OUTCOME_OUT_OF_MEMORY
                                                                       : RECTO_OUTCOME_DAMAGED;
      recto_message_set_text (extracted->text, sizeof extracted->text,
                              "its data cannot be unpacked");
    }
}
