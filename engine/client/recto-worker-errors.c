/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-errors.h"

#include <glib/gi18n-lib.h>

#include "recto-error.h"

GError *
recto_worker_error_closed (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The document has been closed."));
}

GError *
recto_worker_error_died (void)
{
  return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_WORKER_DIED,
                              _ ("The process that reads this document ended unexpectedly."));
}

GError *
recto_worker_error_crashed (void)
{
  return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_WORKER_DIED,
                              _ ("This page crashed the process that reads it."));
}

GError *
recto_worker_error_of_page (guint outcome, const char *text)
{
  if (outcome == RECTO_OUTCOME_OUT_OF_MEMORY)
    return g_error_new (RECTO_ERROR, RECTO_ERROR_OUT_OF_MEMORY,
                        _ ("This page needs more than the %u MB of memory it may use."),
                        (guint) (RECTO_WORKER_MEMORY >> 20));
  /* Translators: %s is a technical reason, in English. */
  return g_error_new (RECTO_ERROR, RECTO_ERROR_PAGE, _ ("This page is damaged: %s"), text);
}
