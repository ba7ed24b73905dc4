/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-trouble.h"

#include "recto-error.h"

static RectoPageTrouble
trouble_of_cancel (RectoCancelReason reason)
{
  switch (reason)
    {
    case RECTO_CANCEL_SUPERSEDED:
      return (RectoPageTrouble) { .condition = RECTO_PAGE_FINE };
    case RECTO_CANCEL_DOCUMENT_CLOSED:
    case RECTO_CANCEL_QUIT:
      return (RectoPageTrouble) { .closed = TRUE };
    case RECTO_CANCEL_LIMIT:
      return (RectoPageTrouble) { .condition = RECTO_PAGE_TOO_LARGE };
    case RECTO_CANCEL_TIMEOUT:
      return (RectoPageTrouble) { .condition = RECTO_PAGE_TIMED_OUT };
    case RECTO_CANCEL_USER_STOP:
    case RECTO_CANCEL_CALLER:
    case RECTO_CANCEL_PARENT:
    case RECTO_CANCEL_NONE:
    default:
      return (RectoPageTrouble) { .condition = RECTO_PAGE_STOPPED };
    }
}

RectoPageTrouble
recto_page_trouble_of_error (const GError *error, RectoCancelReason reason, gboolean more_memory)
{
  RectoPageTrouble trouble = { .condition = RECTO_PAGE_FAILED };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return trouble_of_cancel (reason);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return (RectoPageTrouble) { .closed = TRUE };
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return (RectoPageTrouble) { .condition = RECTO_PAGE_TIMED_OUT };
  if (g_error_matches (error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED))
    return (RectoPageTrouble) { .condition = RECTO_PAGE_CRASHED };
  if (g_error_matches (error, RECTO_ERROR, RECTO_ERROR_OUT_OF_MEMORY) && !more_memory)
    trouble.condition = RECTO_PAGE_OUT_OF_MEMORY;
  trouble.message = error->message;
  return trouble;
}
