/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <mupdf/fitz.h>

/* Opens the document it is given, forks workers on request, and reports how they ended, until the
 * viewer is gone; never returns. Single-threaded by design: it forks. */
_Noreturn void recto_host_loop_run (fz_context *ctx, int control, int children);
