/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <mupdf/fitz.h>

/* The document's bytes, read with pread () so that each process has a place of its own: after a
 * fork the descriptor's own offset is shared. `fd` stays the caller's. */
fz_stream *recto_document_stream_new (fz_context *ctx, int fd);
