/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-words.h"

#include <glib/gi18n.h>

#include "recto-error.h"

static char *
describe_error_of_engine (const GError *error)
{
  switch ((RectoError) error->code)
    {
    case RECTO_ERROR_DAMAGED:
      return g_strdup (_ ("It is damaged in the document"));
    case RECTO_ERROR_WORKER_DIED:
      return g_strdup (_ ("It crashed the program that reads it"));
    case RECTO_ERROR_OUT_OF_MEMORY:
      return g_strdup (_ ("It needs more memory than is allowed"));
    case RECTO_ERROR_UNSUPPORTED:
    case RECTO_ERROR_PASSWORD_NEEDED:
    case RECTO_ERROR_PASSWORD_WRONG:
    case RECTO_ERROR_PAGE:
    default:
      return g_strdup (error->message);
    }
}

static char *
describe_error_of_files (const GError *error)
{
  switch (error->code)
    {
    case G_IO_ERROR_NO_SPACE:
      return g_strdup (_ ("There is not enough free space"));
    case G_IO_ERROR_PERMISSION_DENIED:
      return g_strdup (_ ("This folder may not be written to"));
    case G_IO_ERROR_READ_ONLY:
      return g_strdup (_ ("This folder is read-only"));
    case G_IO_ERROR_NOT_FOUND:
      return g_strdup (_ ("The folder is not there any more"));
    case G_IO_ERROR_FILENAME_TOO_LONG:
      return g_strdup (_ ("Its name is too long for this folder"));
    case G_IO_ERROR_TIMED_OUT:
      return g_strdup (_ ("It took too long"));
    default:
      return g_strdup (error->message);
    }
}

char *
recto_saving_words_describe_error (const GError *error)
{
  if (error == NULL)
    return g_strdup (_ ("It could not be saved"));
  if (error->domain == RECTO_ERROR)
    return describe_error_of_engine (error);
  if (error->domain == G_IO_ERROR)
    return describe_error_of_files (error);
  return g_strdup (error->message);
}

static char *
describe_failed (RectoSavingItem *item)
{
  g_autofree char *why = recto_saving_words_describe_error (recto_saving_item_get_error (item));

  /* Translators: %s is a sentence that says why a file could not be saved. */
  return g_strdup_printf (_ ("Failed: %s"), why);
}

static char *
describe_stopped (RectoSavingItem *item)
{
  const GError *error = recto_saving_item_get_error (item);

  if (recto_saving_item_get_reason (item) == RECTO_CANCEL_LIMIT)
    /* Translators: a file in a document that unpacks to far more than can be expected. */
    return g_strdup (_ ("Stopped: it grows far beyond its size"));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_strdup (_ ("Took too long"));
  return g_strdup (_ ("Stopped"));
}

static char *
describe_running (RectoSavingItem *item, const RectoTransferRate *rate)
{
  RectoTask *task = recto_saving_item_get_task (item);
  guint64 done = 0;
  guint64 total = 0;

  if (task == NULL || !recto_task_get_amount (task, &done, &total))
    return g_strdup (_ ("Saving"));
  return recto_transfer_rate_describe (rate, done, total);
}

char *
recto_saving_words_describe_item (RectoSavingItem *item, const RectoTransferRate *rate)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (item), NULL);

  switch (recto_saving_item_get_state (item))
    {
    case RECTO_SAVING_WAITING:
      /* Translators: a file that has not begun to be saved. */
      return g_strdup (_ ("Waiting"));
    case RECTO_SAVING_RUNNING:
      return describe_running (item, rate);
    case RECTO_SAVING_SAVED:
      return g_strdup (_ ("Saved"));
    case RECTO_SAVING_STOPPED:
      return describe_stopped (item);
    case RECTO_SAVING_FAILED:
    default:
      return describe_failed (item);
    }
}

const char *
recto_saving_words_get_icon (RectoSavingItem *item)
{
  g_return_val_if_fail (RECTO_IS_SAVING_ITEM (item), NULL);

  switch (recto_saving_item_get_state (item))
    {
    case RECTO_SAVING_SAVED:
      return "object-select-symbolic";
    case RECTO_SAVING_STOPPED:
      return "process-stop-symbolic";
    case RECTO_SAVING_FAILED:
      return "dialog-warning-symbolic";
    case RECTO_SAVING_WAITING:
    case RECTO_SAVING_RUNNING:
    default:
      return "content-loading-symbolic";
    }
}
