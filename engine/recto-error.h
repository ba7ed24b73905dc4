/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What went wrong where the caller must tell it apart. Cancelling is G_IO_ERROR_CANCELLED, a time
 * limit G_IO_ERROR_TIMED_OUT, and files that cannot be read keep their G_IO_ERROR. */
#define RECTO_ERROR (recto_error_quark ())

typedef enum
{
  RECTO_ERROR_UNSUPPORTED,     /* a format that is not opened; the message names it */
  RECTO_ERROR_DAMAGED,         /* the file is not what it claims to be */
  RECTO_ERROR_PASSWORD_NEEDED, /* locked: ask, then open again with a password */
  RECTO_ERROR_PASSWORD_WRONG,  /* locked, and the password given does not open it */
  RECTO_ERROR_PAGE,            /* there is no such page, or this page cannot be read */
  RECTO_ERROR_WORKER_DIED,     /* the process that did the work ended before it answered */
  RECTO_ERROR_OUT_OF_MEMORY,   /* the memory limit was reached; the message names the limit */
} RectoError;

GQuark recto_error_quark (void);
