/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-host.h"

/* The errors that work in a worker ends with. */

/* The document was closed before, or meanwhile. (transfer full) */
GError *recto_worker_error_closed (void);
/* The worker ended through no fault of what it did, again and again. (transfer full) */
GError *recto_worker_error_died (void);
/* The page it was on ended it. (transfer full) */
GError *recto_worker_error_crashed (void);
/* It could not read a page: a RectoOutcome, and a technical reason. (transfer full) */
GError *recto_worker_error_of_page (guint outcome, const char *text);
