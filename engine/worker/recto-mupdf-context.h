/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <mupdf/fitz.h>

/* A MuPDF context with a small store, all document handlers, and an allocator that notices when
 * memory is refused. NULL when there is no memory at all. */
fz_context *recto_mupdf_context_new (void);

/* How many allocations have been refused so far in this process. */
guint recto_mupdf_context_refusals (void);

/* How often something was found to be wrong with the document so far in this process, whether or
 * not MuPDF went on: read as the difference between two calls. */
guint recto_mupdf_context_complaints (fz_context *ctx);

/* How often MuPDF left a picture out so far, and said so only in a warning: read as a difference,
 * too. */
guint recto_mupdf_context_left_out (fz_context *ctx);

/* Gives unused memory back to the system: for a process that waits. */
void recto_mupdf_context_trim (void);
