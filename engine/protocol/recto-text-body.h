/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* What stands in the shared buffer beside a RectoMessageTextFound. */

/* The most bytes it has. */
#define RECTO_MAX_TEXT_BODY                                                                        \
  (RECTO_MAX_TEXT_CHARS * (sizeof (RectoTextBox) + 4) +                                            \
   RECTO_MAX_TEXT_LINES * sizeof (RectoTextLine))

/* Where its parts are, or are to be, in `body`. */
typedef struct
{
  RectoTextBox *boxes;
  RectoTextLine *lines;
  char *utf8; /* not terminated */
} RectoTextBody;

/* For a message that has passed recto_message_check () or is about to be sent. */
gsize recto_text_body_get_size (const RectoMessageTextFound *found);
RectoTextBody recto_text_body_find (const RectoMessageTextFound *found, guint8 *body);

/* Whether a body is what its message claims: whole characters, as many as there are boxes; lines
 * that follow each other. Boxes and sizes that cannot be are emptied. `body` is a copy, which
 * nobody else can change meanwhile, aligned as a float is. */
gboolean recto_text_body_check (const RectoMessageTextFound *found, guint8 *body);
