/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* Answers questions on `socket` until the viewer is gone; never returns. */
_Noreturn void recto_worker_loop_run (RectoMupdfDocument *document, int socket);
