/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* Fills in the head of a message that is to be sent. */
void recto_message_init (gpointer message,
                         RectoMessageKind kind,
                         gsize size,
                         guint32 serial,
                         guint32 generation);

/* Whether the `length` bytes at `data` are one whole message: its version, kind, size and strings
 * are in order and every enumeration is in its range. Sizes and places are the reader's to judge.
 * `data` must be aligned as a guint64 is. */
gboolean recto_message_check (gconstpointer data, gsize length);

/* Copies `text` into a message's field, cut at a character's end and always terminated; what is
 * not UTF-8 is replaced. */
void recto_message_set_text (char *field, gsize size, const char *text);
