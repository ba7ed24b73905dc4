/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What stands behind the "#" of a document's address: where in it to begin (RFC 8118). */
typedef struct
{
  guint number;      /* "page=": from 1; 0 where it is not said */
  char *destination; /* "nameddest=": (nullable) */
} RectoFragment;

/* FALSE: it says neither, and nothing is to be freed. */
gboolean recto_fragment_parse (const char *text, RectoFragment *fragment);
void recto_fragment_clear (RectoFragment *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RectoFragment, recto_fragment_clear)
