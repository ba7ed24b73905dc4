/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <mupdf/fitz.h>

#include "recto-protocol.h"

/* Tells MuPDF how to set the text of books: before a document is opened, since most kinds are given
 * their style when they are read, and keep it. */
void recto_mupdf_style_set (fz_context *ctx, const RectoLayout *layout);
